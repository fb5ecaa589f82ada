// What only the presenter view has: a large title, the sentence, and a thin line of steps.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// How high the title would like to be at this width: two lines at most.
float presenter_title_height(const Scene& scene, float width);
void presenter_title(const Scene& scene, stage::Rect box, stage::DisplayList& list);
void presenter_sentence(const Scene& scene, stage::Rect box, stage::DisplayList& list);
void presenter_progress(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
