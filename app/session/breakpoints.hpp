// Whether an event is one that a breakpoint waits for. The gate answers the same question for the live
// program; this is for what has been recorded.
#pragma once

#include "core/trace/control.hpp"
#include "core/trace/tables.hpp"

#include <span>

namespace loopscope::app::session {

bool hits(const trace::Breakpoint& breakpoint, const trace::Event& event, const trace::Tables& tables);
bool hits_any(std::span<const trace::Breakpoint> breakpoints, const trace::Event& event,
              const trace::Tables& tables);

}  // namespace loopscope::app::session
