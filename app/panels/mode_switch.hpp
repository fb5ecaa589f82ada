// The switch between the ways to run. A building block of several panels and views.
#pragma once

#include "app/panels/widgets.hpp"

namespace loopscope::app::panels {

// Its right edge at `right`, at most `room` wide. Returns the width taken, 0 where there is nothing to
// switch.
float mode_switch(Widgets& draw, float right, float middle, float room);

}  // namespace loopscope::app::panels
