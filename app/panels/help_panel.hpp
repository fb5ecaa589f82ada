// The keys, over everything else. Written from the commands.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

void help_overlay(const Scene& scene, stage::Rect window, stage::DisplayList& list);

}  // namespace loopscope::app::panels
