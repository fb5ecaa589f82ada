#include "app/paint/artist.hpp"
#include "app/ui/fonts.hpp"
#include "app/ui/imgui_compat.hpp"
#include "app/ui/text_metrics.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::paint {
namespace {

// Of a badge's size that its letter may take.
constexpr float kLetterRoom = 0.78F;
// Of the font's size that can still be read.
constexpr float kLeastLetter = 0.58F;

// How far the middle of a capital lies below the top of the line.
float cap_middle(ImFont& font) {
    const ui::compat::GlyphBox box = ui::compat::glyph_box(font, 'H');
    return (box.top + box.bottom) / 2;
}

bool has_control(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) return true;
    }
    return false;
}

}  // namespace

void Artist::write(std::string_view text, stage::Font font, Vec2 middle, stage::Align align, ImU32 ink,
                   float shrink) {
    if (text.empty()) return;
    ImFont& face = target_.fonts.at(font);
    const float size = ui::compat::font_pixels(face) * shrink;
    const float width = ui::FontMetrics{target_.fonts}.width(font, text) * target_.fonts.scale() * shrink;
    Vec2 at = middle;
    if (align == stage::Align::Center) at.x -= width / 2;
    if (align == stage::Align::Right) at.x -= width;
    at = {std::round(at.x), std::ceil(at.y - cap_middle(face) * shrink - 0.5F)};
    if (!visible(at, at + Vec2{width, size})) return;

    ImDrawList& list = brush_.list();
    if (!ui::is_caps(font)) {
        std::string clean;
        // A line break would start a second line.
        if (has_control(text)) {
            clean = text;
            for (char& c : clean) c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
            text = clean;
        }
        list.AddText(&face, size, im(at), ink, text.data(), text.data() + text.size());
        return;
    }
    float x = at.x;
    while (!text.empty()) {
        const ImWchar glyph = ui::glyph_of(ui::caps_of(ui::next_code_point(text)));
        face.RenderChar(&list, size, ImVec2(std::round(x), at.y), ink, glyph);
        x += ui::compat::advance(face, glyph) + ui::kCapsSpacing * target_.fonts.scale();
    }
}

void Artist::draw(const stage::TextItem& item) {
    write(item.text, item.font, px(item.at), item.align, color(item.ink));
}

void Artist::draw(const stage::IconItem& item) {
    const Vec2 center = px(item.center);
    const float size = px(item.size);
    const Vec2 reach{size, size};
    if (size > 0 && visible(center - reach, center + reach)) {
        draw_icon(brush_, item.icon, center, size, color(item.ink));
    }
}

void Artist::draw(const stage::BadgeItem& item) {
    const Vec2 center = px(item.center);
    const float size = px(item.size), width = std::max(1.0F, px(1.6F));
    const Vec2 reach{size, size};
    if (size <= 0 || !visible(center - reach, center + reach)) return;

    // The four shapes look equally heavy, not equally wide.
    std::vector<Vec2> outline;
    const float inset = item.solid ? 0.0F : width / 2;
    switch (item.shape) {
        case stage::BadgeShape::Disc: outline = arc_points(center, size / 2 - inset, 0, 2 * kPi); break;
        case stage::BadgeShape::Square: {
            const float half = std::round(size * 0.9F) / 2;
            const Vec2 from{std::round(center.x - half), std::round(center.y - half)};
            const Vec2 by{inset, inset};
            outline = rounded_rect(from + by, from + Vec2{2 * half, 2 * half} - by, size * 0.2F);
            break;
        }
        case stage::BadgeShape::Diamond:
            for (int i = 0; i < 4; ++i) {
                const float half = size * 0.61F - inset * 1.4F, a = kPi / 2 * static_cast<float>(i);
                const Vec2 corner = center + Vec2{std::sin(a), -std::cos(a)} * (half - size * 0.12F);
                for (const Vec2 p : arc_points(corner, size * 0.085F, a - kPi / 4, a + kPi / 4))
                    outline.push_back(p);
            }
            break;
        case stage::BadgeShape::Hexagon:
            for (int i = 0; i < 6; ++i) {
                const float a = kPi / 3 * static_cast<float>(i) + kPi / 6;
                outline.push_back(center + Vec2{std::sin(a), -std::cos(a)} * (size * 0.55F - inset));
            }
            break;
    }
    if (item.shape == stage::BadgeShape::Disc) outline.pop_back();
    const ImU32 ink = color(item.ink);
    if (item.solid) {
        brush_.fill_convex(outline, ink);
    } else {
        brush_.ribbon(outline, true, ink, width);
    }
    const stage::Font font = item.size >= 25   ? stage::Font::BodyStrong
                             : item.size >= 19 ? stage::Font::LabelStrong
                                               : stage::Font::SmallStrong;
    const ImU32 letter = item.solid ? color(stage::ink(stage::Token::OnSolid).faded(item.ink.alpha)) : ink;
    if (item.letter.empty()) return;
    // A single letter is centred by its ink, not by its advance.
    Vec2 middle = center;
    std::string_view rest = item.letter;
    const char32_t code = ui::next_code_point(rest);
    if (rest.empty()) {
        ImFont& face = target_.fonts.at(font);
        const ui::compat::GlyphBox box = ui::compat::glyph_box(face, ui::glyph_of(code));
        middle.x += (ui::compat::advance(face, ui::glyph_of(code)) - box.left - box.right) / 2;
    }
    // A number of two or three digits must stay inside; one too small to be read is left out, for the shape
    // and the hue say enough where there are hundreds.
    const float wide = ui::FontMetrics{target_.fonts}.width(font, item.letter);
    const float shrink = std::min(1.0F, item.size * kLetterRoom / std::max(wide, 1.0F));
    if (shrink >= kLeastLetter) write(item.letter, font, middle, stage::Align::Center, letter, shrink);
}

}  // namespace loopscope::app::paint
