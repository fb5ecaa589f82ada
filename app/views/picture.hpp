// What views whose picture can be moved about share.
#pragma once

#include "app/panels/scene.hpp"

namespace loopscope::app::views {

// The wheel moves the picture, with Shift sideways, as far as the last frame said it goes.
void scroll_picture(const input::Scrolled& scroll, AppState& state, const panels::Pictures& pictures);

// A picture that needs a certain size to say anything: where the box has less, it is moved about in it.
struct Placed {
    stage::Vec2 size;
    // Of its top left.
    stage::Vec2 at;
};
// Notes in the scene how far it can be moved.
Placed place_picture(const panels::Scene& scene, stage::Rect box);

}  // namespace loopscope::app::views
