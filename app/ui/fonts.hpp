// The fonts of the display list, rasterised for one scale into one atlas.
#pragma once

#include "core/base/result.hpp"
#include "core/stage/display_list.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct ImFont;
struct ImFontAtlas;

namespace loopscope::app::ui {

// What a font of the display list measures at scale 1; needs no font files.
float design_pixels(stage::Font font);
float design_line_height(stage::Font font);

// Caps are drawn in capitals and letter by letter, this far apart.
inline constexpr float kCapsSpacing = 1.1F;
inline bool is_caps(stage::Font font) {
    return font == stage::Font::Caps;
}
inline char32_t caps_of(char32_t c) {
    return c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c;
}

// Takes one code point off the front of UTF-8 `text`, which must not be empty; what is broken gives U+FFFD.
char32_t next_code_point(std::string_view& text);
// What is drawn for it: control characters are blanks, what lies beyond the fonts' 16 bits is U+FFFD.
constexpr unsigned short glyph_of(char32_t code) {
    return code < 0x20 ? 0x20 : code > 0xFFFF ? 0xFFFD : static_cast<unsigned short>(code);
}

class Fonts {
public:
    // `folder` holds the font files.
    static Result<std::unique_ptr<Fonts>> load(const std::string& folder, float scale);
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    // Rasterises anew; every ImFont got before is gone. The picture made with the old atlas must be thrown
    // away.
    Result<float> set_scale(float scale);

    [[nodiscard]] float scale() const { return scale_; }
    [[nodiscard]] ImFont& at(stage::Font font) const { return *fonts_[static_cast<std::size_t>(font)]; }
    [[nodiscard]] ImFontAtlas& atlas() const { return *atlas_; }

private:
    Fonts(std::string folder, float scale);

    std::string folder_;
    float scale_;
    std::unique_ptr<ImFontAtlas> atlas_;
    std::array<ImFont*, stage::kFontCount> fonts_{};
};

}  // namespace loopscope::app::ui
