// The numbers and choices of what is open as things to click: places whose targets are settings. A building
// block of several panels.
#pragma once

#include "app/panels/widgets.hpp"

namespace loopscope::app::panels {

inline constexpr float kParameterRow = 40;

// One below another. Returns the height used.
float parameter_rows(Widgets& draw, stage::Rect box);
// In one line, from the left; what does not fit is left out. Returns the width used.
float parameter_line(Widgets& draw, stage::Rect box);

// The id of a place that changes it: "set/tasks", "set/tasks/more", "set/wait/option/1".
std::string setting_id(const lessons::Parameter& parameter, const stage::Setting& setting);

// "2", "1.5 s", "await".
std::string value_text(const lessons::Parameter& parameter, double value);

}  // namespace loopscope::app::panels
