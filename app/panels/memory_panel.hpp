// A run that has filled its memory: what has happened, and what can be done about it.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// Its bottom edge above `floor`; returns its top edge.
float memory_card(const Scene& scene, stage::Rect window, float floor, stage::DisplayList& list);

}  // namespace loopscope::app::panels
