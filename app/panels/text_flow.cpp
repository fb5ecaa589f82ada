#include "app/panels/text_flow.hpp"

#include "core/stage/breaks.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::app::panels {
namespace {

constexpr float kChipPadding = 5;
constexpr float kHang = 10;

struct Piece {
    std::string text;
    WordStyle style = WordStyle::Regular;
    // Of the chip, for code.
    float x = 0, width = 0;
};
using Line = std::vector<Piece>;

class Setter {
public:
    Setter(const stage::TextMetrics& metrics, float width, const FlowStyle& style)
        : metrics_(metrics), width_(width), style_(style) {}

    std::vector<Line> set(std::span<const StyledText> runs) {
        bool space = false;
        for (const StyledText& run : runs) {
            std::size_t at = 0;
            while (at < run.text.size()) {
                if (run.text[at] == ' ' || run.text[at] == '\n') {
                    space = true;
                    ++at;
                    continue;
                }
                // Code stays on one line where it can.
                const std::size_t end =
                    run.style == WordStyle::Code ? run.text.size() : stage::word_end(run.text, at);
                word(run.text.substr(at, end - at), run.style, space);
                space = false;
                at = end;
            }
        }
        if (!line_.empty()) lines_.push_back(std::move(line_));
        return std::move(lines_);
    }

    [[nodiscard]] stage::Font font(WordStyle style) const {
        switch (style) {
            case WordStyle::Strong: return style_.strong;
            case WordStyle::Code: return style_.code;
            case WordStyle::Regular: break;
        }
        return style_.regular;
    }

private:
    [[nodiscard]] float measure(std::string_view text, WordStyle style) const {
        return metrics_.width(font(style), text) + (style == WordStyle::Code ? 2 * kChipPadding : 0);
    }

    void word(std::string text, WordStyle style, bool space) {
        const float w = measure(text, style);
        float gap = space && !line_.empty() ? metrics_.width(style_.regular, " ") : 0;
        // A full stop behind a code chip never begins a line.
        const bool hangs = !space && w < kHang;
        if (!line_.empty() && !hangs && x_ + gap + w > width_) {
            lines_.push_back(std::exchange(line_, {}));
            x_ = gap = 0;
        }
        if (gap > 0 && line_.back().style == style && style != WordStyle::Code) {
            Piece& last = line_.back();
            last.text += " " + text;
            last.width = measure(last.text, style);
            x_ = last.x + last.width;
            return;
        }
        if (gap == 0 && !line_.empty() && line_.back().style == style && style != WordStyle::Code) {
            line_.back().text += text;
            line_.back().width = measure(line_.back().text, style);
            x_ = line_.back().x + line_.back().width;
            return;
        }
        line_.push_back({std::move(text), style, x_ + gap, w});
        x_ += gap + w;
    }

    const stage::TextMetrics& metrics_;
    float width_;
    const FlowStyle& style_;
    std::vector<Line> lines_;
    Line line_;
    float x_ = 0;
};

void draw(slides::Pen& pen, const Piece& piece, stage::Rect box, float middle, const Setter& setter,
          const FlowStyle& style, bool cut) {
    const float x = box.x + piece.x;
    const float room = box.right() - x + (piece.width < kHang ? kHang : 0);
    if (piece.style == WordStyle::Code) {
        const float w = std::min(piece.width, room);
        if (w < 3 * kChipPadding) return;
        const float h = style.line * 0.82F;
        pen.panel({x, middle - h / 2 + 1, w, h}, 5, stage::ink(stage::Token::Raised),
                  stage::ink(stage::Token::Hairline));
        pen.text({x + kChipPadding, middle + 1}, piece.text, setter.font(piece.style),
                 stage::ink(stage::Token::Text), stage::Align::Left, w - 2 * kChipPadding + 0.5F);
        return;
    }
    const auto color = piece.style == WordStyle::Strong ? style.strong_color : style.color;
    pen.text({x, middle}, cut ? piece.text + " …" : piece.text, setter.font(piece.style), stage::ink(color),
             stage::Align::Left, room + 0.5F);
}

}  // namespace

float flow_height(const stage::TextMetrics& metrics, std::span<const StyledText> runs, float width,
                  const FlowStyle& style) {
    return static_cast<float>(Setter(metrics, width, style).set(runs).size()) * style.line;
}

float flow(slides::Pen& pen, std::span<const StyledText> runs, stage::Rect box, const FlowStyle& style) {
    Setter setter(pen.metrics(), box.w, style);
    const std::vector<Line> lines = setter.set(runs);
    const auto room = static_cast<std::size_t>(std::max(0.0F, (box.h + 0.5F) / style.line));
    const std::size_t shown = std::min(room, lines.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const float middle = box.y + (static_cast<float>(i) + 0.5F) * style.line;
        const bool cut = i + 1 == shown && shown < lines.size();
        for (const Piece& piece : lines[i])
            draw(pen, piece, box, middle, setter, style, cut && &piece == &lines[i].back());
    }
    return static_cast<float>(shown) * style.line;
}

}  // namespace loopscope::app::panels
