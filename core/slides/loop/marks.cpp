#include "core/base/format.hpp"
#include "core/slides/loop/scene.hpp"
#include "core/stage/fit.hpp"

#include <algorithm>

namespace loopscope::slides {

using stage::Align;
using stage::Font;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;
using stage::Vec2;

namespace {

float text_start(const LoopScene& scene) {
    return scene.bar_width() / 2 + 10;
}

Ink note_ink(const LoopScene& scene, const Row& row, const RowWords& words) {
    if (scene.is_ahead(row)) return ink(Token::TextFaint);
    if (words.error) return ink(Token::Error);
    return scene.token.first == row.first ? ink(Token::Text) : ink(Token::TextSoft);
}

// Right of a lane's bar if it can be, over the next lanes if need be, left of it at the end of the view.
void draw_beside(LoopScene& scene, std::size_t lane, float y, const RowWords& words, Ink color) {
    if (lane == kNoLane || !scene.lanes.in_view(lane)) return;
    const float x = scene.lanes.x(lane), off = text_start(scene);
    const Font font = scene.fonts.label;
    const float icon = words.icon ? 20 : 0;
    const auto width = [&](const std::string& text) { return icon + scene.pen.width(font, text); };
    const bool last = lane + 1 >= scene.lanes.count;
    const float room = scene.lanes.room(lane) - off - (last ? 6 : scene.bar_width() / 2 + 6);
    const float to_edge = scene.lanes.width - 6 - x - off;
    std::string text = words.lead + words.body;
    if (!words.aside.empty() && width(text + " " + words.aside) <= room) text += " " + words.aside;

    float left = x + off;
    bool covers = false;
    if (width(text) > room && width(words.body) <= room) text = words.body;
    if (width(text) > room) {
        covers = true;
        const float behind = x - off - (scene.lanes.pinned ? scene.lanes.first_x + 16 : scene.lanes.edge);
        if (width(text) > to_edge) text = words.body;
        if (width(text) > to_edge && behind > to_edge) {
            text = stage::fit(scene.pen.metrics(), font, text, behind - icon);
            left = x - off - width(text);
        } else {
            text = stage::fit(scene.pen.metrics(), font, text, to_edge - icon);
        }
    }
    if (text.empty()) return;
    if (icon > 0) put_icon(scene, *words.icon, {left + 7, y}, 15, color);
    say(scene, {left + icon, y}, text, font, color, Align::Left, covers);
}

// A dot on the line, words beside it as far as the next lifeline.
void draw_mark(LoopScene& scene, const Row& row, const RowWords& words) {
    const std::size_t lane = scene.rows.lane_of_thread(row.thread);
    if (lane == kNoLane || !scene.lanes.in_view(lane) || !scene.shows(scene.y(row))) return;
    const float x = scene.lanes.x(lane), y = scene.y(row);
    const bool ahead = scene.is_ahead(row), quiet = row.kind == RowKind::Conduct;
    const Ink hue = ahead         ? ink(Token::TextFaint)
                    : words.error ? ink(Token::Error)
                    : quiet       ? ink(Token::TextSoft)
                                  : ink(Token::Loop);
    stage::DiscItem dot;
    dot.center = {x, y};
    dot.radius = 5;
    dot.ink = ink(Token::Panel);
    if (quiet || ahead) scene.pen.list().add(dot);
    dot.radius = quiet ? 4.2F : 4.8F;
    dot.ink = hue;
    dot.filled = !quiet && !ahead;
    dot.width = 1.8F;
    if (words.icon && !quiet) {
        dot.radius = 9;
        dot.filled = true;
        dot.ink = ink(Token::Panel);
        scene.pen.list().add(dot);
        scene.pen.icon(*words.icon, {x, y}, 16, hue);
    } else {
        scene.pen.list().add(dot);
    }

    const Font strong = scene.fonts.strong, label = scene.fonts.label;
    const float left = x + text_start(scene) + 3, gap = 6;
    const float room = scene.lanes.room(lane) - text_start(scene) - scene.bar_width() / 2 - 8;
    const auto wide = [&](Font font, const std::string& text) {
        return text.empty() ? 0.0F : scene.pen.width(font, text);
    };
    const std::string long_aside = words.aside + words.more;
    const float body = wide(strong, words.body);
    const auto with = [&](const std::string& aside) {
        return body + (aside.empty() ? 0 : gap + wide(label, aside)) <= room;
    };
    const Ink soft = ahead ? ink(Token::TextFaint) : quiet ? ink(Token::TextSoft) : ink(Token::TextFaint);
    if (with(long_aside) || (with(words.aside) && (words.more.empty() || wide(label, long_aside) > room))) {
        say(scene, {left, y}, words.body, strong, hue, Align::Left);
        say(scene, {left + body + gap, y}, with(long_aside) ? long_aside : words.aside, label, soft,
            Align::Left);
        return;
    }
    // What one that conducts does says more than what it is called.
    const Font font = quiet ? label : strong;
    std::string said = quiet ? words.aside : words.body;
    if (quiet && wide(font, long_aside) <= room) said = long_aside;
    if (wide(font, said) > room && !words.brief.empty()) said = words.brief;
    say(scene, {left, y}, stage::fit(scene.pen.metrics(), font, said, room), font, quiet ? soft : hue,
        Align::Left);
}

void draw_poll(LoopScene& scene, const Row& row, RowWords words) {
    const std::size_t lane = scene.rows.lane_of_thread(row.thread);
    const float y = scene.y(row) + kLeastWait * scene.stretch / 2;
    draw_beside(scene, lane, y, words, note_ink(scene, row, words));
}

void draw_stamp(LoopScene& scene, const Row& row) {
    if (!row.stamped) return;
    const float x = scene.lanes.pinned ? scene.lanes.first_x : scene.lanes.edge;
    say(scene, {x - scene.bar_width() / 2 - 16, scene.y(row)}, format_seconds(row.time), scene.fonts.code,
        scene.is_ahead(row) ? ink(Token::TextFaint).mixed(0.8F) : ink(Token::TextFaint), Align::Right);
}

void draw_hot(LoopScene& scene, const Row& row) {
    const float above = height_above(row.kind) * scene.stretch,
                below = height_below(row.kind) * scene.stretch;
    const float from = std::max(scene.y(row) - above, scene.top);
    const float to = std::min(scene.y(row) + below, scene.frame.size.y);
    if (to - from < 2) return;
    scene.pen.list().add(stage::HotItem{"slide/row/" + std::to_string(row.last),
                                        {0, from, scene.lanes.width, to - from},
                                        "",
                                        stage::Moment{row.last}});
}

void draw_ready_remark(LoopScene& scene, std::size_t index, const ViewBar& bar) {
    const Rect box = bar_box(scene, index, bar);
    const float x = scene.lanes.x(index) + text_start(scene);
    const float room = scene.lanes.room(index) - text_start(scene) - 12;
    const auto remark = [&](float y, const std::string& text, bool icon) {
        const float w = scene.pen.width(scene.fonts.label, text) + (icon ? 20 : 0);
        if (y + 10 > box.bottom() || w > room || !scene.taken.free({x, y - 9, w, 18})) return;
        if (icon) put_icon(scene, stage::Icon::RingedDot, {x + 6, y}, 14, scene.hue(bar.task));
        say(scene, {x + (icon ? 20.0F : 0.0F), y}, text, scene.fonts.label, ink(Token::TextSoft),
            Align::Left);
    };
    remark(box.y + 18, "ready", true);
    // While another one runs on its loop.
    const trace::ThreadId home = scene.rows.lane(index).thread;
    const std::size_t last =
        std::min({bar.to_row, scene.to_row, scene.current == kNoRow ? 0 : scene.current + 1});
    for (std::size_t r = std::max(bar.from_row + 1, scene.from_row); r < last; ++r) {
        const Row& row = (*scene.view)[r];
        if (row.kind != RowKind::Resume || row.task == bar.task || row.thread != home) continue;
        remark(std::max(scene.y(row) + 21 * scene.stretch, box.y + 40), "waits its turn", false);
        break;
    }
}

}  // namespace

void draw_rows(LoopScene& scene) {
    for (std::size_t r = scene.from_row; r < scene.to_row; ++r) {
        const Row& row = (*scene.view)[r];
        draw_hot(scene, row);
        draw_stamp(scene, row);
        const RowWords words = words_of(scene.rows, scene.timeline, row, scene.frame.playhead);
        switch (row.kind) {
            case RowKind::Conduct:
            case RowKind::Mark:
            case RowKind::Finish: draw_mark(scene, row, words); break;
            case RowKind::Poll: draw_poll(scene, row, words); break;
            case RowKind::Note:
                draw_beside(scene, scene.rows.lane_of(row.task, row.thread), scene.y(row), words,
                            note_ink(scene, row, words));
                break;
            case RowKind::Block:
                draw_beside(scene, scene.rows.lane_of(row.task, row.thread),
                            scene.y(row) + kLeastWait * scene.stretch / 2, words,
                            note_ink(scene, row, words));
                break;
            case RowKind::Unblock: break;
            default: draw_arrow(scene, row, words); break;
        }
    }
}

void draw_remarks(LoopScene& scene) {
    each_lane(scene, [&](std::size_t index) {
        each_bar(scene, index, [&](const Lane&, const ViewBar& bar) {
            if (bar.from > scene.position) return;
            if (bar.kind == BarKind::Ready && scene.frame.hides_ready && bar.to == kNoRow) return;
            if (bar.kind == BarKind::Ready) return draw_ready_remark(scene, index, bar);
            if (bar.kind != BarKind::Held) return;
            const Rect box = bar_box(scene, index, bar);
            const std::string text = scene.rows.any_loop() ? "the loop is held" : "the thread waits";
            const float w = scene.pen.width(scene.fonts.label, text), x = box.right() + 8,
                        y = box.y + 22 * scene.stretch;
            if (w > scene.lanes.room(index) - 34 || !scene.taken.free({x, y - 9, w, 18})) return;
            say(scene, {x, y}, text, scene.fonts.label, ink(Token::TextSoft), Align::Left);
        });
    });
}

}  // namespace loopscope::slides
