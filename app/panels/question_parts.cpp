#include "app/panels/question_parts.hpp"

#include "core/slides/actors.hpp"

#include <algorithm>

namespace loopscope::app::panels {

using loopscope::quiz::Claims;
using loopscope::quiz::Option;
using stage::Align;
using stage::Font;
using stage::Icon;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;

namespace {

constexpr float kNotePad = 12, kNoteHead = 24;

FlowStyle note_style() {
    FlowStyle style;
    style.regular = Font::Label;
    style.strong = Font::LabelStrong;
    style.line = 22;
    return style;
}

// Tasks that the run has not made yet have no letter.
bool is_known(const Scene& scene, trace::TaskId id) {
    const auto& timeline = scene.session.shown_timeline();
    const timeline::TaskState* task = timeline.state_at(timeline.size()).task(id);
    return task != nullptr && task->id != 0;
}

}  // namespace

const quiz::Quiz* quiz_of(const Scene& scene) {
    return scene.context.quiz;
}

bool asks(const Scene& scene) {
    const quiz::Quiz* quiz = quiz_of(scene);
    return quiz && (quiz->open() || quiz->game());
}

std::vector<StyledText> styled(const loopscope::quiz::Words& words) {
    std::vector<StyledText> runs;
    for (const loopscope::quiz::Piece& piece : words.pieces())
        runs.push_back({piece.text, piece.strong ? WordStyle::Strong : WordStyle::Regular});
    return runs;
}

Ink hue_of(const Scene& scene, const Option& option) {
    const auto& timeline = scene.session.shown_timeline();
    const auto& state = timeline.state_at(timeline.size());
    const trace::TaskId task =
        option.claims == Claims::Queue && !option.queue.empty() ? option.queue.front() : option.task;
    if (task != 0 && is_known(scene, task))
        return slides::badge_of(state, timeline.tables(), task, {}, 20, true).ink;
    if (option.claims == Claims::AtOnce) return ink(Token::Worker);
    if (option.claims == Claims::Nobody) return ink(Token::Loop);
    return ink(Token::TextSoft);
}

void sign_of(Widgets& draw, const Option& option, stage::Vec2 center, float size, bool quiet) {
    const Scene& scene = draw.scene();
    const auto& timeline = scene.session.shown_timeline();
    const auto& state = timeline.state_at(timeline.size());
    const Ink hue = quiet ? hue_of(scene, option).mixed(0.45F) : hue_of(scene, option);
    const auto badge = [&](trace::TaskId task, stage::Vec2 at, float side) {
        stage::BadgeItem item = slides::badge_of(state, timeline.tables(), task, at, side, true);
        if (quiet) item.ink = item.ink.mixed(0.45F);
        draw.list().add(std::move(item));
    };
    switch (option.claims) {
        case Claims::Task:
        case Claims::Line:
            if (option.task != 0 && is_known(scene, option.task)) {
                badge(option.task, center, size);
            } else {
                draw.icon(Icon::HollowRing, center, size * 0.8F, hue);
            }
            return;
        case Claims::AtOnce: {
            stage::BadgeItem item{stage::BadgeShape::Hexagon, center, size, hue, "", true};
            draw.list().add(std::move(item));
            const Ink dark = ink(Token::OnSolid);
            for (const float dx : {-0.16F, 0.16F})
                draw.fill({center.x + size * dx - 2, center.y - size * 0.24F, 4, size * 0.48F}, 2, dark);
            return;
        }
        case Claims::Nobody: draw.icon(Icon::LoopRing, center, size, hue); return;
        case Claims::Over: draw.icon(Icon::Flag, center, size * 0.8F, hue); return;
        case Claims::NoLine: draw.icon(Icon::Stop, center, size * 0.7F, hue); return;
        case Claims::Total: draw.icon(Icon::Clock, center, size * 0.85F, hue); return;
        case Claims::Queue:
            if (option.queue.empty()) {
                draw.icon(Icon::Queue, center, size * 0.8F, hue);
            } else if (option.queue.size() == 1) {
                badge(option.queue.front(), center, size);
            } else {
                badge(option.queue[1], {center.x + size * 0.28F, center.y}, size * 0.72F);
                badge(option.queue[0], {center.x - size * 0.28F, center.y}, size * 0.72F);
            }
            return;
    }
}

float wide_button_width(const Widgets& draw, std::string_view words, std::string_view key) {
    const float cap = key.empty() ? 0 : draw.width(Font::CodeTiny, key) + 14 + 14;
    return draw.width(Font::LabelStrong, words) + cap + 32;
}

float wide_button(Widgets& draw, std::string_view id, Rect box, std::string_view words, std::string_view key,
                  bool primary) {
    const bool on = draw.enabled(id);
    const bool lit = on && (draw.hovered(id) || draw.pressed(id));
    const float middle = box.center().y;
    if (primary) {
        draw.fill(box, 8, ink(Token::Accent).mixed(lit ? 0.86F : 1.0F));
    } else {
        draw.panel(box, 8, ink(lit ? Token::Raised : Token::Panel), ink(lit ? Token::Line : Token::Hairline));
    }
    const Ink color = ink(primary ? Token::OnSolid : on ? Token::Text : Token::TextFaint);
    float right = box.right() - 16;
    const float cap = draw.width(Font::CodeTiny, key) + 14;
    if (!key.empty() && box.w >= wide_button_width(draw, words, key) - 1) {
        if (primary) {
            draw.text({right, middle}, key, Font::CodeTiny, color, Align::Right);
        } else {
            draw.key_cap(key, right + 4, middle);
        }
        right -= cap;
    }
    draw.text({box.x + 16, middle}, words, Font::LabelStrong, color, Align::Left, right - box.x - 20);
    draw.hot(id, box);
    return box.w;
}

float note_height(const Scene& scene, std::string_view head, const std::vector<StyledText>& words,
                  float width) {
    return 2 * kNotePad + (head.empty() ? 0 : kNoteHead) +
           flow_height(scene.metrics, words, width - 34, note_style());
}

void note_card(Widgets& draw, Rect box, Ink edge, std::string_view head, std::vector<StyledText> words) {
    if (box.h < 40) return;
    draw.fill(box, 8, edge.mixed(0.1F));
    draw.fill({box.x, box.y, 3, box.h}, 0, edge);
    float y = box.y + kNotePad;
    const float x = box.x + 18, w = box.w - 34;
    if (!head.empty()) {
        draw.text({x, y + kNoteHead / 2 - 2}, head, Font::LabelStrong, edge, Align::Left, w);
        y += kNoteHead;
    }
    flow(draw, words, {x, y, w, box.bottom() - kNotePad + 4 - y}, note_style());
}

}  // namespace loopscope::app::panels
