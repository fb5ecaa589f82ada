// What just happened or went wrong, for a while, above the transport; and the tip of what the pointer rests
// on.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::panels {

// Hot items: "notice/<index>" closes it. `floor` is the height above which they are stacked.
void notices(const Scene& scene, stage::Rect window, float floor, stage::DisplayList& list);
void tooltip(const Scene& scene, stage::Rect window, const stage::HotItem& item, stage::DisplayList& list);

}  // namespace loopscope::app::panels
