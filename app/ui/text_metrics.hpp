// How wide texts are in the fonts that the window really draws with, in design pixels.
#pragma once

#include "core/stage/display_list.hpp"

namespace loopscope::app::ui {

class Fonts;

// Reads the advance tables of `fonts`, which must outlive it; follows a change of their scale.
class FontMetrics final : public stage::TextMetrics {
public:
    explicit FontMetrics(const Fonts& fonts) : fonts_(fonts) {}
    [[nodiscard]] float width(stage::Font font, std::string_view text) const override;
    [[nodiscard]] float line_height(stage::Font font) const override;

private:
    const Fonts& fonts_;
};

}  // namespace loopscope::app::ui
