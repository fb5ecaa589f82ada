// Type with the same advance for every letter: layouts that are the same on every machine. A little wider
// than the real fonts, so that what fits here fits there.
#pragma once

#include "core/stage/display_list.hpp"

namespace loopscope::app::test {

class FixedMetrics final : public stage::TextMetrics {
public:
    [[nodiscard]] static float size(stage::Font font) {
        using stage::Font;
        switch (font) {
            case Font::Body:
            case Font::BodyStrong:
            case Font::Code:
            case Font::CodeStrong: return 17;
            case Font::Label:
            case Font::LabelStrong:
            case Font::CodeSmall: return 15;
            case Font::Heading: return 21;
            case Font::Title: return 28;
            case Font::Display: return 34;
            case Font::Clock: return 27;
            default: return 13;
        }
    }
    [[nodiscard]] float width(stage::Font font, std::string_view text) const override {
        std::size_t count = 0;
        for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
        const bool mono = font == stage::Font::Code || font == stage::Font::CodeStrong ||
                          font == stage::Font::CodeSmall || font == stage::Font::CodeTiny ||
                          font == stage::Font::Clock;
        const float em = mono ? 0.61F : font == stage::Font::Caps ? 0.76F : 0.56F;
        return static_cast<float>(count) * size(font) * em;
    }
    [[nodiscard]] float line_height(stage::Font font) const override { return size(font) * 1.5F; }
};

}  // namespace loopscope::app::test
