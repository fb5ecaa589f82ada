#include "core/slides/loop/scene.hpp"
#include "core/stage/easing.hpp"
#include "core/stage/fit.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::slides {

using stage::Align;
using stage::Dash;
using stage::Ink;
using stage::ink;
using stage::Token;
using stage::Vec2;

namespace {

constexpr float kAbove = 12;  // labels over their arrow
constexpr float kArrowMargin = 12;

struct Ends {
    float tail = 0, head = 0;  // x
    bool tail_hidden = false, head_hidden = false;
    [[nodiscard]] float side() const { return head >= tail ? 1.0F : -1.0F; }
    [[nodiscard]] float left() const { return std::min(tail, head); }
    [[nodiscard]] float length() const { return std::abs(head - tail); }
};

// Lanes out of view are pointed at from the edge.
Ends ends_of(const LoopScene& scene, const ArrowLanes& lanes) {
    Ends ends;
    const auto x_of = [&](std::size_t lane, bool& hidden) {
        hidden = !scene.lanes.in_view(lane);
        const float x = scene.lanes.x(lane);
        if (!hidden) return x;
        return x < scene.lanes.edge ? scene.lanes.edge - 6 : scene.lanes.width - 16;
    };
    ends.tail = x_of(lanes.tail, ends.tail_hidden);
    ends.head = x_of(lanes.head, ends.head_hidden);
    return ends;
}

// The room from the arrow's left end to the first lifeline that it crosses or reaches.
float first_room(const LoopScene& scene, const ArrowLanes& lanes, const Ends& ends) {
    const std::size_t left = ends.tail <= ends.head ? lanes.tail : lanes.head;
    float next = std::max(ends.tail, ends.head);
    each_lane(scene, [&](std::size_t lane) {
        const float x = scene.lanes.x(lane);
        if (lane != left && x > ends.left() + 1) next = std::min(next, x);
    });
    return next - ends.left();
}

bool meets_bar(const LoopScene& scene, stage::Rect words) {
    bool met = false;
    each_lane(scene, [&](std::size_t lane) {
        if (lane == 0) return;
        each_bar(scene, lane, [&](const Lane&, const ViewBar& bar) {
            const stage::Rect box = bar_box(scene, lane, bar);
            met = met || (box.h > 0 && box.x < words.right() && words.x < box.right() &&
                          box.y < words.bottom() && words.y < box.bottom());
        });
    });
    return met;
}

void draw_shaft(LoopScene& scene, const Row& row, const Ends& ends, Ink color) {
    const float y = scene.y(row), half = scene.bar_width() / 2, side = ends.side();
    const bool answer = is_answer(row.kind);
    Vec2 tail{ends.tail + side * (answer ? half + 2 : 4), y};
    Vec2 head{ends.head - side * (answer ? 2 : half), y};
    if (ends.head_hidden) head.x = ends.head - side * 10;
    if (ends.tail_hidden) tail.x = ends.tail + side * 10;
    if (scene.is_ahead(row)) {
        scene.pen.line(tail, head, color.mixed(0.45F), 1.4F, Dash::Dashed);
        return;
    }
    const bool current = row.first == scene.position && scene.token.on_arrow;
    if (current) {
        if (scene.token.walked <= 0) return;
        // The head follows right behind the token.
        const float at = stage::mix(ends.tail, ends.head, scene.token.walked);
        if ((at - tail.x) * side < 12) return;
        head.x = side > 0 ? std::min(head.x, at) : std::max(head.x, at);
    }
    stage::ArrowItem arrow;
    arrow.tail = tail;
    arrow.head = head;
    arrow.ink = color;
    arrow.width = answer ? 2.0F : 2.2F;
    arrow.dash = answer ? Dash::Dashed : Dash::Solid;
    scene.pen.list().add(arrow);
}

void draw_resume_words(LoopScene& scene, const Row& row, const RowWords& words, const Ends& ends,
                       float room) {
    const float y = scene.y(row) - kAbove, gap = 7;
    const float strong = scene.pen.width(scene.fonts.strong, words.body);
    const float quiet = words.aside.empty() ? 0 : gap + scene.pen.width(scene.fonts.label, words.aside);
    const float free = room - 10 - scene.bar_width() / 2 - 4;
    const float all = ends.length() - 10 - scene.bar_width() / 2 - 4;
    const bool covers = strong + quiet > free;
    if (strong > std::max(free, all)) return;
    const float x = ends.left() + 11;
    // A lifeline may be knocked out, but a bar says something there.
    const bool aside = quiet > 0 && strong + quiet <= std::max(free, all) &&
                       !meets_bar(scene, {x, y - 9, strong + quiet, 18});
    const bool ahead = scene.is_ahead(row);
    const bool knock = covers && (aside || strong > free);
    say(scene, {x, y}, words.body, scene.fonts.strong, ahead ? ink(Token::TextFaint) : ink(Token::Loop),
        Align::Left, knock);
    if (aside)
        say(scene, {x + strong + gap, y}, words.aside, scene.fonts.label, ink(Token::TextFaint), Align::Left,
            knock);
}

void draw_answer_words(LoopScene& scene, const Row& row, const RowWords& words, const Ends& ends,
                       float room) {
    const float y = scene.y(row) - kAbove;
    const float bare = scene.pen.width(scene.fonts.code, words.body);
    const bool room_for_icon = words.error || bare + 19 <= room - 2 * kArrowMargin;
    const float icon = (row.first_use || words.error) && words.icon && room_for_icon ? 19 : 0;
    const auto width = [&](const std::string& text) {
        return icon + scene.pen.width(scene.fonts.code, text);
    };
    std::string text = words.lead + words.body;
    const float all = ends.length() - 2 * kArrowMargin;
    float middle = ends.left() + room / 2 + 2;
    bool covers = false;
    if (width(text) > room - 2 * kArrowMargin) {
        covers = all > room - 2 * kArrowMargin + 1;
        if (!covers || width(text) > all) text = words.body;
        text = stage::fit(scene.pen.metrics(), scene.fonts.code, text, std::max(all, 0.0F) - icon);
        // Over the lifelines between, near where it leads.
        const float half = width(text) / 2;
        if (covers) middle = ends.left() + std::min(ends.length() / 2, kArrowMargin + 8 + half);
    }
    if (text.empty()) return;
    const bool ahead = scene.is_ahead(row);
    const Ink color = ahead                          ? ink(Token::TextFaint)
                      : words.error                  ? ink(Token::Error)
                      : row.kind == RowKind::Suspend ? ink(Token::Text)
                                                     : ink(Token::TextSoft);
    const float left = middle - width(text) / 2;
    if (icon > 0)
        put_icon(scene, *words.icon, {left + 7, y}, 14,
                 ahead         ? color
                 : words.error ? color
                               : ink(Token::TextSoft));
    say(scene, {left + icon, y}, text, scene.fonts.code, color, Align::Left, covers);
}

void draw_end_mark(LoopScene& scene, const Row& row, const ArrowLanes& lanes) {
    if (scene.is_ahead(row) || (row.first == scene.position && scene.token.on_arrow)) return;
    if (!scene.lanes.in_view(lanes.tail)) return;
    const Vec2 at{scene.lanes.x(lanes.tail), scene.y(row) + 13};
    const float size = scene.lanes.gap < 50 ? 12 : 16;
    scene.pen.fill({at.x - size / 2 - 1, at.y - size / 2, size + 2, size}, size / 2, ink(Token::Panel));
    switch (scene.timeline[row.first - 1].as<trace::Outcome>()) {
        case trace::Outcome::Failed: scene.pen.icon(stage::Icon::Cross, at, size, ink(Token::Error)); break;
        case trace::Outcome::Done: scene.pen.icon(stage::Icon::Tick, at, size, scene.hue(row.task)); break;
        default: scene.pen.icon(stage::Icon::StruckRing, at, size, ink(Token::TextSoft)); break;
    }
}

}  // namespace

