#include "app/panels/memory_panel.hpp"

#include "app/panels/text_flow.hpp"
#include "app/panels/widgets.hpp"

#include <algorithm>
#include <cstdio>

namespace loopscope::app::panels {
namespace {

using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

std::string gigabytes(std::size_t bytes) {
    char text[32];
    const double gigabytes = static_cast<double>(bytes) * 1e-9;
    std::snprintf(text, sizeof text, gigabytes < 0.1 ? "%.3f GB" : "%.1f GB", gigabytes);
    return text;
}

}  // namespace

float memory_card(const Scene& scene, Rect window, float floor, stage::DisplayList& list) {
    struct Choice {
        const char *id, *words;
    };
    constexpr Choice kChoices[] = {
        {"memory/go-on", "Go on"}, {"memory/forget", "Forget the oldest"}, {"memory/stop", "Stop"}};
    Widgets draw(list, scene);
    FlowStyle style;
    style.regular = Font::Label;
    style.line = 22;
    style.color = Token::Text;
    const StyledText words[] = {{"This run has filled the " + gigabytes(scene.session.budget().most()) +
                                     " of memory set aside for it, so the program stands still.",
                                 WordStyle::Regular}};
    float buttons = 0;
    for (const Choice& choice : kChoices) buttons += draw.chip_width(choice.words) + 8;
    const float w = std::min(640.0F, window.w - 48), text = w - 48 - 16 - buttons;
    const float h = std::max(30.0F, std::min(88.0F, flow_height(scene.metrics, words, text, style))) + 24;
    const Rect card{window.x + (window.w - w) / 2, floor - 12 - h, w, h};
    draw.panel(card, 10, ink(Token::Raised), ink(Token::Line));
    draw.hot("overlay/inside", card, {}, stage::Ground{true});
    draw.icon(stage::Icon::Warning, {card.x + 26, card.center().y}, 18, ink(Token::Error));
    flow(draw, words, {card.x + 48, card.y + 12, text, h - 24}, style);
    float x = card.right() - 8 - buttons;
    for (const Choice& choice : kChoices) {
        const float wide = draw.chip_width(choice.words);
        draw.chip(choice.id, {x, card.center().y - 15, wide, 30}, choice.words, false);
        x += wide + 8;
    }
    return card.y;
}

}  // namespace loopscope::app::panels
