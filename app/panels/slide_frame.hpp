// What the pictures of a run start from: recording, playhead, and what may be seen of it. A building block of
// several panels and views.
#pragma once

#include "app/panels/scene.hpp"
#include "core/slides/slide.hpp"

namespace loopscope::app::panels {

slides::Frame slide_frame(const Scene& scene, stage::Vec2 size);

}  // namespace loopscope::app::panels
