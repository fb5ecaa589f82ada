// Makes a text as short as its room.
#pragma once

#include "core/stage/display_list.hpp"

#include <string>
#include <string_view>

namespace loopscope::stage {

inline constexpr std::string_view kEllipsis = "…";

// `text` itself where it is at most `width` wide, else as much of its beginning as fits with an ellipsis
// behind it; empty where not even one letter would be left. Takes as long for a megabyte as for a line.
std::string fit(const TextMetrics& metrics, Font font, std::string_view text, float width);

}  // namespace loopscope::stage
