// The whole window as one display list: every panel at its place, overlays on top.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::controller {

struct Composed {
    stage::DisplayList list;
    // As they can be hit: clipped, bottom to top.
    std::vector<stage::HotItem> hots;
    // Index in hots where an open overlay begins; 0: there is none.
    std::size_t overlay_from = 0;
};

Composed compose(const panels::Scene& scene, stage::Vec2 window);

}  // namespace loopscope::app::controller
