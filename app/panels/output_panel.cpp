#include "app/panels/output_panel.hpp"

#include "app/panels/widgets.hpp"
#include "core/slides/actors.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::panels {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

namespace {

constexpr const char* kSave = "output/save";

// Where it can be done.
void save_link(Widgets& draw, stage::Vec2 right) {
    if (!draw.enabled(kSave)) return;
    const bool lit = draw.hovered(kSave);
    const float taken =
        draw.text(right, "Save", Font::Small, ink(lit ? Token::Text : Token::TextSoft), Align::Right, 80);
    const Rect box{right.x - taken - 6, right.y - 11, taken + 12, 22};
    if (lit) draw.line({right.x - taken, right.y + 9}, right + stage::Vec2{0, 9}, ink(Token::TextSoft), 1);
    draw.hot(kSave, box);
}

}  // namespace

void output_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    constexpr float kHead = 38, kLine = 25;
    Widgets draw(list, scene);
    draw.panel(box, 12, ink(Token::Code), ink(Token::Hairline));
    if (box.h < kHead) return;
    const auto& timeline = scene.session.shown_timeline();
    const auto& state = timeline.state_at(scene.session.shown_playhead().position);
    const std::size_t count = state.outputs;

    const float head = box.y + kHead / 2;
    draw.caps({box.x + 18, head}, "OUTPUT", box.w / 2);
    if (count > 0) {
        const std::string lines = std::to_string(count) + (count == 1 ? " line" : " lines");
        const float taken = draw.text({box.right() - 16, head}, lines, Font::Small, ink(Token::TextFaint),
                                      Align::Right, box.w / 2 - 40);
        save_link(draw, {box.right() - 16 - taken - 14, head});
    }
    const Rect body{box.x + 18, box.y + kHead, box.w - 34, box.h - kHead - 8};
    const auto room = static_cast<std::size_t>(std::max(0.0F, body.h / kLine));
    if (room == 0) return;
    if (count == 0) {
        draw.text({body.x, body.y + kLine / 2}, "nothing printed yet", Font::Label, ink(Token::TextFaint),
                  Align::Left, body.w);
        return;
    }
    list.add(stage::HotItem{"scroll/output", body, "", stage::Ground{true}});
    const std::size_t most = count > room ? count - room : 0;
    const auto up = static_cast<std::size_t>(
        std::clamp(std::round(scene.state.output_scroll), 0.0F, static_cast<float>(most)));
    const std::size_t first = most - up;
    for (std::size_t i = first; i < count && i < first + room; ++i) {
        const timeline::OutputLine line = timeline.output(i);
        const float middle = body.y + (static_cast<float>(i - first) + 0.5F) * kLine;
        const bool newest = i + 1 == count;
        float x = body.x;
        if (line.task != 0) {
            list.add(slides::badge_of(state, timeline.tables(), line.task, {x + 9, middle}, 18, true));
            x += 28;
        }
        const float taken = draw.text({body.right(), middle}, seconds_text(line.time), Font::CodeTiny,
                                      ink(Token::TextFaint), Align::Right, body.w * 0.4F);
        draw.text({x, middle}, timeline.tables().string(line.text), Font::CodeSmall,
                  ink(newest ? Token::Text : Token::TextSoft), Align::Left, body.right() - taken - 12 - x);
    }
}

}  // namespace loopscope::app::panels
