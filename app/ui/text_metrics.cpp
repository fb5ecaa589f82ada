#include "app/ui/text_metrics.hpp"

#include "app/ui/fonts.hpp"
#include "app/ui/imgui_compat.hpp"

namespace loopscope::app::ui {

float FontMetrics::width(stage::Font font, std::string_view text) const {
    if (text.empty()) return 0;
    ImFont& face = fonts_.at(font);
    const bool caps = is_caps(font);
    float pixels = 0;
    while (!text.empty()) {
        const char32_t code = next_code_point(text);
        pixels += compat::advance(face, glyph_of(caps ? caps_of(code) : code));
        if (caps && !text.empty()) pixels += kCapsSpacing * fonts_.scale();
    }
    return pixels / fonts_.scale();
}

float FontMetrics::line_height(stage::Font font) const {
    return design_line_height(font);
}

}  // namespace loopscope::app::ui
