// Lesson texts: a small part of Markdown (paragraphs, lists, **strong**, `code`) as styled words.
#pragma once

#include "app/panels/text_flow.hpp"

#include <string_view>
#include <vector>

namespace loopscope::app::panels {

struct Paragraph {
    std::vector<StyledText> runs;
    bool bullet = false;

    friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

// What is not known (tables, pictures) comes out as its plain text.
std::vector<Paragraph> parse_markdown(std::string_view text);

}  // namespace loopscope::app::panels
