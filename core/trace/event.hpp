// The one language between whatever runs a program and whatever shows it: plain 32-byte records.
// Nothing here knows whether the run is live, in a child process or read from a file.
#pragma once

#include "core/base/time.hpp"

#include <cstdint>
#include <type_traits>

namespace loopscope::trace {

// 0 is "none" in all of these. Ids are dense, in order of creation, within one run.
using TaskId = std::uint32_t;
using ThreadId = std::uint16_t;
using StringId = std::uint32_t;  // into Tables::strings
using SiteId = std::uint32_t;    // into Tables::sites
using ObjectId = std::uint32_t;  // timer, lock, queue, piece of work, ...

// Beside each kind: which of task, reason, object and arg it uses, and for what. `thread` is always
// the thread that emitted the event. An absent field is 0.
// The numbers stand in files and on wires: they never change, and what is new comes last.
enum class Kind : std::uint8_t {
    None = 0,
    RunBegin = 1,     // object: StringId name of the run
    RunEnd = 2,       // reason: Outcome; object: StringId message
    ThreadBegin = 3,  // reason: ThreadRole; object: StringId name; arg: worker number for Worker (from 1)
    ThreadEnd = 4,
    LoopBegin = 5,  // thread now runs an event loop
    LoopEnd = 6,

    TurnBegin = 7,   // arg: number of the turn, from 1; ends at the next TurnBegin or LoopEnd
    PhaseBegin = 8,  // reason: Phase; ends at the next PhaseBegin, PollBegin, TurnBegin or LoopEnd
    PollBegin = 9,   // arg: planned timeout in ns; 0 only looks, -1 waits for as long as it takes
    PollEnd = 10,    // reason: PollWake; arg: ns slept, in loop time

    TaskCreated = 11,  // task; object: StringId name; arg: pack_created(parent task, SiteId of spawn)
    TaskReady = 12,    // task joins the end of the ready queue of `thread`'s loop; reason: Cause; arg: its id
    StepBegin = 13,    // task runs; reason: Cause; arg: its id, as in TaskReady
    TaskSuspended = 14,  // task gives control back, ends its step; reason: Wait; object: SiteId; arg: subject
    TaskEnded = 15,  // task ends its last step (or is destroyed); reason: Outcome; object: StringId message
    CancelRequested = 16,  // task: the one to be cancelled; arg: TaskId of who asks (0: the user)
    CoroutineBegin =
        17,  // task awaits a coroutine, which runs inside the same task; object: SiteId of the await
    CoroutineEnd = 18,  // ... and goes on behind that await; object: SiteId

    CallbackReady = 19,  // a plain callback joins the ready queue; object: ObjectId; reason: Cause; arg:
                         // StringId name
    CallbackBegin = 20,  // object, arg as in CallbackReady
    CallbackEnd = 21,    // object

    TimerAdded = 22,      // task (0: none); object: ObjectId; arg: deadline, ns of loop time
    TimerDue = 23,        // likewise: leaves the heap because its deadline has passed
    TimerCancelled = 24,  // likewise: leaves the heap early

    ObjectCreated = 25,  // object: ObjectId; reason: ObjectKind; arg: StringId name
    ObjectChanged = 26,  // object: ObjectId; arg: new value (event: set 0/1, lock: held 0/1, semaphore: free
                         // slots, queue: length, future: done 0/1); task: who did it

    FdWatched = 27,    // task; object: descriptor; reason: Interest; arg: StringId label
    FdReady = 28,      // object: descriptor; reason: Interest
    FdUnwatched = 29,  // object: descriptor

    WorkQueued = 30,     // task; object: ObjectId; arg: StringId label
    WorkBegin = 31,      // on the worker's thread: object, arg as in WorkQueued, task that waits for it
    WorkEnd = 32,        // on the worker's thread: object
    WorkCancelled = 44,  // as WorkQueued: it leaves the queue before a worker has begun it

    ProcessSpawned = 33,  // task; object: pid; arg: StringId command
    ProcessExited = 34,   // object: pid; arg: exit status, or minus the signal

    Output = 35,       // task; object: StringId text (no newline); arg: SiteId
    BlockBegin = 36,   // task holds its thread; reason: Block; object: SiteId; arg: planned ns, -1 unknown
    BlockEnd = 37,     // task
    LoopBlocked = 38,  // task's step held up its loop; arg: ns; object: SiteId of the culprit

    GateClosed = 39,    // held right behind the event before; reason: GateCause; arg: wall ns since RunBegin
    GateOpened = 40,    // ... and goes on; arg: wall ns since RunBegin
    ClockChanged = 41,  // arg: wall ns since RunBegin; object: new rate in 1/1000 (0: stands still)

