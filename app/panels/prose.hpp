// Markdown set in lines, paragraph below paragraph. A building block of several panels.
#pragma once

#include "app/panels/text_flow.hpp"

#include <string_view>

namespace loopscope::app::panels {

// Height that `markdown` takes at this width.
float prose_height(const stage::TextMetrics& metrics, std::string_view markdown, float width,
                   const FlowStyle& style);
// Sets it from the top left of `at` downwards, however far that is. Returns the height used.
float prose(slides::Pen& pen, std::string_view markdown, stage::Vec2 at, float width, const FlowStyle& style);

// A short one as one run of words, its paragraphs joined.
std::vector<StyledText> words_of(std::string_view markdown);

}  // namespace loopscope::app::panels
