// The lesson's card: title and text, the programming steps, or the numbers to play with.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// How high the card would like to be at this width; it copes with less (and scrolls).
float lesson_height(const Scene& scene, float width);
void lesson_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
