// The numbers and choices of a lesson as things to click. Ids: "set/<name>/less", "set/<name>/more",
// "set/<name>" (drag along it), "set/<name>/option/<index>". A building block of several panels.
#pragma once

#include "app/panels/widgets.hpp"

namespace loopscope::app::panels {

inline constexpr float kParameterRow = 40;

// One below another. Returns the height used.
float parameter_rows(Widgets& draw, stage::Rect box);
// In one line, from the left; what does not fit is left out. Returns the width used.
float parameter_line(Widgets& draw, stage::Rect box);

// "2", "1.5 s", "await".
std::string value_text(const lessons::Parameter& parameter, double value);

}  // namespace loopscope::app::panels
