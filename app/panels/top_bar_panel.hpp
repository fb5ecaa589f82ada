// The bar at the top: name, where we are in the course, the views, theme and help.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

void top_bar(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
