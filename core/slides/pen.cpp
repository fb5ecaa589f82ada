#include "core/slides/pen.hpp"

#include "core/stage/fit.hpp"

#include <utility>

namespace loopscope::slides {

using stage::ink;
using stage::Token;

std::string and_more(std::size_t count, std::string_view words) {
    std::string text(1, '+');
    text += std::to_string(count);
    text += words;
    return text;
}

float Pen::text(stage::Vec2 at, std::string_view text, stage::Font font, stage::Ink color, stage::Align align,
                float room) {
    if (text.empty() || room <= 0) return 0;
    std::string fitted = room >= kAnyRoom ? std::string(text) : stage::fit(metrics_, font, text, room);
    if (fitted.empty()) return 0;
    const float drawn = metrics_.width(font, fitted);
    if (room < kAnyRoom && drawn > room + 0.5F) return 0;
    list_.add(stage::TextItem{at, std::move(fitted), font, color, align});
    return drawn;
}

bool Pen::fits(stage::Font font, std::string_view text, float room) const {
    return metrics_.width(font, text) <= room;
}

void Pen::card(stage::Rect box) {
    panel(box, 12, ink(Token::Panel), ink(Token::Hairline));
}

void Pen::caps(stage::Vec2 at, std::string_view words, float room) {
    text(at, words, stage::Font::Caps, ink(Token::TextFaint), stage::Align::Left, room);
}

void Pen::line(stage::Vec2 a, stage::Vec2 b, stage::Ink color, float width, stage::Dash dash) {
    list_.add(stage::LineItem{a, b, color, width, dash});
}

void Pen::fill(stage::Rect box, float radius, stage::Ink color) {
    stage::BoxItem item;
    item.box = box;
    item.radius = radius;
    item.fill = color;
    list_.add(item);
}

void Pen::outline(stage::Rect box, float radius, stage::Ink color, float width, stage::Dash dash) {
    stage::BoxItem item;
    item.box = box;
    item.radius = radius;
    item.border = color;
    item.border_width = width;
    item.filled = false;
    item.bordered = true;
    item.dash = dash;
    list_.add(item);
}

void Pen::panel(stage::Rect box, float radius, stage::Ink fill, stage::Ink border, float width) {
    stage::BoxItem item;
    item.box = box;
    item.radius = radius;
    item.fill = fill;
    item.border = border;
    item.border_width = width;
    item.bordered = true;
    list_.add(item);
}

void Pen::icon(stage::Icon icon, stage::Vec2 center, float size, stage::Ink color) {
    list_.add(stage::IconItem{icon, center, size, color});
}

void Pen::number(stage::Vec2 center, int number) {
    list_.add(stage::DiscItem{center, 9.5F, ink(Token::Text), true, 0});
    text(center, std::to_string(number), stage::Font::SmallStrong, ink(Token::Panel), stage::Align::Center);
}

}  // namespace loopscope::slides
