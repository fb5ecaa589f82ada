// The picture in the middle: the loop slide, the columns or the anatomy, with the switch between the ways to
// run.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// Hot items besides commands and those of the pictures: "scroll/picture".
void picture(const Scene& scene, stage::Rect box, stage::DisplayList& list);
// The narrow anatomy beside the slide.
void anatomy_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);
// The numbers to play with, in one line, where the lesson's card is not shown.
void parameter_bar(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
