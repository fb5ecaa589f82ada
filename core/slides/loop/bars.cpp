#include "core/slides/loop/scene.hpp"

#include <algorithm>
#include <limits>

namespace loopscope::slides {

using stage::Dash;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;

namespace {

constexpr float kRadius = 6;

float least_height(BarKind kind) {
    switch (kind) {
        case BarKind::Ready: return 34;
        case BarKind::Running: return 14;
        default: return kLeastWait;
    }
}

float top_of(const LoopScene& scene, const ViewBar& bar) {
    const Row& row = (*scene.view)[bar.from_row];
    const float y = scene.y(row);
    if (row.kind == RowKind::Resume || row.kind == RowKind::WorkStart) return y + 1;
    // Behind a bar of its own that ends there.
    if (bar.kind == BarKind::Ready && is_answer(row.kind)) return y + 8;
    return y;
}

float bottom_of(const LoopScene& scene, const ViewBar& bar, float top) {
    if (bar.to_row == kNoRow || bar.to_row == kBelow) return std::numeric_limits<float>::max();
    const Row& row = (*scene.view)[bar.to_row];
    const float y = scene.y(row);
    if (bar.kind == BarKind::Asleep || row.kind == RowKind::Note || bar.from_row == bar.to_row) {
        const float least =
            top + (bar.kind == BarKind::Asleep ? static_cast<float>(scene.wait_height(bar.end - bar.begin))
                                               : least_height(bar.kind));
        return bar.from_row == bar.to_row ? least : std::max(least, y + 8);
    }
    if (bar.kind == BarKind::Ready) return y - 4;
    return is_answer(row.kind) ? y - 3 : y;
}

struct BarLook {
    Ink fill, border, hatch;
    bool bordered = false, hatched = false;
};

BarLook look_of(const LoopScene& scene, const Lane& lane, const Bar& bar) {
    const Ink own = lane.worker ? ink(Token::Worker) : bar.task != 0 ? scene.hue(bar.task) : scene.hue(lane);
    BarLook look;
    switch (bar.kind) {
        case BarKind::Running: look.fill = own; break;
        case BarKind::Ready:
            look.fill = own.mixed(0.17F);
            look.border = own;
            look.bordered = true;
            break;
        case BarKind::Blocked:
            look.fill = own.mixed(0.2F);
            look.border = look.hatch = own;
            look.bordered = look.hatched = true;
            break;
        case BarKind::Held:
            look.fill = ink(Token::Loop).mixed(0.14F);
            look.border = look.hatch = ink(Token::Loop).mixed(0.7F);
            look.bordered = look.hatched = true;
            break;
        case BarKind::Asleep:
            look.fill = ink(Token::TextFaint).mixed(0.3F);
            look.hatch = ink(Token::TextSoft);
            look.hatched = true;
            break;
    }
    return look;
}

void add_box(LoopScene& scene, Rect box, const BarLook& look) {
    stage::BoxItem item;
    item.box = box;
    item.radius = std::min(kRadius, box.w / 2);
    item.fill = look.fill;
    item.border = look.border;
    item.border_width = 1.6F;
    item.bordered = look.bordered;
    scene.pen.list().add(item);
}

void add_ghost(LoopScene& scene, Rect box, const Bar& bar, Ink hue) {
    if (bar.kind == BarKind::Ready) return;
    const bool hatched = bar.kind != BarKind::Running;
    const Ink faint = bar.kind == BarKind::Asleep ? ink(Token::TextFaint).mixed(0.6F) : hue.mixed(0.45F);
    if (hatched) scene.pen.list().add(stage::HatchItem{box, kRadius, faint.mixed(faint.strength * 0.7F)});
    scene.pen.outline(box, kRadius, faint, 1.2F, hatched ? Dash::Solid : Dash::Dashed);
}

void draw_bar(LoopScene& scene, std::size_t lane_index, const Lane& lane, const ViewBar& bar) {
    if (scene.frame.hides_ready && bar.kind == BarKind::Ready && bar.to == kNoRow) return;
    const bool ahead = bar.from > scene.position;
    // It begins where the token arrives.
    const bool to_come = bar.from == scene.position && scene.token.on_arrow && bar.from_row == scene.current;
    if (to_come && bar.kind == BarKind::Running) return;
    const Rect box = bar_box(scene, lane_index, bar);
    const float end = scene.frame.size.y;
    if (box.h <= 0 || box.bottom() < scene.top || box.y > end) return;
    Rect cut = box;  // what lies far out of view is not worth its pixels
    cut.y = std::max(box.y, scene.top - 40);
    cut.h = std::min(box.bottom(), end + 40) - cut.y;
    const BarLook look = look_of(scene, lane, bar);
    const Ink own = bar.task != 0 ? scene.hue(bar.task) : scene.hue(lane);
    if (ahead) return add_ghost(scene, cut, bar, own);
    add_box(scene, cut, look);
    if (look.hatched) {
        Rect hatch = cut;
        const bool goes_on = bar.to > scene.position;
        if (goes_on) hatch.h = std::clamp(scene.token.at.y - hatch.y, 0.0F, std::max(hatch.h, 0.0F));
        if (bar.from_row != scene.current && goes_on) hatch.h = cut.h;
        if (hatch.h > 2) scene.pen.list().add(stage::HatchItem{hatch, kRadius, look.hatch});
    }
    // What was recorded behind the playhead.
    const float whole = std::min(bottom_of(scene, bar, box.y), end + 40);
    if (bar.to_row != kNoRow && bar.to > scene.position && whole > cut.bottom() + 8)
        add_ghost(scene, {cut.x, cut.bottom() + 3, cut.w, whole - cut.bottom() - 3}, bar, own);
}

}  // namespace

Rect bar_box(const LoopScene& scene, std::size_t lane, const ViewBar& bar) {
    float w = scene.bar_width();
    if (bar.kind == BarKind::Blocked) w += 3;
    if (scene.lanes.gap < 50 && lane > 0) w = std::min(w, 9.0F);
    const float top = top_of(scene, bar);
    float bottom = bottom_of(scene, bar, top);
    if (bar.from <= scene.position) {
        const float least = least_height(bar.kind) * (bar.kind == BarKind::Ready ? 1 : scene.stretch);
        bottom = std::min(bottom, std::max(top + least, scene.token.at.y));
    }
    bottom = std::min(bottom, std::max(scene.frame.size.y + 60, top));
    return {scene.lanes.x(lane) - w / 2, top, w, bottom - top};
}

void draw_lifelines(LoopScene& scene) {
    const float end = scene.frame.size.y;
    // Of a position; the rows of those that are not in view need not be known.
    const auto place = [&](std::size_t position) {
        if (position > scene.view->end) return end;
        if (position < scene.view->start.position) return scene.top;
        const Row& row = (*scene.view)[scene.view->row_at(position)];
        return std::clamp(scene.y(row), scene.top, std::max(scene.top, end));
    };
    each_lane(scene, [&](std::size_t index) {
        const Lane lane = scene.rows.lane(index);
        const float x = scene.lanes.x(index);
        const Ink hue = scene.hue(lane);
        float from = lane.created == kNoRow ? scene.top : place(lane.created);
        if (lane.created != kNoRow && lane.created > scene.position) from = end;
        const float to = place(lane.ended);
        if (from > scene.top) scene.pen.line({x, scene.top}, {x, from}, hue.mixed(0.28F), 1.2F, Dash::Dotted);
        if (to > from) scene.pen.line({x, from}, {x, to}, hue.mixed(0.5F), scene.frame.dense ? 2 : 1.6F);
    });
}

void draw_bars(LoopScene& scene) {
    each_lane(scene, [&](std::size_t index) {
        each_bar(scene, index,
                 [&](const Lane& lane, const ViewBar& bar) { draw_bar(scene, index, lane, bar); });
    });
}

}  // namespace loopscope::slides
