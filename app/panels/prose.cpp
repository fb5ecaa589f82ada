#include "app/panels/prose.hpp"

#include "app/panels/markdown.hpp"

namespace loopscope::app::panels {
namespace {

constexpr float kBetween = 8, kIndent = 18;

float set(const stage::TextMetrics& metrics, slides::Pen* pen, std::string_view markdown, stage::Vec2 at,
          float width, const FlowStyle& style) {
    float y = at.y;
    for (const Paragraph& paragraph : parse_markdown(markdown)) {
        const float indent = paragraph.bullet ? kIndent : 0;
        const float h = flow_height(metrics, paragraph.runs, width - indent, style);
        if (pen != nullptr) {
            if (paragraph.bullet)
                pen->list().add(stage::DiscItem{
                    {at.x + 5, y + style.line / 2}, 2.5F, stage::ink(stage::Token::TextFaint), true, 0});
            flow(*pen, paragraph.runs, {at.x + indent, y, width - indent, h}, style);
        }
        y += h + kBetween;
    }
    return y - at.y;
}

}  // namespace

float prose_height(const stage::TextMetrics& metrics, std::string_view markdown, float width,
                   const FlowStyle& style) {
    return set(metrics, nullptr, markdown, {}, width, style);
}

float prose(slides::Pen& pen, std::string_view markdown, stage::Vec2 at, float width,
            const FlowStyle& style) {
    return set(pen.metrics(), &pen, markdown, at, width, style);
}

std::vector<StyledText> words_of(std::string_view markdown) {
    std::vector<StyledText> runs;
    for (Paragraph& paragraph : parse_markdown(markdown)) {
        if (!runs.empty()) runs.push_back({" ", WordStyle::Regular});
        runs.insert(runs.end(), paragraph.runs.begin(), paragraph.runs.end());
    }
    return runs;
}

}  // namespace loopscope::app::panels
