// The parts that the anatomy and its narrow strip are put together from. Each draws into a box that it is
// given.
#pragma once

#include "core/slides/anatomy/turn.hpp"
#include "core/slides/narration/narration.hpp"
#include "core/slides/pen.hpp"
#include "core/slides/slide.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace loopscope::slides {

// One moment, with what every part needs of it.
struct Scene {
    const timeline::Timeline& timeline;
    const timeline::State& state;
    LoopView loop;
};

struct Face {
    std::string name;
    stage::Ink color;
    stage::BadgeShape shape = stage::BadgeShape::Disc;
    std::string letter;
};
Face face_of(const Scene& scene, timeline::TaskId task);

struct Reason {
    stage::Icon icon = stage::Icon::Fork;
    std::string words;
};
// Why something joined the ready queue: "timer due".
Reason reason_of(const Scene& scene, trace::Cause cause, std::int64_t subject);

// What the loop does now and why, in one sentence.
std::vector<Span> anatomy_sentence(const Scene& scene);
struct FlowFonts {
    stage::Font plain = stage::Font::Body, strong = stage::Font::BodyStrong, code = stage::Font::CodeSmall;
};
inline constexpr FlowFonts kBodyFlow{},
    kLabelFlow{stage::Font::Label, stage::Font::LabelStrong, stage::Font::CodeTiny};
// Draws `spans` as flowing text of at most `lines` lines; returns the height used.
float flow(Pen& pen, stage::Rect box, const std::vector<Span>& spans, const FlowFonts& fonts, int lines);

struct RingStyle {
    float radius = 160, thickness = 24;
    bool labels = true, figures = true;  // figures: callbacks and time below each name
    stage::Font label = stage::Font::Body, label_lit = stage::Font::BodyStrong;
};
// The room that labels need outside of the ring, on each side.
stage::Vec2 ring_margin(const RingStyle& style, const stage::TextMetrics& metrics);
void draw_ring(Pen& pen, const Scene& scene, stage::Vec2 center, const RingStyle& style);

void draw_poll(Pen& pen, const Scene& scene, stage::Rect box);
void draw_ready_queue(Pen& pen, const Scene& scene, stage::Rect card);
void draw_timers(Pen& pen, const Scene& scene, stage::Rect card);
void draw_sockets(Pen& pen, const Scene& scene, stage::Rect card);
void draw_workers(Pen& pen, const Scene& scene, stage::Rect card);
// Nothing to see in the last two: they are low then, and say so in one line.
bool has_sockets(const Scene& scene);
bool has_workers(const Scene& scene);
void draw_tasks(Pen& pen, const Scene& scene, stage::Rect card);
// For a program without a loop: its threads and what each of them does.
void draw_threads(Pen& pen, const Scene& scene, stage::Rect box);
// What draw_threads would need to show all of them.
float threads_height(const Scene& scene, float width);

// "READY QUEUE" at the left, a quiet remark at the right of a card's first line.
void draw_heading(Pen& pen, stage::Rect card, std::string_view caps, std::string_view remark);

}  // namespace loopscope::slides