    Misuse = 42,  // task (0: none); reason: MisuseKind; object: SiteId
    Lost = 43,    // arg: number of events that could not be recorded before this one (a killed child)
};
inline constexpr std::uint8_t kKindCount = static_cast<std::uint8_t>(Kind::WorkCancelled) + 1;

enum class ThreadRole : std::uint8_t { Main, Loop, Thread, Worker };
enum class Phase : std::uint8_t { None, Timers, Pending, Idle, Prepare, Poll, Check, Closing };
enum class PollWake : std::uint8_t {
    Nothing,
    Io,
    Timeout,
    Wake
};  // Nothing: it only looked; Wake: another thread
enum class Cause : std::uint8_t {
    None,
    First,         // arg: parent task
    TimerDue,      // arg: ObjectId of the timer
    Yielded,       // it gave way and takes its next turn
    TaskDone,      // arg: TaskId
    ObjectSignal,  // event set, lock free, slot free, item there; arg: ObjectId
    FdReady,       // arg: descriptor
    WorkerDone,    // arg: ObjectId of the work
    ProcessDone,   // arg: pid
    Cancelled,     // arg: TaskId of who asked
    Called,        // a plain call or a thread's start: no loop had a say in it
    Posted,        // from another thread
};
enum class Wait : std::uint8_t {
    None,
    Sleep,    // arg: deadline, ns of loop time
    Yield,    // sleep(0): no subject
    Task,     // arg: TaskId
    Tasks,    // when_all, group; arg: pack_awaited, those still to come
    FirstOf,  // when_any; arg: pack_awaited, those that race
    Event,    // arg of all that follow: ObjectId, descriptor or pid
    Lock,
    Semaphore,
    Queue,
    Future,
    Worker,
    Fd,
    Process,
};
enum class Outcome : std::uint8_t {
    Done,
    Failed,
    Cancelled,
    Stopped,
    Stuck
};  // Stuck: nothing can ever wake it
enum class ObjectKind : std::uint8_t { None, Event, Lock, Semaphore, Queue, Future, Group };
enum class Interest : std::uint8_t { None, Read, Write, Both };
enum class Block : std::uint8_t { Sleep, Cpu, Lock, Join, Call };
enum class GateCause : std::uint8_t { Pause, Step, Breakpoint };
enum class MisuseKind : std::uint8_t {
    NeverAwaited,           // a coroutine was made and thrown away
    ResultNeverRead,        // a task failed and nobody looked
    DestroyedWhileAwaited,  // a task went away under somebody who waits for it
    AwaitedTwice,           // a second await of something that can be awaited once
};

struct Event {
    std::int64_t time = 0;  // loop time, ns since RunBegin
    std::int64_t arg = 0;
    TaskId task = 0;
    std::uint32_t object = 0;
    std::uint32_t seq = 0;  // position in the run: dense over all threads, from 0
    ThreadId thread = 0;    // from 1
    Kind kind = Kind::None;
    std::uint8_t reason = 0;  // one of the enums above, by kind

    [[nodiscard]] Nanos at() const { return Nanos{time}; }
    template <class Reason>
    [[nodiscard]] Reason as() const {
        return static_cast<Reason>(reason);
    }

    friend bool operator==(const Event&, const Event&) = default;
};
static_assert(sizeof(Event) == 32 && std::is_trivially_copyable_v<Event>);

constexpr std::int64_t pack_created(TaskId parent, SiteId site) {
    return static_cast<std::int64_t>((std::uint64_t{parent} << 32) | site);
}
constexpr TaskId created_parent(const Event& e) {
    return static_cast<TaskId>(static_cast<std::uint64_t>(e.arg) >> 32);
}
constexpr SiteId created_site(const Event& e) {
    return static_cast<SiteId>(e.arg);
}

// Whom a wait for several tasks is for.
struct Awaited {
    std::uint32_t count = 0;
    TaskId first = 0, second = 0;  // by name when there are no more than two; else 0

    [[nodiscard]] constexpr bool named() const { return first != 0; }
    friend bool operator==(const Awaited&, const Awaited&) = default;
};

// Ids from 2^15 on have no room; then only the count is kept.
constexpr std::int64_t pack_awaited(const Awaited& awaited) {
    constexpr TaskId kEnd = 1U << 15;
    if (awaited.count > 2 || awaited.first >= kEnd || awaited.second >= kEnd) return awaited.count;
    return (std::int64_t{awaited.second} << 47) | (std::int64_t{awaited.first} << 32) | awaited.count;
}
constexpr Awaited unpack_awaited(std::int64_t arg) {
    const auto id = [arg](int shift) { return static_cast<TaskId>((arg >> shift) & 0x7FFF); };
    return {.count = static_cast<std::uint32_t>(arg), .first = id(32), .second = id(47)};
}

// The place in the source that the event names; 0 where it names none.
constexpr SiteId site_of(const Event& e) {
    switch (e.kind) {
        case Kind::TaskCreated: return created_site(e);
        case Kind::Output: return static_cast<SiteId>(e.arg);
        case Kind::TaskSuspended:
        case Kind::CoroutineBegin:
        case Kind::CoroutineEnd:
        case Kind::BlockBegin:
        case Kind::LoopBlocked:
        case Kind::Misuse: return e.object;
        default: return 0;
    }
}

// The user's doing, not the program's: absent from a free run, and so left out when two runs are compared.
constexpr bool is_control(Kind k) {
    return k == Kind::GateClosed || k == Kind::GateOpened || k == Kind::ClockChanged;
}

// One action that is worth a step of its own at teaching pace: something a person would point at.
// A poll counts only when it really sleeps.
constexpr bool is_beat(const Event& e) {
    switch (e.kind) {
        case Kind::TaskCreated:
        case Kind::StepBegin:
        case Kind::TaskSuspended:
        case Kind::TaskEnded:
        case Kind::CancelRequested:
        case Kind::CallbackBegin:
        case Kind::TimerDue:
        case Kind::FdReady:
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkEnd:
        case Kind::ProcessSpawned:
        case Kind::ProcessExited:
        case Kind::Output:
        case Kind::BlockBegin:
        case Kind::BlockEnd:
        case Kind::Misuse:
        case Kind::RunEnd: return true;
        case Kind::PollBegin: return e.arg != 0;
        default: return false;
    }
}

}  // namespace loopscope::trace
