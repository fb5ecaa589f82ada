// A question about the run, in a column beside the slide: the answers, and afterwards who was right and why.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

void predict_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
