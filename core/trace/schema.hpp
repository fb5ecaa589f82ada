// The vocabulary as a table: of each kind its word, which fields its events have, what each of them means,
// and how it is told in one line. The listing, the JSON of events and the check of foreign recordings read
// it.
#pragma once

#include "core/trace/field.hpp"

#include <array>
#include <cstddef>

namespace loopscope::trace {

// By number. `time`, `thread` and `seq` are in every event: the thread is the one that emitted it.
// clang-format off
inline constexpr std::array<KindRow, kKindCount> kKinds{{
    {.kind = Kind::None, .word = "none"},
    {.kind = Kind::RunBegin, .word = "run-begin", .object = {Meaning::Text, "name"}, .telling = "{object}"},
    {.kind = Kind::RunEnd, .word = "run-end", .object = {Meaning::Text, "message"},
     .reason = ReasonOf::Outcome, .traits = kBeat, .telling = "{reason}, {object}"},
    {.kind = Kind::ThreadBegin, .word = "thread-begin", .object = {Meaning::Text, "name"},
     .arg = {Meaning::Number}, .reason = ReasonOf::ThreadRole, .telling = "{reason}"},
    {.kind = Kind::ThreadEnd, .word = "thread-end"},
    {.kind = Kind::LoopBegin, .word = "loop-begin"},
    {.kind = Kind::LoopEnd, .word = "loop-end"},
    {.kind = Kind::TurnBegin, .word = "turn-begin", .arg = {Meaning::Number}, .traits = kTurn,
     .telling = "{arg}"},
    {.kind = Kind::PhaseBegin, .word = "phase-begin", .reason = ReasonOf::Phase, .telling = "{reason}"},
    {.kind = Kind::PollBegin, .word = "poll-begin", .arg = {Meaning::Timeout}, .traits = kBeatIfArg,
     .telling = "{arg}"},
    {.kind = Kind::PollEnd, .word = "poll-end", .arg = {Meaning::Slept}, .reason = ReasonOf::PollWake,
     .telling = "{reason}, slept {arg}"},
    {.kind = Kind::TaskCreated, .word = "task-created", .has_task = true, .object = {Meaning::Text, "name"},
     .high = {Meaning::Task, "parent"}, .low = {Meaning::Place}, .reason = ReasonOf::Start, .traits = kBeat,
     .telling = "by {high}, {reason}"},
    {.kind = Kind::TaskReady, .word = "task-ready", .has_task = true, .arg = {Meaning::CauseSubject},
     .reason = ReasonOf::Cause, .telling = "{reason}"},
    {.kind = Kind::StepBegin, .word = "step-begin", .has_task = true, .arg = {Meaning::CauseSubject},
     .reason = ReasonOf::Cause, .traits = kBeat | kCallback, .telling = "{reason}"},
    {.kind = Kind::TaskSuspended, .word = "task-suspended", .has_task = true, .object = {Meaning::Place},
     .arg = {Meaning::WaitSubject}, .reason = ReasonOf::Wait, .traits = kBeat | kTaskStep,
     .telling = "{reason}"},
    {.kind = Kind::TaskEnded, .word = "task-ended", .has_task = true, .object = {Meaning::Text, "message"},
     .reason = ReasonOf::Outcome, .traits = kBeat | kTaskStep, .telling = "{reason}, {object}"},
    {.kind = Kind::CancelRequested, .word = "cancel-requested", .has_task = true, .arg = {Meaning::Task},
     .traits = kBeat, .telling = "by {arg}"},
    {.kind = Kind::CoroutineBegin, .word = "coroutine-begin", .has_task = true, .object = {Meaning::Place}},
    {.kind = Kind::CoroutineEnd, .word = "coroutine-end", .has_task = true, .object = {Meaning::Place}},
    {.kind = Kind::CallbackReady, .word = "callback-ready", .has_task = true, .object = {Meaning::Callback},
     .high = {Meaning::Place}, .low = {Meaning::Text, "name"}, .reason = ReasonOf::Cause,
     .telling = "{low}, {reason}"},
    {.kind = Kind::CallbackBegin, .word = "callback-begin", .object = {Meaning::Callback},
     .high = {Meaning::Place}, .low = {Meaning::Text, "name"}, .reason = ReasonOf::Cause,
     .traits = kBeat | kCallback, .telling = "{low}, {reason}"},
    {.kind = Kind::CallbackEnd, .word = "callback-end", .object = {Meaning::Callback}},
    {.kind = Kind::TimerAdded, .word = "timer-added", .has_task = true, .object = {Meaning::Timer},
     .arg = {Meaning::Deadline}, .telling = "timer {object}, deadline {arg}"},
    {.kind = Kind::TimerDue, .word = "timer-due", .has_task = true, .object = {Meaning::Timer},
     .arg = {Meaning::Deadline}, .traits = kBeat, .telling = "timer {object}, deadline {arg}"},
    {.kind = Kind::TimerCancelled, .word = "timer-cancelled", .has_task = true, .object = {Meaning::Timer},
     .arg = {Meaning::Deadline}, .telling = "timer {object}, deadline {arg}"},
    {.kind = Kind::ObjectCreated, .word = "object-created", .object = {Meaning::Object},
     .high = {Meaning::Text, "type"}, .low = {Meaning::Text, "name"}, .reason = ReasonOf::ObjectKind,
     .telling = "{object}"},
    {.kind = Kind::ObjectChanged, .word = "object-changed", .has_task = true, .object = {Meaning::Object},
     .arg = {Meaning::Value}, .telling = "{object} = {arg}"},
    {.kind = Kind::FdWatched, .word = "fd-watched", .has_task = true, .object = {Meaning::Descriptor},
     .arg = {Meaning::Text, "label"}, .reason = ReasonOf::Interest, .telling = "{object}"},
    {.kind = Kind::FdReady, .word = "fd-ready", .object = {Meaning::Descriptor}, .reason = ReasonOf::Interest,
     .traits = kBeat, .telling = "{object}"},
    {.kind = Kind::FdUnwatched, .word = "fd-unwatched", .object = {Meaning::Descriptor},
     .telling = "{object}"},
    {.kind = Kind::WorkQueued, .word = "work-queued", .has_task = true, .object = {Meaning::Work},
     .arg = {Meaning::Text, "label"}, .traits = kBeat, .telling = "{arg}"},
    {.kind = Kind::WorkBegin, .word = "work-begin", .has_task = true, .object = {Meaning::Work},
     .arg = {Meaning::Text, "label"}, .traits = kBeat, .telling = "{arg}"},
    {.kind = Kind::WorkEnd, .word = "work-end", .has_task = true, .object = {Meaning::Work}, .traits = kBeat,
     .telling = "{object}"},
    {.kind = Kind::ProcessSpawned, .word = "process-spawned", .has_task = true, .object = {Meaning::Process},
     .arg = {Meaning::Text, "command"}, .traits = kBeat, .telling = "pid {object}, {arg}"},
    {.kind = Kind::ProcessExited, .word = "process-exited", .object = {Meaning::Process},
     .arg = {Meaning::ExitStatus}, .traits = kBeat, .telling = "pid {object}, status {arg}"},
    {.kind = Kind::Output, .word = "output", .has_task = true, .object = {Meaning::Text, "text"},
     .arg = {Meaning::Place}, .traits = kBeat, .telling = "{object}"},
    {.kind = Kind::BlockBegin, .word = "block-begin", .has_task = true, .object = {Meaning::Place},
     .arg = {Meaning::Planned}, .reason = ReasonOf::Block, .traits = kBeat, .telling = "{reason} {arg}"},
    {.kind = Kind::BlockEnd, .word = "block-end", .has_task = true, .traits = kBeat},
    {.kind = Kind::LoopBlocked, .word = "loop-blocked", .has_task = true, .object = {Meaning::Place},
     .arg = {Meaning::Duration}, .telling = "{arg}"},
    {.kind = Kind::GateClosed, .word = "gate-closed", .arg = {Meaning::WallTime},
     .reason = ReasonOf::GateCause, .traits = kControl, .telling = "at {arg} s of wall time"},
    {.kind = Kind::GateOpened, .word = "gate-opened", .arg = {Meaning::WallTime},
     .reason = ReasonOf::GateCause, .traits = kControl, .telling = "at {arg} s of wall time"},
    {.kind = Kind::ClockChanged, .word = "clock-changed", .object = {Meaning::Rate},
     .arg = {Meaning::WallTime}, .traits = kControl, .telling = "rate {object}"},
    {.kind = Kind::Misuse, .word = "misuse", .has_task = true, .object = {Meaning::Place},
     .reason = ReasonOf::MisuseKind, .traits = kBeat, .telling = "{reason}"},
    {.kind = Kind::Lost, .word = "lost", .arg = {Meaning::Number}, .telling = "{arg} events"},
    {.kind = Kind::WorkCancelled, .word = "work-cancelled", .has_task = true, .object = {Meaning::Work},
     .arg = {Meaning::Text, "label"}, .telling = "{arg}"},
    {.kind = Kind::CallbackCancelled, .word = "callback-cancelled", .has_task = true,
     .object = {Meaning::Callback}, .high = {Meaning::Place}, .low = {Meaning::Text, "name"},
     .telling = "{low}"},
    {.kind = Kind::MicrotaskQueued, .word = "microtask-queued", .has_task = true,
     .object = {Meaning::Microtask}, .high = {Meaning::Place}, .low = {Meaning::Text, "name"},
     .reason = ReasonOf::MicrotaskQueue, .telling = "{low}, {reason}"},
    {.kind = Kind::MicrotasksBegin, .word = "microtasks-begin", .arg = {Meaning::Number},
     .reason = ReasonOf::MicrotaskQueue, .telling = "{reason}, {arg} waiting"},
    {.kind = Kind::MicrotaskBegin, .word = "microtask-begin", .object = {Meaning::Microtask},
     .high = {Meaning::Place}, .low = {Meaning::Text, "name"}, .reason = ReasonOf::MicrotaskQueue,
     .traits = kBeat | kCallback, .telling = "{low}, {reason}"},
    {.kind = Kind::MicrotaskEnd, .word = "microtask-end", .object = {Meaning::Microtask}},
    {.kind = Kind::MicrotasksEnd, .word = "microtasks-end", .arg = {Meaning::Number},
     .reason = ReasonOf::MicrotaskQueue, .telling = "{reason}, {arg} have run"},
    {.kind = Kind::Exception, .word = "exception", .has_task = true, .object = {Meaning::Place},
     .high = {Meaning::Text, "type"}, .low = {Meaning::Text, "text"}, .reason = ReasonOf::Handling,
     .traits = kBeat, .telling = "{reason}, {high}, {low}"},
    {.kind = Kind::ObjectTaken, .word = "object-taken", .has_task = true, .object = {Meaning::Object},
     .arg = {Meaning::Number}, .telling = "{object}, {arg} free"},
    {.kind = Kind::ObjectGivenBack, .word = "object-given-back", .has_task = true,
     .object = {Meaning::Object}, .arg = {Meaning::Number}, .telling = "{object}, {arg} free"},
    {.kind = Kind::ValuePut, .word = "value-put", .has_task = true, .object = {Meaning::Object},
     .high = {Meaning::Number, "length"}, .low = {Meaning::Text, "value"},
     .telling = "{low} into {object}, {high} in it"},
    {.kind = Kind::ValueTaken, .word = "value-taken", .has_task = true, .object = {Meaning::Object},
     .high = {Meaning::Number, "length"}, .low = {Meaning::Text, "value"},
     .telling = "{low} from {object}, {high} in it"},
    {.kind = Kind::LimitBegin, .word = "limit-begin", .has_task = true, .object = {Meaning::Limit},
     .arg = {Meaning::Deadline}, .telling = "limit {object}, deadline {arg}"},
    {.kind = Kind::LimitStruck, .word = "limit-struck", .has_task = true, .object = {Meaning::Limit},
     .arg = {Meaning::Deadline}, .traits = kBeat, .telling = "limit {object}, deadline {arg}"},
    {.kind = Kind::LimitEnd, .word = "limit-end", .has_task = true, .object = {Meaning::Limit},
     .arg = {Meaning::Deadline}, .telling = "limit {object}, deadline {arg}"},
    {.kind = Kind::ValueWatched, .word = "value-watched", .has_task = true, .object = {Meaning::Text, "name"},
     .high = {Meaning::Place}, .low = {Meaning::Text, "value"}, .telling = "{object} = {low}"},
}};
// clang-format on

namespace detail {

constexpr bool in_order() {
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (static_cast<std::size_t>(kKinds[i].kind) != i || kKinds[i].word.empty()) return false;
    }
    return true;
}
static_assert(in_order());

inline constexpr KindRow kUnknownKind{};

}  // namespace detail

// A row without fields where there is no such kind.
constexpr const KindRow& row_of(Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    return index < kKinds.size() ? kKinds[index] : detail::kUnknownKind;
}

}  // namespace loopscope::trace
