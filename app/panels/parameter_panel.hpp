// The numbers to play with, in one line, where the card with the words is not shown.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

void parameter_bar(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
