// What can happen, and why. The numbers stand in files and on wires: they never change, and none is used a
// second time. Which fields an event of each kind has is said by the table in schema.hpp.
#pragma once

#include <cstdint>

namespace loopscope::trace {

// Raised with every kind, reason or field that is added. Who reads knows all lower versions.
inline constexpr std::uint16_t kVocabularyVersion = 1;

// In the table's order. From 200 to 207 is kept free for slices, instants, counters and flows on a track
// with a name.
enum class Kind : std::uint8_t {
    None = 0,

    RunBegin = 1,
    RunEnd = 2,
    ThreadBegin = 3,
    ThreadEnd = 4,
    // The thread runs an event loop from here on.
    LoopBegin = 5,
    LoopEnd = 6,

    // A turn ends at the next TurnBegin or LoopEnd; a phase likewise, and at the next PhaseBegin or
    // PollBegin.
    TurnBegin = 7,
    PhaseBegin = 8,
    PollBegin = 9,
    PollEnd = 10,

    TaskCreated = 11,
    // The task joins the end of the ready queue of the thread's loop.
    TaskReady = 12,
    // The task runs, until it gives control back (TaskSuspended) or ends its last step or is destroyed
    // (TaskEnded).
    StepBegin = 13,
    TaskSuspended = 14,
    TaskEnded = 15,
    CancelRequested = 16,
    // The task awaits a coroutine that runs inside the same task, and goes on behind that await.
    CoroutineBegin = 17,
    CoroutineEnd = 18,

    // A plain callback joins the end of the ready queue, runs, or leaves the queue without having run.
    CallbackReady = 19,
    CallbackBegin = 20,
    CallbackEnd = 21,
    CallbackCancelled = 45,

    // A timer leaves the heap because its deadline has passed, or early.
    TimerAdded = 22,
    TimerDue = 23,
    TimerCancelled = 24,

    ObjectCreated = 25,
    ObjectChanged = 26,
    // A lock or one of several slots; who has taken it holds it until it gives it back.
    ObjectTaken = 52,
    ObjectGivenBack = 53,
    // Into and out of a queue, a channel, a stack.
    ValuePut = 54,
    ValueTaken = 55,

    FdWatched = 27,
    FdReady = 28,
    FdUnwatched = 29,

    // For the thread pool; begin and end are told by the worker's thread. Cancelled: it leaves the queue
    // before a worker has begun it.
    WorkQueued = 30,
    WorkBegin = 31,
    WorkEnd = 32,
    WorkCancelled = 44,

    ProcessSpawned = 33,
    ProcessExited = 34,

    Output = 35,
    // The thread is held, and whoever runs on it.
    BlockBegin = 36,
    BlockEnd = 37,
    // Told behind a step that has held up its loop.
    LoopBlocked = 38,

    // The run is held right behind the event before, and goes on.
    GateClosed = 39,
    GateOpened = 40,
    ClockChanged = 41,

    Misuse = 42,
    // So many events could not be recorded before this one.
    Lost = 43,

    // Small jobs that run before the loop goes on, in queues of their own that are drained as a whole.
    MicrotaskQueued = 46,
    MicrotasksBegin = 47,
    MicrotaskBegin = 48,
    MicrotaskEnd = 49,
    MicrotasksEnd = 50,

    Exception = 51,

    // A limit of time on what the task does: from here on; it strikes; it ends in time.
    LimitBegin = 56,
    LimitStruck = 57,
    LimitEnd = 58,

    // A variable that somebody watches has this value from here on.
    ValueWatched = 59,
};
inline constexpr std::uint8_t kKindCount = 60;
inline constexpr std::uint8_t kFirstReservedKind = 200, kLastReservedKind = 207;

enum class ThreadRole : std::uint8_t { Main = 0, Loop = 1, Thread = 2, Worker = 3 };

enum class Phase : std::uint8_t {
    None = 0,
    Timers = 1,
    Pending = 2,
    Idle = 3,
    Prepare = 4,
    Poll = 5,
    Check = 6,
    Closing = 7,
};

enum class PollWake : std::uint8_t {
    // It only looked.
    Nothing = 0,
    Io = 1,
    Timeout = 2,
    // By another thread.
    Wake = 3,
};

// How a task starts: it joins the ready queue, or it runs at once, inside whoever creates it.
enum class Start : std::uint8_t { Queued = 0, Eager = 1 };

// Why something is made ready or runs. The subject (`arg`) of each is said beside it.
enum class Cause : std::uint8_t {
    None = 0,
    // The parent task.
    First = 1,
    // The timer.
    TimerDue = 2,
    // It gave way and takes its next turn; no subject.
    Yielded = 3,
    // The task.
    TaskDone = 4,
    // The object: event set, lock free, slot free, item there.
    ObjectSignal = 5,
    // The descriptor.
    FdReady = 6,
    // The work.
    WorkerDone = 7,
    // The process.
    ProcessDone = 8,
    // The task that asked for it.
    Cancelled = 9,
    // A plain call or a thread's start, in which no loop had a say; no subject.
    Called = 10,
    // From another thread; no subject.
    Posted = 11,
    // It begins at once, inside the task that creates it.
    Eager = 12,
};

// What a task awaits. The subject (`arg`) of each is said beside it.
enum class Wait : std::uint8_t {
    None = 0,
    // The deadline.
    Sleep = 1,
    // sleep(0): no subject.
    Yield = 2,
    // The task.
    Task = 3,
    // Several tasks (when_all, a group), and the first of several (when_any): pack_awaited.
    Tasks = 4,
    FirstOf = 5,
    // The object.
    Event = 6,
    Lock = 7,
    Semaphore = 8,
    Queue = 9,
    Future = 10,
    // The work, the descriptor, the process.
    Worker = 11,
    Fd = 12,
    Process = 13,
    // The object again; the last is one of a kind that has no word here.
    Condition = 14,
    Barrier = 15,
    Object = 16,
};

enum class Outcome : std::uint8_t {
    Done = 0,
    Failed = 1,
    Cancelled = 2,
    Stopped = 3,
    // Nothing can ever wake it.
    Stuck = 4,
    // Nobody held it any more, and it was thrown away before its end.
    Collected = 5,
};

enum class ObjectKind : std::uint8_t {
    None = 0,
    Event = 1,
    Lock = 2,
    Semaphore = 3,
    Queue = 4,
    Future = 5,
    Group = 6,
    Condition = 7,
    Barrier = 8,
    // Its type has a name of its own.
    Other = 9,
};

enum class Interest : std::uint8_t { None = 0, Read = 1, Write = 2, Both = 3 };
enum class Block : std::uint8_t { Sleep = 0, Cpu = 1, Lock = 2, Join = 3, Call = 4 };
enum class GateCause : std::uint8_t { Pause = 0, Step = 1, Breakpoint = 2 };

enum class MisuseKind : std::uint8_t {
    // A coroutine was made and thrown away.
    NeverAwaited = 0,
    // A task failed and nobody looked.
    ResultNeverRead = 1,
    // A task went away under somebody who waits for it.
    DestroyedWhileAwaited = 2,
    // A second await of something that can be awaited once.
    AwaitedTwice = 3,
};

// In a runtime with two of them (Node), the first is drained first.
enum class MicrotaskQueue : std::uint8_t { NextTick = 0, Promises = 1 };

// What becomes of an exception at this place.
enum class Handling : std::uint8_t {
    Thrown = 0,
    Caught = 1,
    // It leaves its task or callback, and nobody has looked.
    Unhandled = 2,
};

}  // namespace loopscope::trace
