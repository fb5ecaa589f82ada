// Paints a display list with an ImDrawList. Knows no window and no GL but through the shaders it is given.
#pragma once

#include "core/stage/theme.hpp"
#include "core/stage/display_list.hpp"

struct ImDrawList;

namespace loopscope::app::ui {
class Fonts;
}

namespace loopscope::app::paint {

class ShaderBank;

struct Target {
    ImDrawList& list;
    const stage::Theme& theme;
    const ui::Fonts& fonts;         // rasterised for `scale`
    float scale = 1;                // pixels of one design pixel
    stage::Vec2 offset;             // pixels: where the picture's origin comes to lie
    ShaderBank* shaders = nullptr;  // null: shader items are left out
};

void paint(const stage::DisplayList& picture, const Target& target);

}  // namespace loopscope::app::paint
