// The names of kinds and reasons as people read them in listings and files.
#pragma once

#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <string>
#include <string_view>

namespace loopscope::trace {

std::string_view word(Kind);        // "step-begin"
std::string_view word(Phase);       // "timers"
std::string_view word(PollWake);    // "timeout"
std::string_view word(Cause);       // "timer due"
std::string_view word(Wait);        // "sleep"
std::string_view word(Outcome);     // "done"
std::string_view word(ThreadRole);  // "loop"
std::string_view word(Block);       // "sleep"
std::string_view word(MisuseKind);  // "never awaited"

// The reason of `event` as a word, "" where it has none.
std::string_view reason_word(const Event& event);

}  // namespace loopscope::trace
