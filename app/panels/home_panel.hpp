// The first page: the deck with its chapters, each lesson a card with a picture of its own run.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// Hot items: "lesson/<id>" for each card, "home/continue", "scroll/home".
void home_page(const Scene& scene, stage::Rect window, stage::DisplayList& list);

}  // namespace loopscope::app::panels
