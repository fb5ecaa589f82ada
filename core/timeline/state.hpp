// What a run looked like at one moment: everything the slides need, as values.
#pragma once

#include "core/trace/event.hpp"

#include <cstdint>
#include <vector>

namespace loopscope::timeline {

using trace::Cause;
using trace::ObjectId;
using trace::SiteId;
using trace::StringId;
using trace::TaskId;
using trace::ThreadId;

enum class TaskStatus : std::uint8_t { Created, Ready, Running, Suspended, Ended };

// An entry of tasks or threads whose id is 0 has not been heard of yet, while one behind it has: skip it.
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
    bool conducts =
        false;  // the first task of a loop, which spawned others before it did anything of its own
    // Counts, from 1, the tasks that do something of their own; 0: it conducts, or has done nothing yet and
    // may still turn out to. Once given, a number stays.
    std::uint32_t number = 0;
    Cause cause = Cause::None;  // why it was last made ready or resumed
    std::int64_t cause_arg = 0;
    std::int64_t wait_arg = 0;  // the subject, see trace::Wait
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

struct ThreadState {
    ThreadId id = 0;
    StringId name = 0;
    trace::ThreadRole role = trace::ThreadRole::Main;
    std::uint32_t worker = 0;  // number, for workers
    bool ended = false;
    bool has_loop = false;         // between LoopBegin and LoopEnd
    trace::TaskId first_task = 0;  // that was created here since the loop began
    TaskId running = 0;
    ObjectId callback = 0;  // plain callback that runs now
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
    std::vector<ReadyItem> ready;  // front first
    std::vector<Timer> timers;     // by (deadline, id)
    ObjectId work = 0;             // what a worker does now
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

struct State {
    std::size_t position = 0;          // number of events that have happened
    std::int64_t time = 0;             // loop time of the last of them
    std::vector<TaskState> tasks;      // by id: tasks[id - 1]
    std::vector<ThreadState> threads;  // by id: threads[id - 1]
    std::vector<ObjectState> objects;  // by id; sparse: only those with ObjectCreated
    std::vector<WatchedFd> fds;        // in order of watching
    std::vector<QueuedWork> queued;    // waiting for a worker, front first
    std::uint32_t numbered = 0;        // highest TaskState::number given so far
    std::uint32_t outputs = 0;         // how many lines have been printed: Timeline::outputs()[0, outputs)
    TaskId running = 0;                // task of the last StepBegin that still runs (0: none)
    ThreadId active = 0;               // thread of the last event
    bool held = false;                 // between GateClosed and GateOpened
    bool ended = false;                // RunEnd has happened
    trace::Outcome outcome = trace::Outcome::Done;
    StringId message = 0;
    double rate = 1.0;  // of the loop clock; 0 stands still

    [[nodiscard]] const TaskState* task(TaskId id) const {
        return id == 0 || id > tasks.size() ? nullptr : &tasks[id - 1];
    }
    [[nodiscard]] const ThreadState* thread(ThreadId id) const {
        return id == 0 || id > threads.size() ? nullptr : &threads[id - 1];
    }

    friend bool operator==(const State&, const State&) = default;
};

// Bytes that a copy of it takes, with what its vectors hold.
[[nodiscard]] std::size_t memory(const State& state);

// Brings `state` from before to after `event`. Events that do not fit (a trace that was cut, an id never
// created) change as little as possible and never break it.
void apply(State& state, const trace::Event& event);

}  // namespace loopscope::timeline
