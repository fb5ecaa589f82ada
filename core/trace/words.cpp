#include "core/trace/words.hpp"

#include <array>

namespace loopscope::trace {
namespace {

template <std::size_t N, class Enum>
std::string_view pick(const std::array<std::string_view, N>& words, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? words[index] : std::string_view{"unknown"};
}

constexpr std::array<std::string_view, 45> kKindWords{"none",
                                                      "run-begin",
                                                      "run-end",
                                                      "thread-begin",
                                                      "thread-end",
                                                      "loop-begin",
                                                      "loop-end",
                                                      "turn-begin",
                                                      "phase-begin",
                                                      "poll-begin",
                                                      "poll-end",
                                                      "task-created",
                                                      "task-ready",
                                                      "step-begin",
                                                      "task-suspended",
                                                      "task-ended",
                                                      "cancel-requested",
                                                      "coroutine-begin",
                                                      "coroutine-end",
                                                      "callback-ready",
                                                      "callback-begin",
                                                      "callback-end",
                                                      "timer-added",
                                                      "timer-due",
                                                      "timer-cancelled",
                                                      "object-created",
                                                      "object-changed",
                                                      "fd-watched",
                                                      "fd-ready",
                                                      "fd-unwatched",
                                                      "work-queued",
                                                      "work-begin",
                                                      "work-end",
                                                      "process-spawned",
                                                      "process-exited",
                                                      "output",
                                                      "block-begin",
                                                      "block-end",
                                                      "loop-blocked",
                                                      "gate-closed",
                                                      "gate-opened",
                                                      "clock-changed",
                                                      "misuse",
                                                      "lost",
                                                      "work-cancelled"};
constexpr std::array<std::string_view, 8> kPhaseWords{"none",    "timers", "pending", "idle",
                                                      "prepare", "poll",   "check",   "closing"};
constexpr std::array<std::string_view, 4> kPollWakeWords{"nothing due", "input or output", "timeout",
                                                         "another thread"};
constexpr std::array<std::string_view, 12> kCauseWords{"",
                                                       "first step",
                                                       "timer due",
                                                       "gave way",
                                                       "task done",
                                                       "signalled",
                                                       "descriptor ready",
                                                       "worker done",
                                                       "process done",
                                                       "cancelled",
                                                       "called",
                                                       "posted"};
constexpr std::array<std::string_view, 14> kWaitWords{
    "",     "sleep",     "yield", "task",   "tasks",  "first of",   "event",
    "lock", "semaphore", "queue", "future", "worker", "descriptor", "process"};
constexpr std::array<std::string_view, 5> kOutcomeWords{"done", "failed", "cancelled", "stopped", "stuck"};
constexpr std::array<std::string_view, 4> kThreadRoleWords{"main", "loop", "thread", "worker"};
constexpr std::array<std::string_view, 5> kBlockWords{"sleep", "cpu", "lock", "join", "call"};
constexpr std::array<std::string_view, 4> kMisuseKindWords{"never awaited", "result never read",
                                                           "destroyed while awaited", "awaited twice"};
static_assert(kKindWords.size() == kKindCount);

}  // namespace

std::string_view word(Kind value) {
    return pick(kKindWords, value);
}
std::string_view word(Phase value) {
    return pick(kPhaseWords, value);
}
std::string_view word(PollWake value) {
    return pick(kPollWakeWords, value);
}
std::string_view word(Cause value) {
    return pick(kCauseWords, value);
}
std::string_view word(Wait value) {
    return pick(kWaitWords, value);
}
std::string_view word(Outcome value) {
    return pick(kOutcomeWords, value);
}
std::string_view word(ThreadRole value) {
    return pick(kThreadRoleWords, value);
}
std::string_view word(Block value) {
    return pick(kBlockWords, value);
}
std::string_view word(MisuseKind value) {
    return pick(kMisuseKindWords, value);
}

std::string_view reason_word(const Event& event) {
    switch (event.kind) {
        case Kind::RunEnd:
        case Kind::TaskEnded: return word(event.as<Outcome>());
        case Kind::ThreadBegin: return word(event.as<ThreadRole>());
        case Kind::PhaseBegin: return word(event.as<Phase>());
        case Kind::PollEnd: return word(event.as<PollWake>());
        case Kind::TaskReady:
        case Kind::StepBegin:
        case Kind::CallbackReady:
        case Kind::CallbackBegin: return word(event.as<Cause>());
        case Kind::TaskSuspended: return word(event.as<Wait>());
        case Kind::BlockBegin: return word(event.as<Block>());
        case Kind::Misuse: return word(event.as<MisuseKind>());
        default: return "";
    }
}

}  // namespace loopscope::trace
