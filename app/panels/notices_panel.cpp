#include "app/panels/notices_panel.hpp"

#include "app/panels/text_flow.hpp"
#include "app/panels/widgets.hpp"

#include <algorithm>

namespace loopscope::app::panels {

using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

void notices(const Scene& scene, Rect window, float floor, stage::DisplayList& list) {
    Widgets draw(list, scene);
    FlowStyle style;
    style.regular = Font::Label;
    style.line = 22;
    style.color = Token::Text;
    const float w = std::min(520.0F, window.w - 48);
    float bottom = floor - 12;
    for (std::size_t i = scene.state.notices.size(); i-- > 0;) {
        const Notice& notice = scene.state.notices[i];
        const StyledText words[] = {{notice.text, WordStyle::Regular}};
        const float h = std::min(88.0F, flow_height(scene.metrics, words, w - 88, style)) + 24;
        if (bottom - h < window.y + 8) return;
        const Rect card{window.x + (window.w - w) / 2, bottom - h, w, h};
        const auto hue = ink(notice.trouble ? Token::Error : Token::Accent);
        draw.panel(card, 10, ink(Token::Raised), ink(Token::Line));
        draw.icon(notice.trouble ? stage::Icon::Warning : stage::Icon::Tick, {card.x + 26, card.center().y},
                  18, hue);
        flow(draw, words, {card.x + 48, card.y + 12, w - 88, h - 24}, style);
        draw.icon(stage::Icon::Cross, {card.right() - 22, card.center().y}, 12, ink(Token::TextFaint));
        draw.hot("notice/" + std::to_string(i), card, "Close", stage::NoticeAt{i});
        bottom -= h + 8;
    }
}

void tooltip(const Scene& scene, Rect window, const stage::HotItem& item, stage::DisplayList& list) {
    Widgets draw(list, scene);
    const float w = std::min(window.w - 16, draw.width(Font::Small, item.tip) + 22);
    constexpr float kHeight = 30, kAway = 8;
    const float x =
        std::clamp(item.box.center().x - w / 2, window.x + 8, std::max(window.x + 8, window.right() - w - 8));
    const bool below = item.box.bottom() + kAway + kHeight < window.bottom();
    const float y = below ? item.box.bottom() + kAway : item.box.y - kAway - kHeight;
    const Rect box{x, std::max(window.y, y), w, kHeight};
    draw.panel(box, 7, ink(Token::Raised), ink(Token::Line));
    draw.text(box.center(), item.tip, Font::Small, ink(Token::Text), stage::Align::Center, w - 16);
}

}  // namespace loopscope::app::panels
