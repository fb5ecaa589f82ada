// The same question for a class: large, with a bar for the votes of each answer. Lies where the future is
// hidden.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// How high it would like to be; 0: there is no question.
float vote_height(const Scene& scene);
void vote_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
