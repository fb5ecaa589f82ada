// Small strokes that several pictures share: text that fits, cards, section labels. Only a shorter way to
// append to a display list.
#pragma once

#include "core/stage/display_list.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace loopscope::slides {

// "+187 later"
std::string and_more(std::size_t count, std::string_view words = "");

class Pen {
public:
    Pen(stage::DisplayList& list, const stage::TextMetrics& metrics) : list_(list), metrics_(metrics) {}

    static constexpr float kAnyRoom = std::numeric_limits<float>::max();

    // Draws `text`, cut with an ellipsis to `room`; nothing where not even one letter fits. Returns the drawn
    // width.
    float text(stage::Vec2 at, std::string_view text, stage::Font font, stage::Ink ink,
               stage::Align align = stage::Align::Left, float room = kAnyRoom);
    [[nodiscard]] float width(stage::Font font, std::string_view text) const {
        return metrics_.width(font, text);
    }
    [[nodiscard]] bool fits(stage::Font font, std::string_view text, float room) const;

    void card(stage::Rect box);
    void caps(stage::Vec2 at, std::string_view text, float room = kAnyRoom);
    void line(stage::Vec2 a, stage::Vec2 b, stage::Ink ink, float width = 1,
              stage::Dash dash = stage::Dash::Solid);
    void fill(stage::Rect box, float radius, stage::Ink ink);
    void outline(stage::Rect box, float radius, stage::Ink ink, float width = 1,
                 stage::Dash dash = stage::Dash::Solid);
    // Filled and bordered at once.
    void panel(stage::Rect box, float radius, stage::Ink fill, stage::Ink border, float width = 1);
    void icon(stage::Icon icon, stage::Vec2 center, float size, stage::Ink ink);
    // A disc with a number in it, in the text colour: the steps of a story.
    void number(stage::Vec2 center, int number);

    [[nodiscard]] stage::DisplayList& list() { return list_; }
    [[nodiscard]] const stage::TextMetrics& metrics() const { return metrics_; }

private:
    stage::DisplayList& list_;
    const stage::TextMetrics& metrics_;
};

}  // namespace loopscope::slides
