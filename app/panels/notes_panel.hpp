// What only the teacher needs to read, below the slide.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// How high the notes would like to be at this width; 0 where the lesson has none.
float notes_height(const Scene& scene, float width);
// Hot item: "scroll/notes".
void notes_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
