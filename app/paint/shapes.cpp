#include "app/paint/artist.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::paint {
namespace {

Vec2 snapped(Vec2 p) {
    return {std::round(p.x), std::round(p.y)};
}
// What is there stays visible at any scale.
Vec2 at_least_one(Vec2 from, Vec2 to) {
    return {std::max(to.x, from.x + 1), std::max(to.y, from.y + 1)};
}

}  // namespace

void Artist::draw(const stage::BoxItem& item) {
    if (item.box.w <= 0 || item.box.h <= 0) return;
    const Vec2 from = snapped(px(Vec2{item.box.x, item.box.y}));
    const Vec2 to = at_least_one(from, snapped(px(Vec2{item.box.right(), item.box.bottom()})));
    if (!visible(from, to)) return;
    const float radius = px(item.radius);
    const float width = std::max(1.0F, px(item.border_width));
    if (item.filled) {
        // Under a border the fill steps back a little, so that its smooth corners do not shine out round it.
        const bool under = item.bordered && radius > 0 && item.dash == stage::Dash::Solid;
        const Vec2 back{under ? 0.5F : 0.0F, under ? 0.5F : 0.0F};
        if (under) {
            brush_.fill_convex(rounded_rect(from + back, to - back, radius - 0.5F), color(item.fill));
        } else {
            brush_.fill_rect(from, to, color(item.fill), radius);
        }
    }
    if (item.bordered)
        brush_.stroke_rect(from, to, color(item.border), radius, width, pattern(item.dash, width));
}

void Artist::draw(const stage::HatchItem& item) {
    if (item.box.w <= 0 || item.box.h <= 0) return;
    const Vec2 from = snapped(px(Vec2{item.box.x, item.box.y}));
    const Vec2 to = at_least_one(from, snapped(px(Vec2{item.box.right(), item.box.bottom()})));
    if (!visible(from, to)) return;
    const float step = std::max(2.5F, px(item.spacing)) * std::numbers::sqrt2_v<float>;
    const float half = std::max(1.0F, px(item.width)) * std::numbers::sqrt2_v<float> / 2;
    const ImU32 ink = color(item.ink);
    const float radius = std::min({px(item.radius), (to.x - from.x) / 2, (to.y - from.y) / 2});
    const auto outline = rounded_rect(from, to, radius);
    const Vec2 corners[] = {from, {to.x, from.y}, to, {from.x, to.y}};
    const auto near_corner = [&](float at) {
        return std::any_of(std::begin(corners), std::end(corners),
                           [&](Vec2 c) { return std::abs(c.x + c.y - at) < 2 * radius + half; });
    };
    // Stripes are where x + y is about a multiple of the step, counted from the box, so that they stand still
    // while it grows. Only those that can be seen are made.
    const ImVec2 low = target_.list.GetClipRectMin(), high = target_.list.GetClipRectMax();
    const float zero = from.x + from.y;
    const float first = std::max(zero, std::max(low.x, from.x) + std::max(low.y, from.y));
    const float last = std::min(high.x, to.x) + std::min(high.y, to.y);
    std::vector<Vec2> part, stripe;
    for (float at = zero + std::floor((first - zero) / step) * step + step / 2; at - half < last;
         at += step) {
        const std::span<const Vec2> whole =
            near_corner(at) ? std::span<const Vec2>(outline) : std::span<const Vec2>(corners);
        cut(whole, {1, 1}, at + half, part);
        cut(part, {-1, -1}, half - at, stripe);
        brush_.fill_convex(stripe, ink);
    }
}

void Artist::draw(const stage::DiscItem& item) {
    const Vec2 center = px(item.center);
    const float radius = px(item.radius), width = std::max(1.0F, px(item.width));
    const Vec2 reach{radius + width, radius + width};
    if (!visible(center - reach, center + reach)) return;
    if (item.filled) {
        brush_.fill_disc(center, radius, color(item.ink));
    } else {
        brush_.stroke_circle(center, radius, color(item.ink), width);
    }
}

void Artist::half_disc(Vec2 center, float radius, float towards, ImU32 ink) {
    brush_.fill_convex(arc_points(center, radius, towards - kPi / 2, towards + kPi / 2), ink);
}

void Artist::draw(const stage::ArcItem& item) {
    const Vec2 center = px(item.center);
    const float radius = px(item.radius), width = std::max(1.0F, px(item.width));
    const Vec2 reach{radius + width, radius + width};
    if (radius <= 0 || !visible(center - reach, center + reach)) return;
    const ImU32 ink = color(item.ink);
    const float from = std::min(item.from, item.to), to = std::max(item.from, item.to);
    if (to - from >= 2 * kPi - 1e-4F) return brush_.stroke_circle(center, radius, ink, width);
    const auto points = arc_points(center, radius, from, to);
    if (to - from > 1e-4F) brush_.ribbon(points, false, ink, width);
    // Whole discs leave no seam; where they would be seen through the arc, halves have to do.
    if (item.ink.alpha >= 1) {
        brush_.fill_disc(points.front(), width / 2, ink);
        brush_.fill_disc(points.back(), width / 2, ink);
    } else {
        half_disc(points.front(), width / 2, from - kPi / 2, ink);
        half_disc(points.back(), width / 2, to + kPi / 2, ink);
    }
}

void Artist::draw(const stage::PolyItem& item) {
    std::vector<Vec2> points;
    points.reserve(item.points.size());
    Vec2 low{1e9F, 1e9F}, high{-1e9F, -1e9F};
    for (const Vec2 p : item.points) {
        points.push_back(px(p));
        low = {std::min(low.x, points.back().x), std::min(low.y, points.back().y)};
        high = {std::max(high.x, points.back().x), std::max(high.y, points.back().y)};
    }
    const float width = std::max(1.0F, px(item.width));
    if (points.size() < 2 || !visible(low - Vec2{width, width}, high + Vec2{width, width})) return;
    if (item.filled) return brush_.fill_convex(points, color(item.ink));
    const bool closed = points.size() > 2 && points.front() == points.back();
    if (closed) points.pop_back();
    brush_.stroke(points, closed, color(item.ink), width);
}

void Artist::draw(const stage::GlowItem& item) {
    const Vec2 center = px(item.center);
    const float radius = px(item.radius);
    if (radius <= 0 || !visible(center - Vec2{radius, radius} * 1.4F, center + Vec2{radius, radius} * 1.4F))
        return;
    // The halo is light in the dark; on white it would be nothing, so there it is a little stronger.
    constexpr int kDiscs = 5;
    constexpr float kHalo = 1.35F, kCore = 0.56F;
    const float veil = target_.theme.dark() ? 0.075F : 0.10F;
    for (int i = kDiscs; i > 0; --i) {
        const float k = kCore + (kHalo - kCore) * static_cast<float>(i) / kDiscs;
        brush_.fill_disc(center, radius * k, color(item.ink.faded(item.ink.alpha * veil)));
    }
    // The rim keeps the core apart from whatever it travels over, and gives it its contrast on white; there a
    // second, light one keeps the rim apart from dark bars.
    const float core = radius * kCore, rim = std::clamp(px(1.8F), 1.0F, core * 0.4F);
    const bool dark = target_.theme.dark();
    const stage::Ink edge = stage::ink(dark ? stage::Token::Background : stage::Token::Text);
    if (!dark)
        brush_.fill_disc(center, core + rim * 0.7F,
                         color(stage::ink(stage::Token::Panel).faded(item.ink.alpha)));
    brush_.fill_disc(center, core, color(edge.faded(item.ink.alpha)));
    brush_.fill_disc(center, core - rim, color(item.ink));
}

}  // namespace loopscope::app::paint
