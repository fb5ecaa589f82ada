// "You are the loop": the moves, in a column beside the slide, and the answer to the last one.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

void game_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
