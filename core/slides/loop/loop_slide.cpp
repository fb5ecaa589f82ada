#include "core/slides/loop/loop_slide.hpp"

#include "core/slides/loop/scene.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::slides {

using stage::Align;
using stage::Font;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;
using stage::Vec2;

namespace {

constexpr float kHeader = 62;
constexpr double kFollow = 0.74;  // how far down the token may walk before the picture follows
constexpr double kBottom = 26;
constexpr double kTallest = 700;  // no wait is taller

LoopFonts fonts_for(const Frame& frame) {
    if (!frame.dense) return {};
    return {Font::Body, Font::BodyStrong, Font::CodeSmall, Font::Label};
}

float stretch_for(const Frame& frame) {
    if (frame.dense) return 1.16F;
    return frame.size.y < 460 ? 0.92F : 1.0F;
}

void draw_empty(Pen& pen, const Frame& frame) {
    const Vec2 middle{frame.size.x / 2, frame.size.y / 2};
    pen.icon(stage::Icon::LoopRing, {middle.x, middle.y - 44}, 44, ink(Token::Loop).mixed(0.7F));
    const float room = frame.size.x - 16;
    pen.text({middle.x, middle.y + 4}, "Nothing has happened yet", Font::BodyStrong, ink(Token::TextSoft),
             Align::Center, room);
    pen.text({middle.x, middle.y + 30}, "Play, or take the first step", Font::Label, ink(Token::TextFaint),
             Align::Center, room);
}

// The rows in view, with those whose bars or labels reach into it.
void find_rows(LoopScene& scene) {
    // A wait in true time may reach far down.
    const double reach = scene.rows.per_ns() > 0 ? 70 + kTallest * static_cast<double>(scene.stretch) : 70;
    const double from = (scene.scroll - reach) / static_cast<double>(scene.stretch);
    const double to = (scene.scroll + static_cast<double>(scene.frame.size.y - scene.top) + 70) /
                      static_cast<double>(scene.stretch);
    scene.from_row = scene.rows.row_below(from);
    scene.to_row = scene.rows.row_below(to);
    scene.view = scene.rows.window(scene.from_row, scene.to_row);
    scene.bars =
        BarsInView(scene.rows, scene.timeline, *scene.view, scene.lanes, scene.from_row, scene.to_row);
}

// The line between what has happened and what was recorded behind it.
void draw_now(LoopScene& scene) {
    const bool behind = scene.position < scene.timeline.size() && scene.current != kNoRow &&
                        scene.current + 1 < scene.rows.size();
    if (!behind) return;
    // Above the words of the row that comes next.
    const float next = scene.y(scene.rows.row(scene.current + 1)) - 10;
    const float y = scene.token.at.y + std::clamp(next - scene.token.at.y, 4.0F, 12.0F);
    if (y > scene.frame.size.y) return;
    scene.pen.line({8, y}, {scene.lanes.width - 8, y}, ink(Token::Line), 1, stage::Dash::Dotted);
}

void draw_token(LoopScene& scene) {
    if (scene.current == kNoRow) return;
    stage::GlowItem glow;
    glow.center = scene.token.at;
    glow.radius = scene.frame.dense ? 16 : 14;
    glow.ink = ink(Token::Glow);
    scene.pen.list().add(glow);
}

}  // namespace

bool Taken::free(Rect box) const {
    return std::none_of(boxes_.begin(), boxes_.end(), [&](const Rect& b) {
        return box.x < b.right() && b.x < box.right() && box.y < b.bottom() && b.y < box.bottom();
    });
}

Ink LoopScene::hue(trace::TaskId task) const {
    const timeline::TaskState* known = head.task(task);
    return hue_of(known == nullptr ? 0 : known->number);
}

Ink LoopScene::hue(const Lane& lane) const {
    if (lane.task != 0) return hue(lane.task);
    if (lane.worker) return ink(Token::Worker);
    if (rows.calls_on_threads()) {
        return lane.first_task != 0 ? hue(lane.first_task) : ink(Token::TextSoft);
    }
    return ink(Token::Loop);
}

