// How far a run without a window may go: nobody sits before it who could stop one that never ends.
#pragma once

#include "core/record/limits.hpp"

#include <string>

namespace loopscope::app::cli {

// A picture, and a listing. Of a check: lessons::kClaimLimits.
inline constexpr record::Limits kRenderLimits{
    .events = 2'000'000, .loop_time = std::chrono::hours{24}, .wall_time = std::chrono::minutes{1}};
inline constexpr record::Limits kPlayLimits{
    .events = 10'000'000, .loop_time = std::chrono::hours{24}, .wall_time = std::chrono::minutes{10}};

// "stopped after 10 000 000 events (--max-events allows more)"; "" where no limit was reached.
std::string limit_text(record::Reached reached, const record::Limits& limits);

}  // namespace loopscope::app::cli
