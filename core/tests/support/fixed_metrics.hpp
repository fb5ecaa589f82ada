// Text measures that are the same on every machine: each letter is as wide as any other.
#pragma once

#include "core/stage/display_list.hpp"

#include <array>
#include <string_view>

namespace loopscope::test {

class FixedMetrics final : public stage::TextMetrics {
public:
    [[nodiscard]] float width(stage::Font font, std::string_view text) const override {
        int letters = 0;
        for (const char c : text) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
        return static_cast<float>(letters) * size(font) * (is_code(font) ? 0.6F : 0.52F);
    }
    [[nodiscard]] float line_height(stage::Font font) const override { return size(font) * 1.5F; }

private:
    static float size(stage::Font font) {
        constexpr std::array<float, stage::kFontCount> kSizes{17, 17, 15, 15, 13, 13, 13, 21,
                                                              28, 34, 17, 17, 15, 13, 27};
        return kSizes[static_cast<std::size_t>(font)];
    }
    static bool is_code(stage::Font font) { return font >= stage::Font::Code; }
};

inline const FixedMetrics& metrics() {
    static const FixedMetrics all;
    return all;
}

}  // namespace loopscope::test
