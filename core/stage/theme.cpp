#include "core/stage/theme.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::stage {
namespace {

struct Palette {
    std::uint32_t background, panel, raised, code;
    std::uint32_t hairline, line, track;
    std::uint32_t text, text_soft, text_faint;
    std::uint32_t loop, worker, error, glow, accent, on_solid;
    std::uint32_t keyword, type, function, string, number, comment;
    std::uint32_t actors[kHueCount];  // sky, green, purple, periwinkle
};

// The actors' hues come from Okabe and Ito's set and stay apart for most colour-blind eyes. In the light
// theme loop and error do not (deuteranopia): an error always has its triangle or cross.
constexpr Palette kDark{
    .background = 0x0F1318,
    .panel = 0x171C23,
    .raised = 0x1F2630,
    .code = 0x11161C,
    .hairline = 0x262E39,
    .line = 0x3A4553,
    .track = 0x29323E,
    .text = 0xE8ECF1,
    .text_soft = 0xB4BDC9,
    .text_faint = 0x8793A3,
    .loop = 0xE8A93A,
    .worker = 0xD58BB6,
    .error = 0xF07C4A,
    .glow = 0xF6E58D,
    .accent = 0x5BB8EC,
    .on_solid = 0x0D1116,
    .keyword = 0xD58BB6,
    .type = 0xE9B872,
    .function = 0x7CC4EE,
    .string = 0x7FD1AE,
    .number = 0xF0A27C,
    .comment = 0x8290A0,
    .actors = {0x5BB8EC, 0x3CC49A, 0xD58BB6, 0xA9B0F5},
};
constexpr Palette kLight{
    .background = 0xF3F4F6,
    .panel = 0xFFFFFF,
    .raised = 0xF5F7F9,
    .code = 0xF8F9FB,
    .hairline = 0xE2E6EB,
    .line = 0xC3CAD3,
    .track = 0xE4E8ED,
    .text = 0x1B222B,
    .text_soft = 0x46515F,
    .text_faint = 0x66717F,
    .loop = 0xA86500,
    .worker = 0xA3487E,
    .error = 0xB84A00,
    .glow = 0xE69F00,
    .accent = 0x0069A8,
    .on_solid = 0xFFFFFF,
    .keyword = 0xA3487E,
    .type = 0x8F5A00,
    .function = 0x0069A8,
    .string = 0x00704F,
    .number = 0xA84A1E,
    .comment = 0x66717F,
    .actors = {0x0069A8, 0x007A58, 0xA3487E, 0x5650B8},
};

std::uint32_t hex(const Palette& p, Ink ink) {
    switch (ink.token) {
        case Token::Background: return p.background;
        case Token::Panel: return p.panel;
        case Token::Raised: return p.raised;
        case Token::Code: return p.code;
        case Token::Hairline: return p.hairline;
        case Token::Line: return p.line;
        case Token::Track: return p.track;
        case Token::Text: return p.text;
        case Token::TextSoft: return p.text_soft;
        case Token::TextFaint: return p.text_faint;
        case Token::Loop: return p.loop;
        case Token::Worker: return p.worker;
        case Token::Error: return p.error;
        case Token::Glow: return p.glow;
        case Token::Actor: return p.actors[ink.actor % kHueCount];
        case Token::Accent: return p.accent;
        case Token::OnSolid: return p.on_solid;
        case Token::Keyword: return p.keyword;
        case Token::Type: return p.type;
        case Token::Function: return p.function;
        case Token::String: return p.string;
        case Token::Number: return p.number;
        case Token::Comment: return p.comment;
    }
    return p.text;
}

Rgba from_hex(std::uint32_t rgb) {
    const auto channel = [rgb](unsigned shift) {
        return static_cast<float>((rgb >> shift) & 0xFFU) / 255.0F;
    };
    return {channel(16), channel(8), channel(0), 1.0F};
}

float mix(float from, float to, float k) {
    return from + (to - from) * k;
}

double luminance(Rgba c) {
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

const Theme& Theme::get(ThemeName name) {
    static const Theme dark{ThemeName::Dark};
    static const Theme light{ThemeName::Light};
    return name == ThemeName::Dark ? dark : light;
}

Rgba Theme::color(Ink ink) const {
    const Palette& palette = dark() ? kDark : kLight;
    const Rgba pure = from_hex(hex(palette, ink));
    const Rgba panel = from_hex(palette.panel);
    const float k = std::clamp(ink.strength, 0.0F, 1.0F);
    return {mix(panel.r, pure.r, k), mix(panel.g, pure.g, k), mix(panel.b, pure.b, k),
            std::clamp(ink.alpha, 0.0F, 1.0F)};
}

double contrast(Rgba a, Rgba b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace loopscope::stage
