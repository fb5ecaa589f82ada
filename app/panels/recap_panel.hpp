// What the learner has reached so far, from their own answers and runs: stands beside the recap in place of
// its listing.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// The open lesson is the recap, and nobody has asked for its listing.
bool shows_results(const Scene& scene);
bool is_recap(const Scene& scene);

// Hot items: "scroll/results", "results/show", "results/hide".
void recap_card(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
