// What the program has printed up to the playhead: who, what, when.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

void output_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
