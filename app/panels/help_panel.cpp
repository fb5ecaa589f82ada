#include "app/panels/help_panel.hpp"

#include "app/panels/widgets.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kHelpRow = 30, kHelpHeading = 36;

// Headings and commands, in the order of declaration.
struct Entry {
    std::string heading;
    const commands::Command* command = nullptr;
};

std::vector<Entry> entries(const Scene& scene) {
    std::vector<Entry> result;
    std::vector<std::string> groups;
    for (const auto& command : scene.registry.all()) {
        if (!command.in_help || command.keys.empty()) continue;
        if (std::ranges::find(groups, command.group) == groups.end()) groups.push_back(command.group);
    }
    for (const std::string& group : groups) {
        result.push_back({group, nullptr});
        for (const auto& command : scene.registry.all()) {
            if (command.group == group && command.in_help && !command.keys.empty())
                result.push_back({"", &command});
        }
    }
    return result;
}

void entry(Widgets& draw, const Entry& e, Rect box) {
    const float middle = box.center().y;
    if (!e.command) {
        std::string caps = e.heading;
        std::ranges::transform(caps, caps.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        draw.caps({box.x, middle + 2}, caps, box.w);
        return;
    }
    float right = box.right();
    // The same key may lie in two places: '+' does.
    std::vector<std::string> caps;
    for (const commands::Chord& chord : e.command->keys) {
        std::string text = commands::to_text(chord);
        if (caps.size() < 2 && std::ranges::find(caps, text) == caps.end()) caps.push_back(std::move(text));
    }
    for (std::size_t i = caps.size(); i-- > 0;) right -= draw.key_cap(caps[i], right, middle) + 6;
    draw.text({box.x, middle}, e.command->label, Font::Label, ink(Token::TextSoft), Align::Left,
              right - 8 - box.x);
}

}  // namespace

void help_overlay(const Scene& scene, Rect window, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.fill(window, 0, ink(Token::Background).faded(0.72F));
    list.add(stage::HotItem{"overlay/close", window, "", stage::Ground{true}});

    const auto all = entries(scene);
    float full = 0;
    for (const Entry& e : all) full += e.command ? kHelpRow : kHelpHeading;
    const int columns = window.w >= 900 ? 2 : 1;
    const float w = std::min(window.w - 32, columns == 2 ? 860.0F : 440.0F);
    const float wanted = 84 + full / static_cast<float>(columns) + kHelpHeading + 40;
    const float h = std::min(window.h - 32, wanted);
    const Rect card{window.x + (window.w - w) / 2, window.y + (window.h - h) / 2, w, h};
    draw.panel(card, 14, ink(Token::Panel), ink(Token::Line));
    list.add(stage::HotItem{"overlay/inside", card, "", stage::Ground{true}});
    draw.text({card.x + 28, card.y + 40}, "Keys", Font::Heading, ink(Token::Text), Align::Left, w / 2);
    draw.icon_button("help/toggle", {card.right() - 34, card.y + 38}, 34, stage::Icon::Cross);

    const float gap = 48, bottom = card.bottom() - 40;
    const float column = (w - 56 - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float x = card.x + 28, y = card.y + 68;
    const float half = full / static_cast<float>(columns);
    float used = 0;
    for (const Entry& e : all) {
        const float row = e.command ? kHelpRow : kHelpHeading;
        // A new column begins with a heading where half of it all is done, or wherever the card is full.
        if ((y + row > bottom || (!e.command && columns == 2 && used > half * 0.8F)) &&
            x + column + gap < card.right() - 28) {
            x += column + gap;
            y = card.y + 68;
            used = 0;
        }
        if (y + row > bottom) break;
        entry(draw, e, {x, y, column, row});
        y += row;
        used += row;
    }
    draw.text({card.x + 28, card.bottom() - 22}, "Everything else is in the palette: Ctrl+K", Font::Small,
              ink(Token::TextFaint), Align::Left, w - 56);
}

}  // namespace loopscope::app::panels
