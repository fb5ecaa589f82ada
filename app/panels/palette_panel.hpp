// The command palette: type a few letters, press Enter.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// Hot items: "palette/item/<n>", n-th of commands::offers().
void palette_overlay(const Scene& scene, stage::Rect window, stage::DisplayList& list);

}  // namespace loopscope::app::panels
