// Draws on a grid of 24 by 24, the icon's box, whatever its size in pixels.
#pragma once

#include "app/paint/brush.hpp"

#include <initializer_list>

namespace loopscope::app::paint {

class IconPen {
public:
    IconPen(Brush& brush, Vec2 center, float size, ImU32 color);

    void stroke(std::initializer_list<Vec2> points, bool closed = false);
    // Degrees, 0 = up, clockwise; round ends.
    void arc(Vec2 center, float radius, float from, float to);
    void ring(Vec2 center, float radius);
    void disc(Vec2 center, float radius);
    // Outline.
    void box(Vec2 from, Vec2 to, float radius);
    // Filled.
    void solid_box(Vec2 from, Vec2 to, float radius);
    // Filled, with corners as round as a stroke's end.
    void solid(std::initializer_list<Vec2> points);
    // Filled between two arcs that share their ends: the outer from one cusp clockwise to the other, the
    // inner back.
    void crescent(Vec2 center, float radius, Vec2 bite, float bite_radius);

    // Of a stroke, on the grid.
    [[nodiscard]] float width() const { return width_; }

private:
    [[nodiscard]] Vec2 at(Vec2 p) const { return origin_ + p * unit_; }

    Brush& brush_;
    Vec2 origin_;
    float unit_;
    float width_ = 0;
    ImU32 color_;
};

// Two halves of the set, by what they show; false: not one of these.
bool draw_control_icon(IconPen& pen, stage::Icon icon);
bool draw_thing_icon(IconPen& pen, stage::Icon icon);

}  // namespace loopscope::app::paint
