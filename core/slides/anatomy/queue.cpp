#include "core/slides/anatomy/parts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Ink;
using stage::Rect;
using stage::Token;

constexpr float kSlot = 158, kSlotGap = 10;

struct Chip {
    std::string name;
    Reason reason;
    Ink color;
    timeline::TaskId task = 0;
};

Chip chip_of(const Scene& scene, const timeline::ReadyItem& item) {
    Chip chip;
    chip.reason = reason_of(scene, item.cause, item.cause_arg);
    chip.task = item.task;
    if (item.task != 0) {
        Face face = face_of(scene, item.task);
        chip.name = std::move(face.name);
        chip.color = face.color;
    } else {
        chip.name = scene.timeline.tables().string(item.name);
        if (chip.name.empty()) chip.name = "callback";
        chip.color = ink(Token::TextSoft);
    }
    return chip;
}

// Two lines where there is height for them: the name, and why.
void draw_chip(Pen& pen, Rect box, const Chip& chip, bool runs) {
    const Ink text = runs ? ink(Token::OnSolid) : ink(Token::Text);
    if (runs) {
        pen.fill(box, 9, chip.color);
        pen.icon(Icon::Play, {box.x + 19, box.center().y}, 14, text);
    } else {
        pen.panel(box, 9, chip.color.mixed(0.13F), chip.color.mixed(0.8F), 1.4F);
        pen.icon(Icon::RingedDot, {box.x + 19, box.center().y}, 15, chip.color);
    }
    const float left = box.x + 35, room = box.w - 43;
    const bool two_lines = box.h >= 44;
    const float first = two_lines ? box.center().y - 9 : box.center().y;
    pen.text({left, first}, chip.name, Font::LabelStrong, text, Align::Left, room);
    if (two_lines) {
        const float second = box.center().y + 12;
        pen.icon(chip.reason.icon, {left + 7, second}, 13, text);
        pen.text({left + 20, second}, chip.reason.words, Font::Small, text, Align::Left, room - 20);
    }
    if (chip.task != 0)
        pen.list().add(stage::HotItem{"task/" + std::to_string(chip.task), box, chip.name, stage::Ground{}});
}

// The box at the left end of the conveyor: what runs, or that nothing does.
void draw_runs_now(Pen& pen, const Scene& scene, Rect box) {
    const LoopView& loop = scene.loop;
    const bool callback = loop.state != nullptr && loop.state->callback != 0;
    const bool runs = loop.running != 0 || callback;
    Chip chip;
    if (loop.running != 0) {
        const timeline::TaskState* task = scene.state.task(loop.running);
        Face face = face_of(scene, loop.running);
        chip.name = std::move(face.name);
        chip.color = face.color;
        chip.task = loop.running;
        if (task != nullptr) chip.reason = reason_of(scene, task->cause, task->cause_arg);
    } else if (callback) {
        chip.name = "callback";
        chip.color = ink(Token::Loop);
        chip.reason = {Icon::LoopRing, "plain call"};
    }
    pen.panel(box, 11, runs ? chip.color.mixed(0.08F) : ink(Token::Panel),
              runs ? chip.color.mixed(0.6F) : ink(Token::Hairline), 1.2F);
    pen.text({box.x + 13, box.y + 17}, runs ? "runs now" : "runs: nothing", Font::Small,
             ink(Token::TextSoft));
    const Rect inner{box.x + 9, box.y + 33, box.w - 18, box.h - 42};
    if (runs) {
        draw_chip(pen, inner, chip, true);
        if (const int n = number_in(loop, StoryStep::Place::Runs))
            pen.number({box.right() - 19, box.y + 17}, n);
        return;
    }
    pen.outline(inner, 9, ink(Token::Hairline));
    pen.text(inner.center(),
             loop.ended           ? "the loop has ended"
             : loop.poll.sleeping ? "the loop sleeps"
                                  : "empty",
             Font::Small, ink(Token::TextFaint), Align::Center, inner.w - 12);
}

}  // namespace

void draw_ready_queue(Pen& pen, const Scene& scene, Rect card) {
    pen.card(card);
    const auto& ready = scene.loop.ready;
    const bool idle = ready.empty() && scene.loop.running == 0;
    const auto& timers = scene.loop.timers;
    const bool due = !timers.empty() && timers.front().deadline <= scene.loop.now;
    draw_heading(pen, card, "READY QUEUE",
                 scene.loop.ended ? ""
                 : idle && due    ? "empty, but a timer is due"
                 : idle           ? "empty: the loop may sleep"
                                  : "first in, first out");
    const float top = card.y + 52, height = std::clamp(card.h - 52 - 20, 60.0F, 98.0F);
    const float runs_width = std::clamp(card.w * 0.2F, 140.0F, 176.0F);
    const Rect runs{card.x + 24, top + (card.h - 72 - height) / 2, runs_width, height};
    draw_runs_now(pen, scene, runs);

    const Rect inner{runs.x, runs.y + 33, runs.w, runs.h - 42};
    const Rect belt{runs.right() + 22, inner.y - 8, card.right() - 24 - runs.right() - 22, inner.h + 16};
    if (belt.w < 80) return;
    pen.panel(belt, 11, ink(Token::Code), ink(Token::Hairline));
    const Ink arrow = ready.empty() ? ink(Token::Line) : ink(Token::Loop);
    pen.list().add(stage::ArrowItem{{belt.x - 2, belt.center().y},
                                    {runs.right() + 4, belt.center().y},
                                    arrow,
                                    2,
                                    stage::Dash::Solid,
                                    false});
    if (const int n = number_in(scene.loop, StoryStep::Place::Queue); n != 0 && belt.y - 26 > card.y + 40) {
        pen.number({belt.x + 12, belt.y - 15}, n);
        pen.text({belt.x + 30, belt.y - 15}, "ready, in the order they came", Font::Small,
                 ink(Token::TextSoft), Align::Left, belt.w - 40);
    } else if (!ready.empty() && belt.y - 26 > card.y + 40) {
        pen.text({belt.x + 4, belt.y - 15}, std::to_string(ready.size()) + " ready, in the order they came",
                 Font::Small, ink(Token::TextSoft), Align::Left, belt.w - 8);
    }

    const float space = belt.w - 16 + kSlotGap;
    const auto slots = static_cast<std::size_t>(std::max(1.0F, std::floor(space / (kSlot + kSlotGap))));
    const float width = space / static_cast<float>(slots) - kSlotGap;
    const auto slot = [&](std::size_t i) {
        return Rect{belt.x + 8 + (width + kSlotGap) * static_cast<float>(i), belt.y + 8, width, belt.h - 16};
    };
    const bool crowded = ready.size() > slots;
    const std::size_t shown = crowded ? slots - 1 : ready.size();
    for (std::size_t i = 0; i < shown; ++i) draw_chip(pen, slot(i), chip_of(scene, ready[i]), false);
    if (crowded) {
        const Rect box = slot(shown);
        pen.outline(box, 9, ink(Token::Line), 1.2F, stage::Dash::Dashed);
        pen.text(box.center(), and_more(ready.size() - shown), Font::LabelStrong, ink(Token::TextSoft),
                 Align::Center, box.w - 8);
        return;
    }
    for (std::size_t i = shown; i < slots; ++i) {
        const Rect box = slot(i);
        pen.outline(box, 9, ink(Token::Hairline), 1, stage::Dash::Dashed);
        if (i == shown && !ready.empty())
            pen.text(box.center(), "joins at the end", Font::Small, ink(Token::TextFaint), Align::Center,
                     box.w - 12);
    }
}

}  // namespace loopscope::slides
