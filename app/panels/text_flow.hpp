// Words set in lines: regular, strong and code mixed, wrapped at spaces, but never between a number and its
// unit.
#pragma once

#include "core/slides/pen.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace loopscope::app::panels {

enum class WordStyle : std::uint8_t { Regular, Strong, Code };

struct StyledText {
    std::string text;
    WordStyle style = WordStyle::Regular;

    friend bool operator==(const StyledText&, const StyledText&) = default;
};

struct FlowStyle {
    stage::Font regular = stage::Font::Body, strong = stage::Font::BodyStrong, code = stage::Font::CodeTiny;
    stage::Token color = stage::Token::TextSoft, strong_color = stage::Token::Text;
    // From one line to the next.
    float line = 26;
};

// Height that `runs` take at this width.
float flow_height(const stage::TextMetrics& metrics, std::span<const StyledText> runs, float width,
                  const FlowStyle& style);

// Sets `runs` from the top left of `box`, as many lines as fit its height; the last one ends with an ellipsis
// where there is more to say. Returns the height used.
float flow(slides::Pen& pen, std::span<const StyledText> runs, stage::Rect box, const FlowStyle& style);

}  // namespace loopscope::app::panels
