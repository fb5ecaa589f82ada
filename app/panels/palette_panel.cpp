#include "app/panels/palette_panel.hpp"

#include "app/commands/palette.hpp"
#include "app/panels/widgets.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

// The label with its hit letters strong.
void label(Widgets& draw, const commands::Offer& offer, stage::Vec2 at, float room) {
    const std::string& text = offer.command->label;
    const auto is_hit = [&](std::size_t i) { return std::ranges::binary_search(offer.fit.places, i); };
    if (!draw.fits(Font::BodyStrong, text, room)) {
        draw.text(at, text, Font::Body, ink(Token::Text), Align::Left, room);
        return;
    }
    std::size_t from = 0;
    while (from < text.size()) {
        std::size_t to = from;
        while (to < text.size() && is_hit(to) == is_hit(from)) ++to;
        const Font font = is_hit(from) ? Font::BodyStrong : Font::Body;
        at.x += draw.text(at, std::string_view(text).substr(from, to - from), font,
                          ink(is_hit(from) ? Token::Accent : Token::Text));
        from = to;
    }
}

}  // namespace

void palette_overlay(const Scene& scene, Rect window, stage::DisplayList& list) {
    constexpr float kInput = 56, kRow = 38;
    Widgets draw(list, scene);
    draw.fill(window, 0, ink(Token::Background).faded(0.5F));
    list.add(stage::HotItem{"overlay/close", window, "", stage::Ground{true}});
    const auto found = commands::offers(scene.registry, scene.context);

    const float top = std::min(90.0F, window.h * 0.1F);
    const auto most = static_cast<std::size_t>(std::max(1.0F, (window.h - top - kInput - 40) / kRow));
    const std::size_t rows = std::min({found.size(), most, std::size_t{9}});
    const float w = std::min(560.0F, window.w - 32);
    const float h = kInput + (rows > 0 ? static_cast<float>(rows) * kRow + 16 : 48);
    const Rect card{window.x + (window.w - w) / 2, window.y + top, w, h};
    draw.panel(card, 14, ink(Token::Panel), ink(Token::Line));
    list.add(stage::HotItem{"overlay/inside", card, "", stage::Ground{true}});

    const float middle = card.y + kInput / 2;
    draw.icon(stage::Icon::Search, {card.x + 28, middle}, 18, ink(Token::TextFaint));
    const std::string& typed = scene.state.palette.text;
    float x = card.x + 52;
    if (typed.empty()) {
        draw.text({x + 4, middle}, "What would you like to do?", Font::Body, ink(Token::TextFaint),
                  Align::Left, w - 80);
    } else {
        x += draw.text({x, middle}, typed, Font::Body, ink(Token::Text), Align::Left, w - 80) + 1;
    }
    draw.fill({x, middle - 11, 1.6F, 22}, 0, ink(Token::Accent));
    draw.line({card.x, card.y + kInput}, {card.right(), card.y + kInput}, ink(Token::Hairline));
    if (rows == 0) {
        draw.text({card.x + 28, card.y + kInput + 24}, "Nothing is called like that", Font::Label,
                  ink(Token::TextFaint), Align::Left, w - 56);
        return;
    }
    const std::size_t selected = std::min(scene.state.palette.selected, found.size() - 1);
    const std::size_t first = selected < rows ? 0 : selected - rows + 1;
    for (std::size_t i = first; i < first + rows; ++i) {
        const std::string id = "palette/item/" + std::to_string(i);
        const Rect row{card.x + 8, card.y + kInput + 8 + static_cast<float>(i - first) * kRow, w - 16, kRow};
        if (i == selected || draw.hovered(id))
            draw.fill(row, 8, ink(i == selected ? Token::Raised : Token::Code));
        float right = row.right() - 14;
        if (!found[i].command->keys.empty())
            right -=
                draw.key_cap(commands::to_text(found[i].command->keys.front()), right, row.center().y) + 10;
        label(draw, found[i], {row.x + 20, row.center().y}, right - row.x - 20);
        list.add(stage::HotItem{id, row, "", stage::OfferAt{i}});
    }
}

}  // namespace loopscope::app::panels
