#include "app/panels/widgets.hpp"

#include <cstdio>
#include <utility>

namespace loopscope::app::panels {

using stage::Align;
using stage::Font;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;

namespace {

constexpr float kSegmentIcon = 18;

}  // namespace

void Widgets::hot(std::string_view id, Rect box, std::string tip, stage::Target target) {
    const commands::Command* command = scene_.registry.find(id);
    if (command && tip.empty()) tip = command->tip();
    list().add(stage::HotItem{std::string(id), box, std::move(tip), target});
}

bool Widgets::enabled(std::string_view id) const {
    const commands::Command* command = scene_.registry.find(id);
    return !command || command->is_enabled(scene_.context);
}

bool Widgets::active(std::string_view id) const {
    const commands::Command* command = scene_.registry.find(id);
    return command && command->is_active(scene_.context);
}

void Widgets::round_button(std::string_view id, stage::Vec2 center, float radius, stage::Icon shape,
                           bool primary) {
    const bool on = enabled(id);
    const bool lit = on && (hovered(id) || pressed(id));
    const Rect box{center.x - radius, center.y - radius, 2 * radius, 2 * radius};
    if (primary && on) {
        fill(box, radius, ink(Token::Accent).mixed(lit ? 0.86F : 1.0F));
        icon(shape, center, radius * 0.9F, ink(Token::OnSolid));
    } else {
        panel(box, radius, ink(lit ? Token::Raised : Token::Panel), ink(lit ? Token::Line : Token::Hairline));
        icon(shape, center, radius * 0.94F, ink(on ? Token::Text : Token::TextFaint));
    }
    hot(id, box);
}

void Widgets::icon_button(std::string_view id, stage::Vec2 center, float size, stage::Icon shape) {
    const Rect box{center.x - size / 2, center.y - size / 2, size, size};
    const bool lit = hovered(id) || pressed(id) || active(id);
    if (lit) panel(box, 8, ink(Token::Raised), ink(Token::Hairline));
    icon(shape, center, size * 0.53F, ink(lit ? Token::Text : Token::TextSoft));
    hot(id, box);
}

float Widgets::chip_width(std::string_view text) const {
    return width(Font::LabelStrong, text) + 24;
}

void Widgets::chip(std::string_view id, Rect box, std::string_view words, bool is_active) {
    const bool on = enabled(id);
    const bool lit = on && (hovered(id) || pressed(id));
    const Ink border = is_active ? ink(Token::Accent) : ink(lit ? Token::Line : Token::Hairline);
    panel(box, box.h / 2,
          is_active ? ink(Token::Accent).mixed(0.16F) : ink(lit ? Token::Raised : Token::Panel), border,
          is_active ? 1.5F : 1.0F);
    const Ink color = ink(!on ? Token::TextFaint : is_active || lit ? Token::Text : Token::TextSoft);
    text(box.center(), words, is_active ? Font::LabelStrong : Font::Label, color, Align::Center, box.w - 16);
    hot(id, box);
}

float Widgets::segments_width(std::span<const Segment> items) const {
    float total = 6;
    for (const Segment& item : items) total += segment_width(item);
    return total;
}

float Widgets::segment_width(const Segment& item) const {
    return (item.text.empty() ? kSegmentIcon : width(Font::LabelStrong, item.text)) + 22;
}

void Widgets::segments(Rect box, std::span<const Segment> items) {
    panel(box, 9, ink(Token::Background), ink(Token::Hairline));
    const float spare =
        items.empty() ? 0 : (box.w - segments_width(items)) / static_cast<float>(items.size());
    float x = box.x + 3;
    for (const Segment& item : items) {
        const Rect part{x, box.y + 3, segment_width(item) + spare, box.h - 6};
        const bool is_active = active(item.id), on = enabled(item.id);
        const bool lit = on && (hovered(item.id) || pressed(item.id));
        if (is_active) panel(part, 7, ink(Token::Raised), ink(Token::Line));
        const Ink color = ink(!on && !is_active  ? Token::TextFaint
                              : is_active || lit ? Token::Text
                                                 : Token::TextSoft);
        if (item.text.empty()) {
            icon(item.icon, part.center(), kSegmentIcon, color);
        } else {
            text(part.center(), item.text, is_active ? Font::LabelStrong : Font::Label, color, Align::Center,
                 part.w - 8);
        }
        hot(item.id, {part.x, box.y, part.w, box.h});
        x += part.w;
    }
}

float Widgets::key_cap(std::string_view words, float right, float middle) {
    const float w = width(Font::CodeTiny, words) + 14;
    const Rect box{right - w, middle - 11, w, 22};
    panel(box, 6, ink(Token::Background), ink(Token::Line));
    text(box.center(), words, Font::CodeTiny, ink(Token::TextSoft), Align::Center);
    return w;
}

std::string seconds_text(std::int64_t nanos, int decimals) {
    char text[48];
    std::snprintf(text, sizeof text, "%.*f s", decimals, static_cast<double>(nanos) * 1e-9);
    return text;
}

std::size_t length_utf8(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

std::size_t byte_of(std::string_view text, std::size_t n) {
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
        if (n == 0) return i;
        --n;
    }
    return text.size();
}

}  // namespace loopscope::app::panels
