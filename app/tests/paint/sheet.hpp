// One picture with everything that a display list can hold.
#pragma once

#include "core/stage/display_list.hpp"

namespace loopscope::app::tests {

inline constexpr stage::Vec2 kSheetSize{900, 640};
stage::DisplayList sheet();

}  // namespace loopscope::app::tests
