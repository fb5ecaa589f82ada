#include "app/views/picture.hpp"

#include <algorithm>

namespace loopscope::app::views {
namespace {

constexpr float kWheel = 60;
constexpr stage::Vec2 kLeastPicture{560, 420};

// Moves what the reader has scrolled, within what the picture allows.
float moved(float offset, float by, float own, float most) {
    return std::clamp(offset + by, -own, std::max(-own, most - own));
}

}  // namespace

void scroll_picture(const input::Scrolled& scroll, AppState& state, const panels::Pictures& pictures) {
    const stage::Vec2 own = pictures.scroll, most = pictures.most_scroll;
    const float right = scroll.dx + (scroll.shift ? scroll.dy : 0);
    state.lanes_scroll = moved(state.lanes_scroll, -right * kWheel, own.x, most.x);
    if (!scroll.shift) state.slide_scroll = moved(state.slide_scroll, -scroll.dy * kWheel, own.y, most.y);
}

Placed place_picture(const panels::Scene& scene, stage::Rect box) {
    const stage::Vec2 size{std::max(box.w, kLeastPicture.x), std::max(box.h, kLeastPicture.y)};
    scene.pictures.scroll = {};
    scene.pictures.most_scroll = {size.x - box.w, size.y - box.h};
    const stage::Vec2 by{std::clamp(scene.state.lanes_scroll, 0.0F, scene.pictures.most_scroll.x),
                         std::clamp(scene.state.slide_scroll, 0.0F, scene.pictures.most_scroll.y)};
    return {size, {box.x - by.x, box.y - by.y}};
}

}  // namespace loopscope::app::views
