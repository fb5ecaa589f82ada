#include "app/controller/layout.hpp"

#include "app/panels/transport_panel.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::controller {
namespace {

using stage::Rect;

constexpr float kMargin = 16, kGutter = 14, kTop = 52;
constexpr float kWideEnoughForThree = 1120, kWideEnoughForTwo = 800;

struct Span {
    float from = 0, to = 0;
    [[nodiscard]] float size() const { return to - from; }
};

// The lesson above the listing. Where there is no room for both, the listing stays.
void left_column(Layout& out, Rect column, float lesson_wanted) {
    constexpr float kLeastSource = 200, kLeastLesson = 130;
    const float most = std::max(column.h * 0.46F, column.h - 560);
    const float lesson = std::min({lesson_wanted, most, column.h - kGutter - kLeastSource});
    if (lesson < kLeastLesson) {
        out.source = column;
        return;
    }
    out.lesson = {column.x, column.y, column.w, lesson};
    out.source = {column.x, column.y + lesson + kGutter, column.w, column.h - lesson - kGutter};
}

// The output goes below the anatomy, which needs its height more: what was printed also stands on the slide.
void right_column(Layout& out, Rect column) {
    constexpr float kLeastStrip = 420, kLeastOutput = 116;
    out.strip = column;
    if (column.h < kLeastStrip + kGutter + kLeastOutput) return;
    const float output = std::clamp(column.h * 0.24F, kLeastOutput, column.h - kLeastStrip - kGutter);
    out.strip.h -= output + kGutter;
    out.output = {column.x, out.strip.bottom() + kGutter, column.w, output};
}

Layout presenter(stage::Vec2 size, float title_wanted, float notes_wanted) {
    Layout out;
    out.window = {0, 0, size.x, size.y};
    const float margin = std::min(20.0F, size.x * 0.02F);
    constexpr float kProgress = 46;
    Rect area{margin, margin, size.x - 2 * margin, size.y - margin - kProgress};
    out.progress = {area.x, area.bottom(), area.w, kProgress};
    if (notes_wanted > 0) {
        const float notes = std::min(notes_wanted, area.h * 0.36F);
        out.notes = {area.x, area.bottom() - notes, area.w, notes};
        area.h -= notes + kGutter;
    }
    if (size.x < 640) {
        const float sentence = std::min(84.0F, area.h * 0.3F);
        out.picture = {area.x, area.y, area.w, area.h - sentence - kGutter};
        out.sentence = {area.x, area.bottom() - sentence, area.w, sentence};
        return out;
    }
    const float right = std::round(area.w * 0.62F);
    const Rect left{area.x, area.y, area.w - right - kGutter, area.h};
    out.picture = {area.right() - right, area.y, right, area.h};
    const float title = area.h >= 380 ? std::min(title_wanted, area.h * 0.18F) : 0.0F;
    const float sentence = std::clamp(area.h * 0.2F, 76.0F, 128.0F);
    out.title = {left.x, left.y, left.w, title};
    out.sentence = {left.x, left.bottom() - sentence, left.w, sentence};
    out.source = {left.x, left.y + title, left.w, left.h - title - sentence - kGutter};
    return out;
}

}  // namespace

// Code needs its width: where there is no third column, this one is wider.
float left_width(float window) {
    return std::clamp(window * (window >= kWideEnoughForThree ? 0.275F : 0.36F), 300.0F, 540.0F);
}

Layout lay_out(const LayoutInput& input) {
    const auto [w, h] = input.window;
    if (input.presenter) return presenter(input.window, input.title_wanted, input.notes_wanted);
    Layout out;
    out.window = {0, 0, w, h};
    const float margin = w < 760 ? 10 : kMargin;
    const float top = h < 480 ? 44 : kTop;
    out.top = {margin, 0, w - 2 * margin, top};

    float strip = panels::kTransportRow;
    if (input.below_transport == BelowTransport::MiniTimeline && h >= 640)
        strip = h >= 800 ? panels::kTransportHigh : panels::kTransportHigh - 22;
    if (input.below_transport == BelowTransport::Conclusion && h >= 600) strip = panels::kTransportLow;
    out.transport = {margin, h - margin - strip, w - 2 * margin, strip};
    Rect area{margin, top, w - 2 * margin, std::max(0.0F, out.transport.y - kGutter - top)};

    if (input.room == Room::Window) {
        if (h >= 640) {
            out.parameters = {area.x, area.y, area.w, 50};
            area.y += 50 + kGutter;
            area.h -= 50 + kGutter;
        }
        out.picture = area;
        return out;
    }
    Span middle{area.x, area.right()};
    if (w >= kWideEnoughForTwo) {
        const float left = left_width(w);
        left_column(out, {area.x, area.y, left, area.h}, input.lesson_wanted);
        middle.from += left + kGutter;
    }
    // The anatomy needs this height to be readable.
    constexpr float kLeastStrip = 420;
    if (w >= kWideEnoughForThree && area.h >= kLeastStrip) {
        const float right = std::clamp(w * 0.225F, 280.0F, 430.0F);
        right_column(out, {area.right() - right, area.y, right, area.h});
        middle.to -= right + kGutter;
    }
    out.picture = {middle.from, area.y, middle.size(), area.h};
    return out;
}

}  // namespace loopscope::app::controller
