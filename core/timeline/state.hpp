// What a run looked like at one moment. What every picture needs of it stands here as values; what may be
// large (the tasks, a queue of a hundred thousand) is looked up when it is asked for, in the index of the
// timeline.
#pragma once

#include "core/trace/event.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace loopscope::timeline {

using trace::Cause;
using trace::ObjectId;
using trace::SiteId;
using trace::StringId;
using trace::TaskId;
using trace::ThreadId;

enum class TaskStatus : std::uint8_t { Created, Ready, Running, Suspended, Ended };

struct TaskState {
    TaskId id = 0;
    StringId name = 0;
    TaskId parent = 0;
    SiteId created_at = 0;  // where it was spawned
    SiteId line = 0;        // the last place known: where it runs or is parked
    ThreadId thread = 0;    // where it was created, later where it last ran
    TaskStatus status = TaskStatus::Created;
    trace::Wait wait = trace::Wait::None;           // while Suspended
    trace::Outcome outcome = trace::Outcome::Done;  // once Ended
    StringId message = 0;                           // once Ended: what it failed with
    bool blocking = false;                          // it holds its thread in a blocking call
    trace::Block block = trace::Block::Sleep;       // while blocking
    bool cancel_requested = false;
    // The first task of a loop, which spawned others before it did anything of its own.
    bool conducts = false;
    // Counts, from 1, the tasks that do something of their own; 0: it conducts, or has done nothing yet and
    // may still turn out to. Once given, a number stays.
    std::uint32_t number = 0;
    Cause cause = Cause::None;  // why it was last made ready or resumed
    std::int64_t cause_arg = 0;
    std::int64_t wait_arg = 0;  // while Suspended: the subject, see trace::Wait
    std::int64_t since = 0;     // loop time at which status (or blocking) last changed
    std::size_t changed = 0;    // position right behind the event that changed it
    std::int64_t block_ns = 0;  // while blocking: planned, -1 unknown

    friend bool operator==(const TaskState&, const TaskState&) = default;
};

struct Timer {
    ObjectId id = 0;
    TaskId task = 0;
    std::int64_t deadline = 0;
    std::int64_t added = 0;

    friend bool operator==(const Timer&, const Timer&) = default;
};

struct ReadyItem {
    TaskId task = 0;  // 0: a plain callback
    ObjectId callback = 0;
    StringId name = 0;  // of a plain callback
    Cause cause = Cause::None;
    std::int64_t cause_arg = 0;

    friend bool operator==(const ReadyItem&, const ReadyItem&) = default;
};

// An entry of State::threads whose id is 0 has not been heard of yet, while one behind it has: skip it.
struct ThreadState {
    ThreadId id = 0;
    StringId name = 0;
    trace::ThreadRole role = trace::ThreadRole::Main;
    std::uint32_t worker = 0;  // number, for workers
    bool ended = false;
    bool has_loop = false;  // between LoopBegin and LoopEnd
    TaskId running = 0;
    std::int64_t running_since = 0;
    std::vector<TaskId> callers;  // plain calls: who called the running one, outermost first
    ObjectId callback = 0;        // plain callback that runs now
    bool blocking = false;  // held in a blocking call: of its running task, or of its own (running is 0)
    trace::Block block = trace::Block::Sleep;  // while blocking
    std::int64_t block_since = 0;
    std::int64_t block_ns = 0;  // while blocking: planned, -1 unknown
    std::int64_t turn = 0;
    trace::Phase phase = trace::Phase::None;
    std::int64_t phase_since = 0;
    bool polling = false;                           // inside poll
    std::int64_t poll_begin = 0, poll_timeout = 0;  // of the current or last poll; timeout as in PollBegin
    std::int64_t poll_slept = 0;                    // of the last poll that ended
    trace::PollWake poll_wake = trace::PollWake::Nothing;
    std::size_t polled = 0;  // position behind its last PollBegin
    ObjectId work = 0;       // what a worker does now
    StringId work_label = 0;
    TaskId work_for = 0;
    std::int64_t work_since = 0;

    friend bool operator==(const ThreadState&, const ThreadState&) = default;
};

struct WatchedFd {
    std::uint32_t fd = 0;
    TaskId task = 0;
    StringId label = 0;
    trace::Interest interest = trace::Interest::None;
    bool is_ready = false;

    friend bool operator==(const WatchedFd&, const WatchedFd&) = default;
};

