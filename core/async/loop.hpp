// An event loop on libuv. libuv watches what is outside: its callbacks only append to the ready queue, and
// one dispatcher, in the check phase, resumes what was ready when it began. The timers are the loop's own,
// ordered by (deadline, order of arming), on the run's LoopClock.
#pragma once

#include "core/async/node.hpp"
#include "core/async/pool.hpp"
#include "core/async/task.hpp"
#include "core/async/timers.hpp"
#include "core/base/time.hpp"

#include <atomic>
#include <functional>
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

// What has a libuv handle of the loop, and may be kept for longer than the loop.
class LoopHandle : public ListLink<> {
public:
    LoopHandle() = default;
    virtual void close_with_loop() = 0;

protected:
    ~LoopHandle() = default;
};

class Loop {
public:
    // For the calling thread, which must belong to a run and have no loop yet. Throws std::system_error when
    // the system has no descriptors left for one.
    Loop();
    // Destroys what is left of its tasks, the youngest first; their frames give back what they hold.
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    static Loop& current() { return *context().loop; }

    // Runs `main` as a task until it ends, then cancels the tasks that are left and lets them end (as
    // asyncio.run does). Rethrows what main throws; throws Stopped and Stuck. However it ends, no task is
    // left.
    template <class T>
    T run(Task<T> main, CallSite site = CallSite::here());

    // Runs until that task has ended and leaves the others as they are (asyncio's run_until_complete); what
    // is left when the loop goes, or when the run is stopped, is destroyed. Rethrows and throws as run()
    // does.
    template <class T>
    T run_until(TaskHandle<T> task);

    // Makes a task of `body`; it joins the ready queue now and takes its first step in a later turn, or later
    // in this one.
    template <class T>
    TaskHandle<T> spawn(Task<T> body, CallSite site = CallSite::here());

    // Runs `fn` as a plain callback in a later turn. `post` is the one for any thread.
    void call_soon(std::function<void()> fn, std::string_view name = "callback");
    void post(std::function<void()> fn, std::string_view name = "callback");

    [[nodiscard]] std::size_t live_tasks() const { return live_; }
    [[nodiscard]] std::int64_t turns() const { return turn_; }

    // For operations. Loop thread only.
    void make_ready(Node& node, trace::Cause cause, std::int64_t subject);
    void add_timer(Nanos deadline, TimerListener& listener, trace::TaskId task);
    // Without effect when it waits for none.
    void cancel_timer(TimerListener& listener);
    uv_loop_t* uv() { return uv_.get(); }
    void queue_work(std::unique_ptr<Job> job);
    // True when no worker had begun it: it is gone.
    bool cancel_work(Job& job);
    // On a worker's thread: the piece is done.
    void give_back(std::unique_ptr<Job> job);
    // It is closed before the loop goes, unless it goes first.
    void own(LoopHandle& handle) { handles_.push_back(handle); }
    // Destroys all tasks that were made after this one, the youngest first.
    void destroy_younger(trace::TaskId than);
    // Real work outside that will wake the loop through libuv: while there is some, the clock must not jump.
    void begin_outside();
    void end_outside();
    // libuv has watchers that epoll does not know yet: it looks once more before it sleeps. To be called
    // whenever a callback or a task has started to watch a descriptor.
    void watch_changed() { fresh_ = true; }

private:
    struct Callback final : ReadyItem {
        Callback() : ReadyItem(false) {}
        std::function<void()> fn;
        trace::ObjectId id = 0;
        trace::StringId name = 0;
    };
    // Whatever way run() is left, its tasks are left before what they may use goes.
    struct Emptied {
        Loop& loop;
        ~Emptied() { loop.destroy_younger(0); }
    };

    void adopt(std::shared_ptr<Node> node, const std::string& name, const CallSite& site);
    void run_until_ended(const Node& main);
    void cancel_the_rest();
    void turn();
    void fire_timers();
    void poll();
    void sleep();
    [[nodiscard]] Nanos wake_at() const;
    void dispatch();
    void step(Node& node, trace::Cause cause, std::int64_t subject);
    void call(std::unique_ptr<Callback> callback);
    static void drop_callbacks(List<ReadyItem, ReadyTag>& line);
    void end(Node& node);
    void take_posted();
    void take_done();
    void count_jobs(int more);
    void close();
    void queue_callback(std::function<void()> fn, std::string_view name, trace::Cause cause);

    Context& here_;
    std::unique_ptr<uv_loop_t> uv_ = std::make_unique<uv_loop_t>();
    uv_async_t work_done_{};
    List<ReadyItem, ReadyTag> ready_;
    List<ReadyItem, ReadyTag> running_;  // those that this turn's dispatcher has still to resume
    List<Node, AliveTag> alive_;         // in the order of their making
    std::size_t live_ = 0;
    Timers timers_;
    List<LoopHandle> handles_;
    std::int64_t turn_ = 0;
    bool fresh_ = true;  // libuv has watchers that epoll does not know yet: one look before sleeping
    bool stuck_ = false;

    std::size_t jobs_ = 0;  // given to the pool and not back yet
    std::mutex done_mutex_;
    List<Job> done_;

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
    const Emptied at_the_end{*this};
    run_until_ended(handle.node());
    cancel_the_rest();
    return handle.take();
}

template <class T>
T Loop::run_until(TaskHandle<T> task) {
    try {
        run_until_ended(task.node());
    } catch (const Stopped&) {
        destroy_younger(0);
        throw;
    }
    return task.take();
}

// In the running task's loop.
template <class T>
TaskHandle<T> spawn(Task<T> body, CallSite site = CallSite::here()) {
    return Loop::current().spawn(std::move(body), site);
}

}  // namespace loopscope::async