void say(LoopScene& scene, Vec2 at, std::string_view text, Font font, Ink color, Align align, bool covers) {
    if (text.empty() || !scene.shows(at.y)) return;
    const float width = scene.pen.width(font, text);
    const float left = align == Align::Left ? at.x : align == Align::Center ? at.x - width / 2 : at.x - width;
    const Rect box{left - 3, at.y - 10, width + 6, 20};
    if (covers) scene.pen.fill({box.x, box.y + 1, box.w, box.h - 2}, 4, ink(Token::Panel));
    scene.taken.add(box);
    scene.pen.text(at, text, font, color, align);
}

void put_icon(LoopScene& scene, stage::Icon icon, Vec2 at, float size, Ink color) {
    if (scene.shows(at.y)) scene.pen.icon(icon, at, size, color);
}

LoopSlide::LoopSlide() : LoopSlide(std::make_shared<LoopRows>()) {}
LoopSlide::LoopSlide(std::shared_ptr<LoopRows> rows) : rows_(std::move(rows)) {}

LoopPicture LoopSlide::build(const Frame& frame) {
    LoopPicture picture;
    picture.list.bounds = {0, 0, frame.size.x, frame.size.y};
    if (frame.timeline == nullptr || frame.metrics == nullptr || !(frame.size.x > 0) || !(frame.size.y > 0))
        return picture;
    Pen pen(picture.list, *frame.metrics);
    LoopRows& rows = *rows_;
    rows.follow(*frame.timeline, frame.true_time);
    if (rows.lanes() == 0 || rows.size() == 0) {
        draw_empty(pen, frame);
        return picture;
    }

    const timeline::Timeline& timeline = *frame.timeline;
    const std::size_t position = std::min(frame.playhead.position, timeline.size());
    LoopScene scene{.frame = frame,
                    .timeline = timeline,
                    .head = timeline.state_at(timeline.size()),
                    .rows = rows,
                    .lanes = {},
                    .fonts = fonts_for(frame),
                    .pen = pen,
                    .taken = {}};
    scene.position = position;
    scene.current = rows.row_at(position);
    scene.top = kHeader + (frame.dense ? 6.0F : 0.0F);
    scene.stretch = stretch_for(frame);
    LaneWish wish;
    wish.count = rows.lanes();
    wish.active = active_lane(rows, scene.current);
    wish.pin_first = !rows.several_loops();
    wish.first_header = std::min(190.0F, header_width(scene, rows.lane(0)));
    scene.lanes = lay_out_lanes(frame, wish);
    picture.scroll = scene.lanes.own_scroll;
    picture.most_scroll = scene.lanes.most_scroll;

    scene.token = find_token(scene);
    const double view = std::max(0.0, static_cast<double>(frame.size.y - scene.top));
    const Row last = rows.row(rows.size() - 1);
    const double content = scene.row_y(last) + static_cast<double>(height_below(last.kind)) + kBottom;
    const double most = std::max(0.0, content - view);
    double own = std::max(0.0, scene.token.y - kFollow * view);
    if (!frame.playhead.live) own = std::min(own, most);
    picture.scroll_down = static_cast<float>(own);
    picture.most_scroll_down = static_cast<float>(std::max(own, most));
    scene.scroll = std::clamp(own + static_cast<double>(frame.scroll_down), 0.0, std::max(own, most));
    scene.token.at.y = scene.y(scene.token.y);
    find_rows(scene);
    picture.list.bounds.h = scene.top + static_cast<float>(content);

    picture.list.add(
        stage::ClipItem{{0, scene.top, frame.size.x, std::max(0.0F, frame.size.y - scene.top)}, true});
    draw_lifelines(scene);
    draw_bars(scene);
    draw_now(scene);
    draw_rows(scene);
    draw_ticks(scene);
    draw_prospects(scene);
    draw_remarks(scene);
    draw_token(scene);
    picture.list.add(stage::ClipItem{{}, false});
    draw_headers(scene);
    return picture;
}

stage::DisplayList loop_slide(const Frame& frame) {
    return LoopSlide().build(frame).list;
}

}  // namespace loopscope::slides
