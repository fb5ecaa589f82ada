#include "app/panels/presenter_panel.hpp"

#include "app/panels/question_parts.hpp"
#include "app/panels/sentence.hpp"
#include "app/panels/widgets.hpp"

#include <algorithm>
#include <cstdio>

namespace loopscope::app::panels {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

namespace {

FlowStyle title_style() {
    FlowStyle style;
    style.strong = Font::Display;
    style.line = 44;
    return style;
}

}  // namespace

float presenter_title_height(const Scene& scene, float width) {
    if (!scene.session.exhibit()) return 0;
    const StyledText words[] = {{std::string(scene.session.exhibit()->title()), WordStyle::Strong}};
    const FlowStyle style = title_style();
    return std::min(2 * style.line, flow_height(scene.metrics, words, width - 8, style)) + 20;
}

void presenter_title(const Scene& scene, Rect box, stage::DisplayList& list) {
    if (!scene.session.exhibit()) return;
    Widgets draw(list, scene);
    const StyledText words[] = {{std::string(scene.session.exhibit()->title()), WordStyle::Strong}};
    const FlowStyle style = title_style();
    flow(draw, words, {box.x + 4, box.y + 4, box.w - 8, box.h - 12}, style);
}

void presenter_sentence(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.panel(box, 10, ink(Token::Raised), ink(Token::Hairline));
    draw.fill({box.x, box.y, 4, box.h}, 0, ink(Token::Accent));
    auto words = sentence(scene.session);
    if (const quiz::Quiz* quiz = quiz_of(scene); quiz && quiz->question())
        words = styled(quiz->verdict() ? quiz->verdict()->reason : quiz->question()->situation);
    if (words.empty())
        words.push_back(
            {"Press Space to let the program run, or step with the arrow keys", WordStyle::Regular});
    FlowStyle style;
    // No smaller type on a projector.
    style.code = Font::CodeSmall;
    style.line = 27;
    const Rect inside = box.inset(22, 10);
    const float h = std::min(inside.h, flow_height(scene.metrics, words, inside.w, style));
    flow(draw, words, {inside.x, inside.center().y - h / 2, inside.w, inside.h}, style);
}

namespace {

// How long the class has been at it, right-aligned. Returns the width.
float timer(Widgets& draw, stage::Vec2 right) {
    const AppState& state = draw.scene().state;
    const double passed = state.timer_since < 0 ? 0 : std::max(0.0, state.timer_now - state.timer_since);
    const auto seconds = static_cast<long>(passed);
    char text[32];
    if (seconds < 3600) {
        std::snprintf(text, sizeof text, "%ld:%02ld", seconds / 60, seconds % 60);
    } else {
        std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    const float w = std::max(draw.width(Font::CodeSmall, "00:00"), draw.width(Font::CodeSmall, text));
    draw.text(right, text, Font::CodeSmall, ink(Token::TextSoft), Align::Right);
    draw.icon(stage::Icon::Clock, {right.x - w - 14, right.y}, 17, ink(Token::TextSoft));
    return w + 24;
}

}  // namespace

void presenter_progress(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    const auto& timeline = scene.session.shown_timeline();
    const slides::Playhead head = scene.session.shown_playhead();
    const std::size_t beats = timeline.beat_count();
    const std::size_t step = timeline.beats_up_to(head.position);
    std::string words = "step " + std::to_string(step);
    // How many there will be is known only once the program has ended.
    if (scene.session.ended() && beats > 0) words += " of " + std::to_string(beats);

    const float middle = box.center().y;
    draw.text({box.x + 4, middle}, words, Font::Label, ink(Token::TextSoft), Align::Left, box.w * 0.3F);
    const float time = draw.text({box.right() - 4, middle}, seconds_text(head.time), Font::CodeSmall,
                                 ink(Token::TextSoft), Align::Right, box.w * 0.3F);
    const float from = box.x + draw.width(Font::Label, "step 0000 of 0000") + 22;
    float to = box.right() - 4 - std::max(time, draw.width(Font::CodeSmall, "000.000 s")) - 26;
    if (scene.state.timer_shown) to -= timer(draw, {to, middle}) + 26;
    if (to - from < 40) return;
    const float w = to - from;
    const float share = beats == 0 ? 0 : static_cast<float>(step) / static_cast<float>(beats);
    draw.fill({from, middle - 2, w, 4}, 2, ink(Token::Track));
    draw.fill({from, middle - 2, w * share, 4}, 2, ink(Token::Accent));
    if (beats > 0 && w / static_cast<float>(beats) >= 6) {
        for (std::size_t i = 1; i < beats; ++i) {
            const float x = from + w * static_cast<float>(i) / static_cast<float>(beats);
            draw.fill({x - 1, middle - 3, 2, 6}, 0, ink(Token::Background));
        }
    }
    list.add(stage::DiscItem{{from + w * share, middle}, 6, ink(Token::Accent), true, 0});
    draw.hot("scrub/beats", {from, middle - 14, w, 28}, "Drag to look at another moment",
             stage::Axis{stage::Axis::Of::Beats});
}

}  // namespace loopscope::app::panels
