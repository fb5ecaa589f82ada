// Strokes and fills in pixels on an ImDrawList: what the shapes and icons are made of. One place knows
// ImDrawList's habits; everything above thinks in points.
#pragma once

#include "core/stage/display_list.hpp"

#include <numbers>
#include <span>
#include <vector>

#include <imgui.h>

namespace loopscope::app::paint {

using stage::Vec2;

inline constexpr float kPi = std::numbers::pi_v<float>;

struct DashPattern {
    // Pixels; off = 0: solid.
    float on = 0, off = 0;
};

class Brush {
public:
    explicit Brush(ImDrawList& list) : list_(list) {}

    [[nodiscard]] ImDrawList& list() const { return list_; }

    // Edges are rounded to whole pixels; never thinner than one.
    void fill_rect(Vec2 from, Vec2 to, ImU32 color, float radius = 0);
    // Inside the rectangle, whose edges are whole pixels already.
    void stroke_rect(Vec2 from, Vec2 to, ImU32 color, float radius, float width, DashPattern dash = {});
    void fill_disc(Vec2 center, float radius, ImU32 color);
    void stroke_circle(Vec2 center, float radius, ImU32 color, float width);
    // `points` turn clockwise or not, but never both ways.
    void fill_convex(std::span<const Vec2> points, ImU32 color);
    // Between two lines with equally many points.
    void fill_strip(std::span<const Vec2> left, std::span<const Vec2> right, ImU32 color);
    // Butt ends, sharp joints.
    void ribbon(std::span<const Vec2> points, bool closed, ImU32 color, float width);
    // Round ends and joints.
    void stroke(std::span<const Vec2> points, bool closed, ImU32 color, float width);
    void dash(std::span<const Vec2> points, bool closed, ImU32 color, float width, DashPattern pattern);
    // Butt ends; horizontal and vertical lines lie on whole pixels.
    void line(Vec2 a, Vec2 b, ImU32 color, float width, DashPattern dash = {});

private:
    ImDrawList& list_;
    std::vector<ImVec2> converted_;
};

// Points of an arc, angles in radians, 0 = up, clockwise; smooth at its size.
std::vector<Vec2> arc_points(Vec2 center, float radius, float from, float to);
// The outline of a rounded rectangle, clockwise.
std::vector<Vec2> rounded_rect(Vec2 from, Vec2 to, float radius);
// What of a convex outline lies where dot(p, normal) <= limit; `kept` is overwritten.
void cut(std::span<const Vec2> convex, Vec2 normal, float limit, std::vector<Vec2>& kept);

inline float dot(Vec2 a, Vec2 b) {
    return a.x * b.x + a.y * b.y;
}
inline ImVec2 im(Vec2 p) {
    return {p.x, p.y};
}

}  // namespace loopscope::app::paint
