// A task as the loop knows it: one line of execution with an identity, a place to go on, and an end that
// others may wait for. And Operation, the base of everything such a task can wait on.
#pragma once

#include "core/async/context.hpp"
#include "core/async/list.hpp"
#include "core/base/call_site.hpp"
#include "core/trace/event.hpp"

#include <coroutine>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace loopscope::async {

class Loop;
class Operation;

// Thrown at the await where a cancelled task waits, or at its next one. A task that catches it goes on.
struct Cancelled : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

// Thrown at an await whose subject was destroyed while it waited.
struct Broken : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "destroyed while awaited"; }
};

class Node;

// Told once when a task ends, on the loop's thread, inside the last step of that task.
class EndListener {
public:
    virtual void on_end(Node& ended) = 0;

protected:
    ~EndListener() = default;
};

// The place of a listener in the line at one task.
struct EndLink : ListLink<> {
    explicit EndLink(EndListener& who) : listener(who) {}
    EndListener& listener;
};

// What stands in a loop's ready queue: a task, or a plain callback.
struct ReadyTag;
struct ReadyItem : ListLink<ReadyTag> {
    explicit ReadyItem(bool task) : is_task(task) {}
    const bool is_task;
    trace::Cause cause = trace::Cause::None;
    std::int64_t subject = 0;
};

struct AliveTag;

class Node : public std::enable_shared_from_this<Node>, public ReadyItem, public ListLink<AliveTag> {
public:
    Node(Loop& loop, trace::TaskId id) : ReadyItem(true), loop_(loop), id_(id) {}
    virtual ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    [[nodiscard]] trace::TaskId id() const { return id_; }
    [[nodiscard]] bool ended() const { return ended_; }
    [[nodiscard]] trace::Outcome outcome() const { return outcome_; }
    [[nodiscard]] std::exception_ptr error() const { return error_; }
    // Somebody has seen how it ended.
    void mark_read() { read_ = true; }

    // Asks the task to end: Cancelled is thrown at the await where it waits or at its next one; a task that
    // has not begun never runs its body. Without effect once it has ended.
    void cancel();
    // True once per cancel(): the await must throw.
    bool take_cancel();
    [[nodiscard]] bool cancel_requested() const { return cancel_requested_; }

    void add_listener(EndLink& link) { listeners_.push_back(link); }

    // The rest is for the loop, the promise and operations.
    void finish(std::exception_ptr error);
    virtual void release_frame() = 0;
    void destroy(trace::Outcome outcome);

    std::shared_ptr<Node> alive;           // itself, until it ends: the loop's hold on it
    std::coroutine_handle<> resume_point;  // where its next step begins
    std::coroutine_handle<>
        continue_at;               // where this step goes on at once, in another coroutine; null: it is over
    Operation* pending = nullptr;  // what it waits on
    bool started = false;
    trace::SiteId line = 0;  // of the last await: names the culprit of a long step

    [[nodiscard]] Loop& loop() const { return loop_; }

private:
    Loop& loop_;
    trace::TaskId id_;
    trace::TaskId canceller_ = 0;
    bool cancel_requested_ = false;
    bool ended_ = false;
    bool read_ = false;
    trace::Outcome outcome_ = trace::Outcome::Done;
    std::exception_ptr error_;
    List<EndLink> listeners_;
};

// The subject of a wait for `nodes`, as far as they have not ended.
std::int64_t awaited(const std::vector<std::shared_ptr<Node>>& nodes);

// The leaf of every await. Derived classes call suspend() in await_suspend, wake() when what they wait for
// has come, and finish_wait() in await_resume.
class Operation {
public:
    explicit Operation(const CallSite& site) : site_(site) {}
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;

    // The wait is over without its subject (cancelled or destroyed): leave whatever list this stands in.
    virtual void detach() noexcept = 0;

protected:
    ~Operation() = default;  // derived destructors call abandon()

    // Parks the running task and says on what. The program is held right behind this event, if it is to be.
    void suspend(std::coroutine_handle<> handle, trace::Wait wait, std::int64_t subject);
    // The task joins the ready queue; it runs in a later turn, or later in this one. Loop thread only.
    void wake(trace::Cause cause, std::int64_t subject);
    // What it waits for, or was given and has not taken yet, is gone: the await throws Broken.
    void break_off();
    // True when the task is to be cancelled here. Throws Stopped and Broken.
    [[nodiscard]] bool finish_wait();
    void throw_if_cancelled() {
        if (finish_wait()) throw Cancelled{};
    }
    void abandon() noexcept;

    [[nodiscard]] Node* node() const { return node_; }
    [[nodiscard]] trace::SiteId site_id() const;

private:
    friend class Node;
    CallSite site_;
    Node* node_ = nullptr;  // outlives this: it owns the frame that this lives in
    bool broken_ = false;
};

}  // namespace loopscope::async