void draw_arrow(LoopScene& scene, const Row& row, const RowWords& words) {
    const ArrowLanes lanes = arrow_of(scene, row);
    if (!lanes.there()) return;
    const Ends ends = ends_of(scene, lanes);
    const bool answer = is_answer(row.kind);
    const bool work = row.kind == RowKind::WorkStart || row.kind == RowKind::WorkStop;
    const Ink hue = work                              ? ink(Token::Worker)
                    : row.kind == RowKind::ThreadStop ? scene.hue(scene.rows.lane(lanes.tail))
                    : answer                          ? scene.hue(row.task)
                                                      : ink(Token::Loop);
    const std::size_t far = answer ? lanes.tail : lanes.head;
    if (ends.length() > 16) draw_shaft(scene, row, ends, hue);
    if (answer ? ends.tail_hidden : ends.head_hidden)
        draw_badge(scene, scene.rows.lane(far), {answer ? ends.tail : ends.head, scene.y(row)}, 16,
                   scene.is_ahead(row));
    const float room = first_room(scene, lanes, ends);
    if (answer) {
        draw_answer_words(scene, row, words, ends, room);
        if (row.kind == RowKind::End) draw_end_mark(scene, row, lanes);
    } else {
        draw_resume_words(scene, row, words, ends, room);
    }
}

}  // namespace loopscope::slides
