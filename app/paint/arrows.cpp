#include "app/paint/artist.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::paint {

DashPattern Artist::pattern(stage::Dash dash, float width) const {
    switch (dash) {
        case stage::Dash::Solid: return {};
        case stage::Dash::Dashed: return {std::max(px(5.5F), width * 2.2F), std::max(px(4.0F), width * 1.6F)};
        case stage::Dash::Dotted: return {std::max(px(1.5F), width), std::max(px(3.5F), width * 1.8F)};
    }
    return {};
}

void Artist::draw(const stage::LineItem& item) {
    const Vec2 a = px(item.a), b = px(item.b);
    const float width = std::max(1.0F, px(item.width));
    const Vec2 low{std::min(a.x, b.x) - width, std::min(a.y, b.y) - width};
    const Vec2 high{std::max(a.x, b.x) + width, std::max(a.y, b.y) + width};
    if (visible(low, high)) brush_.line(a, b, color(item.ink), width, pattern(item.dash, width));
}

void Artist::draw(const stage::ArrowItem& item) {
    Vec2 tail = px(item.tail), head = px(item.head);
    const float width = std::max(1.0F, px(item.width));
    const float reach = width * 4 + px(6);
    const Vec2 low{std::min(tail.x, head.x) - reach, std::min(tail.y, head.y) - reach};
    const Vec2 high{std::max(tail.x, head.x) + reach, std::max(tail.y, head.y) + reach};
    if (!visible(low, high)) return;
    const ImU32 ink = color(item.ink);

    // A level arrow lies on whole pixels like the line it is made of; so do its head and its dot.
    const float thick = std::max(1.0F, std::round(width));
    const auto lane = [thick](float v) { return std::round(v - thick / 2) + thick / 2; };
    if (std::abs(tail.y - head.y) < 0.01F) tail.y = head.y = lane(tail.y);
    if (std::abs(tail.x - head.x) < 0.01F) tail.x = head.x = lane(tail.x);

    const Vec2 way = head - tail;
    const float length = std::hypot(way.x, way.y);
    if (item.dot) brush_.fill_disc(tail, width * 1.25F + px(0.6F), ink);
    if (length < 0.5F) return;
    const Vec2 along = way * (1 / length), across{-along.y, along.x};
    const float tip = std::min(px(5.5F) + width * 2.6F, length);
    const float wing = tip * 0.46F;
    const Vec2 base = head - along * tip;
    if (length > tip) brush_.line(tail, base + along, ink, width, pattern(item.dash, width));
    const Vec2 triangle[] = {head, base + across * wing, base - across * wing};
    brush_.fill_convex(triangle, ink);
}

}  // namespace loopscope::app::paint
