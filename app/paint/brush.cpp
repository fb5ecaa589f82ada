#include "app/paint/brush.hpp"

#include "app/ui/imgui_compat.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::paint {
namespace {

float length(Vec2 v) {
    return std::hypot(v.x, v.y);
}

bool axis_aligned(Vec2 a, Vec2 b) {
    return std::abs(a.x - b.x) < 0.01F || std::abs(a.y - b.y) < 0.01F;
}

float signed_area(std::span<const Vec2> points) {
    float twice = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Vec2 a = points[i], b = points[(i + 1) % points.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return twice / 2;
}

}  // namespace

void Brush::fill_rect(Vec2 from, Vec2 to, ImU32 color, float radius) {
    from = {std::round(from.x), std::round(from.y)};
    to = {std::max(std::round(to.x), from.x + 1), std::max(std::round(to.y), from.y + 1)};
    list_.AddRectFilled(im(from), im(to), color,
                        std::clamp(radius, 0.0F, std::min(to.x - from.x, to.y - from.y) / 2));
}

void Brush::stroke_rect(Vec2 from, Vec2 to, ImU32 color, float radius, float width, DashPattern dashes) {
    width = std::min({width, to.x - from.x, to.y - from.y});
    if (width <= 0) return;
    const Vec2 half{width / 2, width / 2};
    const auto points = rounded_rect(from + half, to - half, radius - width / 2);
    if (dashes.off > 0) {
        dash(points, true, color, width, dashes);
    } else {
        ribbon(points, true, color, width);
    }
}

void Brush::fill_disc(Vec2 center, float radius, ImU32 color) {
    if (radius > 0) list_.AddCircleFilled(im(center), radius, color);
}

void Brush::stroke_circle(Vec2 center, float radius, ImU32 color, float width) {
    if (radius <= 0) return;
    auto points = arc_points(center, radius, 0, 2 * kPi);
    points.pop_back();
    ribbon(points, true, color, width);
}

void Brush::fill_convex(std::span<const Vec2> points, ImU32 color) {
    if (points.size() < 3) return;
    converted_.clear();
    for (const Vec2 p : points) converted_.push_back(im(p));
    // The smooth edge would grow inwards otherwise.
    if (signed_area(points) < 0) std::reverse(converted_.begin(), converted_.end());
    list_.AddConvexPolyFilled(converted_.data(), static_cast<int>(converted_.size()), color);
}

void Brush::fill_strip(std::span<const Vec2> left, std::span<const Vec2> right, ImU32 color) {
    // Quads with smooth edges would show their seams: they are drawn hard, smooth lines go over the two
    // sides.
    const ImDrawListFlags before = list_.Flags;
    list_.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (std::size_t i = 0; i + 1 < std::min(left.size(), right.size()); ++i) {
        list_.AddQuadFilled(im(left[i]), im(left[i + 1]), im(right[i + 1]), im(right[i]), color);
    }
    list_.Flags = before;
    ribbon(left, false, color, 1.0F);
    ribbon(right, false, color, 1.0F);
}

void Brush::ribbon(std::span<const Vec2> points, bool closed, ImU32 color, float width) {
    if (points.size() < 2) return;
    list_.PathClear();
    for (const Vec2 p : points) list_.PathLineTo(im(p));
    ui::compat::stroke_path(list_, color, closed, width);
}

void Brush::stroke(std::span<const Vec2> points, bool closed, ImU32 color, float width) {
    ribbon(points, closed, color, width);
    for (const Vec2 p : points) fill_disc(p, width / 2, color);
}

void Brush::dash(std::span<const Vec2> points, bool closed, ImU32 color, float width, DashPattern pattern) {
    if (points.size() < 2) return;
    if (pattern.off <= 0 || pattern.on <= 0) return ribbon(points, closed, color, width);
    std::vector<Vec2> current{points[0]};
    bool drawing = true;
    float left = pattern.on;
    const std::size_t pieces = closed ? points.size() : points.size() - 1;
    for (std::size_t i = 0; i < pieces; ++i) {
        Vec2 a = points[i];
        const Vec2 b = points[(i + 1) % points.size()];
        for (float rest = length(b - a); rest > 0;) {
            if (rest < left) {
                left -= rest;
                if (drawing) current.push_back(b);
                break;
            }
            a = a + (b - a) * (left / rest);
            rest = length(b - a);
            if (drawing) {
                current.push_back(a);
                ribbon(current, false, color, width);
            }
            drawing = !drawing;
            left = drawing ? pattern.on : pattern.off;
            current.assign(1, a);
        }
    }
    if (drawing && current.size() > 1) ribbon(current, false, color, width);
}

void Brush::line(Vec2 a, Vec2 b, ImU32 color, float width, DashPattern pattern) {
    if (!axis_aligned(a, b)) {
        const Vec2 ends[] = {a, b};
        dash(ends, false, color, std::max(width, 1.0F), pattern);
        return;
    }
    const bool flat = std::abs(a.y - b.y) < 0.01F;
    const float thick = std::max(1.0F, std::round(width));
    const float across = std::round((flat ? a.y : a.x) - thick / 2);
    const float from = std::round(flat ? a.x : a.y), to = std::round(flat ? b.x : b.y);
    const float way = to < from ? -1.0F : 1.0F, total = std::abs(to - from);
    const float on = pattern.off > 0 ? std::max(1.0F, std::round(pattern.on)) : total;
    const float off = pattern.off > 0 ? std::max(1.0F, std::round(pattern.off)) : 1.0F;
    for (float done = 0; done < total; done += on + off) {
        const float p = from + way * done, q = from + way * std::min(total, done + on);
        const float low = std::min(p, q), high = std::max(p, q);
        list_.AddRectFilled(flat ? ImVec2(low, across) : ImVec2(across, low),
                            flat ? ImVec2(high, across + thick) : ImVec2(across + thick, high), color);
    }
}

std::vector<Vec2> arc_points(Vec2 center, float radius, float from, float to) {
    // A chord never leaves its arc by more than this.
    constexpr float kError = 0.08F;
    const float step = 2 * std::acos(1 - std::min(kError / std::max(radius, 0.1F), 0.5F));
    const int pieces = std::clamp(static_cast<int>(std::ceil(std::abs(to - from) / step)), 1, 512);
    std::vector<Vec2> points;
    points.reserve(static_cast<std::size_t>(pieces) + 1);
    for (int i = 0; i <= pieces; ++i) {
        const float angle = from + (to - from) * static_cast<float>(i) / static_cast<float>(pieces);
        points.push_back({center.x + radius * std::sin(angle), center.y - radius * std::cos(angle)});
    }
    return points;
}

std::vector<Vec2> rounded_rect(Vec2 from, Vec2 to, float radius) {
    radius = std::min({radius, (to.x - from.x) / 2, (to.y - from.y) / 2});
    if (radius < 0.5F) return {from, {to.x, from.y}, to, {from.x, to.y}};
    const Vec2 centers[] = {{from.x + radius, from.y + radius},
                            {to.x - radius, from.y + radius},
                            {to.x - radius, to.y - radius},
                            {from.x + radius, to.y - radius}};
    std::vector<Vec2> points;
    for (int corner = 0; corner < 4; ++corner) {
        const float start = kPi / 2 * static_cast<float>(corner - 1);
        const auto arc = arc_points(centers[corner], radius, start, start + kPi / 2);
        for (const Vec2 p : arc) {
            if (points.empty() || length(p - points.back()) > 0.01F) points.push_back(p);
        }
    }
    if (length(points.front() - points.back()) < 0.01F) points.pop_back();
    return points;
}

void cut(std::span<const Vec2> convex, Vec2 normal, float limit, std::vector<Vec2>& kept) {
    kept.clear();
    for (std::size_t i = 0; i < convex.size(); ++i) {
        const Vec2 a = convex[i], b = convex[i + 1 < convex.size() ? i + 1 : 0];
        const float da = dot(a, normal) - limit, db = dot(b, normal) - limit;
        if (da <= 0) kept.push_back(a);
        if ((da < 0 && db > 0) || (da > 0 && db < 0)) kept.push_back(a + (b - a) * (da / (da - db)));
    }
}

}  // namespace loopscope::app::paint
