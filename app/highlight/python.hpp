// Python, line after line. Only highlight() calls it.
#pragma once

#include "app/highlight/tokens.hpp"

namespace loopscope::app::highlight {

std::vector<std::vector<Span>> highlight_python(std::span<const std::string> lines);

}  // namespace loopscope::app::highlight
