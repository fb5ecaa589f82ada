// An event loop on libuv. libuv turns the wheel: every callback of it only appends to the ready queue, and
// one dispatcher, in the check phase, resumes what was ready when it began. The timers are the loop's own,
// ordered by (deadline, order of arming), on the run's LoopClock.
#pragma once

#include "core/async/node.hpp"
#include "core/async/task.hpp"
#include "core/base/time.hpp"

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <type_traits>
#include <vector>

#include <uv.h>

namespace loopscope::async {

// Thrown by Loop::run when nothing is ready, no timer is armed and nothing outside can wake the loop.
struct Stuck : std::runtime_error {
    Stuck() : std::runtime_error("stuck: tasks wait for each other, and nothing can ever wake them") {}
};

// Ids count up, so timers with equal deadlines keep the order in which they were armed.
struct TimerKey {
    Nanos deadline{0};
    trace::ObjectId id = 0;
    friend auto operator<=>(const TimerKey&, const TimerKey&) = default;
};

class TimerListener {
public:
    // Its deadline has passed; called in the timers phase, on the loop's thread.
    virtual void on_timer(const TimerKey& key) = 0;

protected:
    ~TimerListener() = default;
};

class Loop {
public:
    // For the calling thread, which must belong to a run and have no loop yet.
    Loop();
    // Destroys what is left of its tasks; their frames give back what they hold.
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    static Loop& current() { return *context().loop; }

    // Runs `main` as a task until it ends, then cancels the tasks that are left and lets them end (as
    // asyncio.run does). Rethrows what main throws; throws Stopped and Stuck.
    template <class T>
    T run(Task<T> main, CallSite site = CallSite::here());

    // Runs until that task has ended and leaves the others as they are (asyncio's run_until_complete); what
    // is left when the loop goes is destroyed. Rethrows and throws as run() does.
    template <class T>
    T run_until(TaskHandle<T> task);

    // Makes a task of `body`; it joins the ready queue now and takes its first step in a later turn, or later
    // in this one.
    template <class T>
    TaskHandle<T> spawn(Task<T> body, CallSite site = CallSite::here());

    // Runs `fn` as a plain callback in a later turn. `post` is the one for any thread.
    void call_soon(std::function<void()> fn, std::string_view name = "callback");
    void post(std::function<void()> fn, std::string_view name = "callback");

    [[nodiscard]] std::size_t live_tasks() const { return nodes_.size(); }
    [[nodiscard]] std::int64_t turns() const { return turn_; }

    // For operations. Loop thread only.
    void make_ready(Node& node, trace::Cause cause, std::int64_t subject);
    TimerKey add_timer(Nanos deadline, TimerListener& listener, trace::TaskId task);
    void cancel_timer(const TimerKey& key);
    uv_loop_t* uv() { return uv_.get(); }
    // Real work outside that will wake the loop through libuv: while there is some, the clock must not jump.
    void begin_outside();
    void end_outside();
    // libuv has watchers that epoll does not know yet: it looks once more before it sleeps. To be called
    // whenever a callback or a task has started to watch a descriptor.
    void watch_changed() { fresh_ = true; }

private:
    struct ReadyItem {
        Node* node;  // alive until it ends, and it leaves the queue before that; null: a plain callback
        trace::ObjectId callback;
        std::int64_t subject;
        trace::Cause cause;
    };
    struct Timer {
        trace::TaskId task;
        TimerListener* listener;
    };
    struct Callback {
        std::function<void()> fn;
        trace::StringId name;
    };

    void adopt(std::shared_ptr<Node> node, const std::string& name, const CallSite& site);
    void run_until_ended(const Node& main);
    void cancel_the_rest();
    void turn();
    void fire_timers();
    void sleep_in_poll();
    [[nodiscard]] Nanos wake_at() const;
    void dispatch();
    void step(Node& node, trace::Cause cause, std::int64_t subject);
    void take_posted();
    void close_handles();
    void queue_callback(std::function<void()> fn, std::string_view name, trace::Cause cause);

    Context& here_;
    std::unique_ptr<uv_loop_t> uv_ = std::make_unique<uv_loop_t>();
    uv_timer_t timer_{};
    uv_prepare_t prepare_{};
    uv_check_t check_{};
    std::deque<ReadyItem> ready_;
    std::map<TimerKey, Timer> timers_;
    std::map<trace::ObjectId, Callback> callbacks_;
    std::map<trace::TaskId, std::shared_ptr<Node>> nodes_;  // alive
    std::int64_t turn_ = 0;
    bool fresh_ = true;  // libuv has watchers that epoll does not know yet: one look before sleeping
    bool stuck_ = false;
    bool closing_noted_ = false;
    std::exception_ptr callback_error_;  // must not cross libuv's frames: rethrown behind the turn

    std::mutex posted_mutex_;
    std::atomic<bool> has_posted_{false};
    std::vector<std::pair<std::function<void()>, std::string>> posted_;
};

template <class T>
TaskHandle<T> Loop::spawn(Task<T> body, CallSite site) {
    auto node = std::make_shared<TaskNode<T>>(*this, here_.runtime.next_task(), std::move(body));
    adopt(node, node->name(), site);
    return TaskHandle<T>{std::move(node)};
}

template <class T>
T Loop::run(Task<T> main, CallSite site) {
    TaskHandle<T> handle = spawn(std::move(main), site);
    run_until_ended(handle.node());
    cancel_the_rest();
    return handle.take();
}

template <class T>
T Loop::run_until(TaskHandle<T> task) {
    run_until_ended(task.node());
    return task.take();
}

// In the running task's loop.
template <class T>
TaskHandle<T> spawn(Task<T> body, CallSite site = CallSite::here()) {
    return Loop::current().spawn(std::move(body), site);
}

}  // namespace loopscope::async
