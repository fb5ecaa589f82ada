// The program's listing, in C++ as it runs, beside the same in Python: the line where it is, a badge where
// each task is parked, a dot for each breakpoint.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// Hot items: "line/<number>" sets or removes a breakpoint, "scroll/listing".
void source_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