struct QueuedWork {
    ObjectId id = 0;
    TaskId task = 0;
    StringId label = 0;

    friend bool operator==(const QueuedWork&, const QueuedWork&) = default;
};

struct ObjectState {
    ObjectId id = 0;
    trace::ObjectKind kind = trace::ObjectKind::None;
    StringId name = 0;
    std::int64_t value = 0;
    TaskId last_task = 0;

    friend bool operator==(const ObjectState&, const ObjectState&) = default;
};

// The first of them, and how many there are in all.
template <class T>
struct Few {
    std::vector<T> first;
    std::size_t count = 0;

    [[nodiscard]] bool empty() const { return count == 0; }
    [[nodiscard]] std::size_t size() const { return count; }
    [[nodiscard]] const T& front() const { return first.front(); }
    // Of the first ones.
    [[nodiscard]] const T& operator[](std::size_t i) const { return first[i]; }
    [[nodiscard]] const T& back() const { return first.back(); }
    [[nodiscard]] auto begin() const { return first.begin(); }
    [[nodiscard]] auto end() const { return first.end(); }
};

class Index;

// Cheap to copy but for what has been looked up. Must not outlive its timeline.
class State {
public:
    // What is enough for a picture, whatever the program does.
    static constexpr std::size_t kFew = 1024;

    State() = default;
    explicit State(const Index& index) : index_(&index) {}

    std::size_t position = 0;          // number of events that have happened
    std::int64_t time = 0;             // loop time of the last of them
    std::vector<ThreadState> threads;  // by id: threads[id - 1]
    std::size_t outputs = 0;           // how many lines have been printed: Timeline::output(0) and so on
    TaskId running = 0;                // task of the last StepBegin that still runs (0: none)
    ThreadId active = 0;               // thread of the last event
    bool held = false;                 // between GateClosed and GateOpened
    bool ended = false;                // RunEnd has happened
    trace::Outcome outcome = trace::Outcome::Done;
    StringId message = 0;
    double rate = 1.0;  // of the loop clock; 0 stands still

    // Also of one that has ended; null where nothing was heard of it yet. Valid until this state is given
    // another position. A few microseconds at the first time of asking.
    [[nodiscard]] const TaskState* task(TaskId id) const;
    [[nodiscard]] const ThreadState* thread(ThreadId id) const {
        return id == 0 || id > threads.size() ? nullptr : &threads[id - 1];
    }
    [[nodiscard]] std::optional<ObjectState> object(ObjectId id) const;
    // In order of their creation.
    void each_object(const std::function<void(const ObjectState&)>& visit) const;

    // Tasks that have not ended, in order of their creation: visit(TaskId) until it returns false.
    void each_alive(const std::function<bool(TaskId)>& visit) const;
    // The first of them.
    [[nodiscard]] std::vector<TaskId> alive(std::size_t most = kFew) const;
    [[nodiscard]] std::size_t alive_count() const;
    // How many tasks there have been.
    [[nodiscard]] std::size_t task_count() const;
    // How many tasks have a number; the highest of them.
    [[nodiscard]] std::uint32_t numbered() const;

    [[nodiscard]] Few<ReadyItem> ready(ThreadId thread, std::size_t most = kFew) const;  // front first
    [[nodiscard]] std::size_t ready_count(ThreadId thread) const;
    [[nodiscard]] std::optional<ReadyItem> last_ready(ThreadId thread) const;
    [[nodiscard]] Few<Timer> timers(ThreadId thread, std::size_t most = kFew) const;  // by (deadline, id)
    [[nodiscard]] std::size_t timer_count(ThreadId thread) const;
    [[nodiscard]] Few<WatchedFd> fds(std::size_t most = kFew) const;  // in order of watching
    [[nodiscard]] std::size_t fd_count() const;
    [[nodiscard]] std::optional<WatchedFd> fd(std::int64_t number) const;  // where it is watched
    [[nodiscard]] Few<QueuedWork> queued(std::size_t most = kFew) const;  // waiting for a worker, front first
    [[nodiscard]] std::size_t queued_count() const;

    // From before to after `event`, which must be the one at `position`. For the timeline.
    void apply(const trace::Event& event);
    // Bytes that a copy of it takes, without what has been looked up.
    [[nodiscard]] std::size_t memory() const;

private:
    const Index* index_ = nullptr;
    mutable std::unordered_map<TaskId, TaskState> known_;  // looked up at this position
};

}  // namespace loopscope::timeline
