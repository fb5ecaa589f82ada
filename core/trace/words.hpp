// The names of kinds and reasons as people read them in listings and files.
#pragma once

#include "core/trace/event.hpp"

#include <string_view>

namespace loopscope::trace {

// "step-begin"; "unknown" where there is no such kind.
constexpr std::string_view word(Kind kind) {
    return row_of(kind).word;
}

// "timer due", a reason by its number; "unknown" where there is no such reason.
std::string_view word(ReasonOf of, std::uint8_t reason);

inline std::string_view word(ThreadRole value) {
    return word(ReasonOf::ThreadRole, static_cast<std::uint8_t>(value));
}
inline std::string_view word(Phase value) {
    return word(ReasonOf::Phase, static_cast<std::uint8_t>(value));
}
inline std::string_view word(PollWake value) {
    return word(ReasonOf::PollWake, static_cast<std::uint8_t>(value));
}
inline std::string_view word(Cause value) {
    return word(ReasonOf::Cause, static_cast<std::uint8_t>(value));
}
inline std::string_view word(Wait value) {
    return word(ReasonOf::Wait, static_cast<std::uint8_t>(value));
}
inline std::string_view word(Outcome value) {
    return word(ReasonOf::Outcome, static_cast<std::uint8_t>(value));
}
inline std::string_view word(ObjectKind value) {
    return word(ReasonOf::ObjectKind, static_cast<std::uint8_t>(value));
}
inline std::string_view word(Block value) {
    return word(ReasonOf::Block, static_cast<std::uint8_t>(value));
}
inline std::string_view word(MisuseKind value) {
    return word(ReasonOf::MisuseKind, static_cast<std::uint8_t>(value));
}

// The reason of `event` as a word, "" where it has none.
inline std::string_view reason_word(const Event& event) {
    return word(row_of(event.kind).reason, event.reason);
}

}  // namespace loopscope::trace
