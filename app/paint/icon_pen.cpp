#include "app/paint/icon_pen.hpp"

#include "app/paint/artist.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace loopscope::app::paint {
namespace {

constexpr float kGrid = 24;
constexpr float kDegree = std::numbers::pi_v<float> / 180;

}  // namespace

IconPen::IconPen(Brush& brush, Vec2 center, float size, ImU32 color)
    : brush_(brush), unit_(size / kGrid), color_(color) {
    // Whole pixels for the box, so that upright and level strokes are equally sharp wherever the icon stands.
    origin_ = {std::round(center.x - size / 2), std::round(center.y - size / 2)};
    width_ = std::max(size / 9.5F, 1.25F) / unit_;
}

void IconPen::stroke(std::initializer_list<Vec2> points, bool closed) {
    std::vector<Vec2> path;
    for (const Vec2 p : points) path.push_back(at(p));
    brush_.stroke(path, closed, color_, width_ * unit_);
}

void IconPen::arc(Vec2 center, float radius, float from, float to) {
    const auto points = arc_points(at(center), radius * unit_, from * kDegree, to * kDegree);
    brush_.ribbon(points, false, color_, width_ * unit_);
    brush_.fill_disc(points.front(), width_ * unit_ / 2, color_);
    brush_.fill_disc(points.back(), width_ * unit_ / 2, color_);
}

void IconPen::ring(Vec2 center, float radius) {
    brush_.stroke_circle(at(center), radius * unit_, color_, width_ * unit_);
}

void IconPen::disc(Vec2 center, float radius) {
    brush_.fill_disc(at(center), radius * unit_, color_);
}

void IconPen::box(Vec2 from, Vec2 to, float radius) {
    brush_.ribbon(rounded_rect(at(from), at(to), radius * unit_), true, color_, width_ * unit_);
}

void IconPen::solid_box(Vec2 from, Vec2 to, float radius) {
    brush_.fill_convex(rounded_rect(at(from), at(to), radius * unit_), color_);
}

void IconPen::solid(std::initializer_list<Vec2> points) {
    // A rounded corner is the hull of the corner's disc: the outline is walked with an arc at each corner.
    std::vector<Vec2> corners;
    for (const Vec2 p : points) corners.push_back(at(p));
    const float round = width_ * unit_ * 0.45F;
    std::vector<Vec2> outline;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Vec2 before = corners[(i + corners.size() - 1) % corners.size()];
        const Vec2 here = corners[i], after = corners[(i + 1) % corners.size()];
        // Normals to the left of the way are outwards for points that go clockwise on the screen.
        const auto outwards = [](Vec2 a, Vec2 b) {
            return std::atan2(b.x - a.x, a.y - b.y) - std::numbers::pi_v<float> / 2;
        };
        float from = outwards(before, here), to = outwards(here, after);
        if (to < from) to += 2 * std::numbers::pi_v<float>;
        for (const Vec2 p : arc_points(here, round, from, to)) outline.push_back(p);
    }
    brush_.fill_convex(outline, color_);
}

void IconPen::crescent(Vec2 center, float radius, Vec2 bite, float bite_radius) {
    // The cusps are where the circles meet.
    const Vec2 way = bite - center;
    const float distance = std::hypot(way.x, way.y);
    const float along = (distance * distance + radius * radius - bite_radius * bite_radius) / (2 * distance);
    const float towards = std::atan2(way.x, -way.y);
    const float outer = std::acos(std::clamp(along / radius, -1.0F, 1.0F));
    const float inner = std::acos(std::clamp((along - distance) / bite_radius, -1.0F, 1.0F));
    constexpr float kTurn = 2 * std::numbers::pi_v<float>;
    constexpr int kPieces = 20;
    const auto edge = [&](Vec2 c, float r, float from, float to) {
        std::vector<Vec2> points;
        for (int i = 0; i <= kPieces; ++i) {
            const float a = from + (to - from) * static_cast<float>(i) / kPieces;
            points.push_back(at(c + Vec2{std::sin(a), -std::cos(a)} * r));
        }
        return points;
    };
    brush_.fill_strip(edge(center, radius, towards + outer, towards + kTurn - outer),
                      edge(bite, bite_radius, towards + inner, towards + kTurn - inner), color_);
}

void draw_icon(Brush& brush, stage::Icon icon, Vec2 center, float size, ImU32 color) {
    IconPen pen{brush, center, size, color};
    if (!draw_control_icon(pen, icon)) draw_thing_icon(pen, icon);
}

}  // namespace loopscope::app::paint
