// Paints a display list with an ImDrawList. Knows no window and no GL but through the shaders it is given.
#pragma once

#include "core/stage/display_list.hpp"
#include "core/stage/theme.hpp"

struct ImDrawList;

namespace loopscope::app::ui {
class Fonts;
}

namespace loopscope::app::paint {

class ShaderBank;

struct Target {
    ImDrawList& list;
    const stage::Theme& theme;
    // Rasterised for `scale`.
    const ui::Fonts& fonts;
    // Pixels of one design pixel.
    float scale = 1;
    // Pixels: where the picture's origin comes to lie.
    stage::Vec2 offset;
    // Null: shader items are left out.
    ShaderBank* shaders = nullptr;
};

void paint(const stage::DisplayList& picture, const Target& target);

}  // namespace loopscope::app::paint
