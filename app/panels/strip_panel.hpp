// The narrow anatomy beside the slide.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

void strip_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
