#include "core/trace/words.hpp"

#include <array>

namespace loopscope::trace {
namespace {

using Word = std::string_view;

constexpr std::array<Word, 4> kThreadRoles{"main", "loop", "thread", "worker"};
constexpr std::array<Word, 8> kPhases{"none",    "timers", "pending", "idle",
                                      "prepare", "poll",   "check",   "closing"};
constexpr std::array<Word, 4> kPollWakes{"nothing due", "input or output", "timeout", "another thread"};
constexpr std::array<Word, 2> kStarts{"", "runs at once"};
constexpr std::array<Word, 13> kCauses{
    "",          "first step",       "timer due",   "gave way",     "task done",
    "signalled", "descriptor ready", "worker done", "process done", "cancelled",
    "called",    "posted",           "at once"};
constexpr std::array<Word, 17> kWaits{"",           "sleep",   "yield",     "task",    "tasks",  "first of",
                                      "event",      "lock",    "semaphore", "queue",   "future", "worker",
                                      "descriptor", "process", "condition", "barrier", "object"};
constexpr std::array<Word, 6> kOutcomes{"done", "failed", "cancelled", "stopped", "stuck", "collected"};
constexpr std::array<Word, 10> kObjectKinds{"",       "event", "lock",      "semaphore", "queue",
                                            "future", "group", "condition", "barrier",   "object"};
constexpr std::array<Word, 4> kInterests{"", "read", "write", "read and write"};
constexpr std::array<Word, 5> kBlocks{"sleep", "cpu", "lock", "join", "call"};
constexpr std::array<Word, 3> kGateCauses{"pause", "step", "breakpoint"};
constexpr std::array<Word, 4> kMisuseKinds{"never awaited", "result never read", "destroyed while awaited",
                                           "awaited twice"};
constexpr std::array<Word, 2> kMicrotaskQueues{"next tick", "promises"};
constexpr std::array<Word, 3> kHandlings{"thrown", "caught", "unhandled"};

}  // namespace

std::span<const Word> reason_words(ReasonOf of) {
    switch (of) {
        case ReasonOf::Nothing: break;
        case ReasonOf::ThreadRole: return kThreadRoles;
        case ReasonOf::Phase: return kPhases;
        case ReasonOf::PollWake: return kPollWakes;
        case ReasonOf::Start: return kStarts;
        case ReasonOf::Cause: return kCauses;
        case ReasonOf::Wait: return kWaits;
        case ReasonOf::Outcome: return kOutcomes;
        case ReasonOf::ObjectKind: return kObjectKinds;
        case ReasonOf::Interest: return kInterests;
        case ReasonOf::Block: return kBlocks;
        case ReasonOf::GateCause: return kGateCauses;
        case ReasonOf::MisuseKind: return kMisuseKinds;
        case ReasonOf::MicrotaskQueue: return kMicrotaskQueues;
        case ReasonOf::Handling: return kHandlings;
    }
    return {};
}

std::string_view word(ReasonOf of, std::uint8_t reason) {
    const auto words = reason_words(of);
    if (words.empty()) return "";
    return reason < words.size() ? words[reason] : std::string_view{"unknown"};
}

}  // namespace loopscope::trace
