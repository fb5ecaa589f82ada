#include "core/base/format.hpp"
#include "core/slides/loop/scene.hpp"

#include <algorithm>

namespace loopscope::slides {

using stage::ink;
using stage::Token;

namespace {

constexpr double kApart = 40;  // from tick to tick, at least

// 1, 2 or 5 of a power of ten.
std::int64_t step_for(double per_ns) {
    std::int64_t step = 1000;
    for (int i = 0; static_cast<double>(step) * per_ns < kApart; ++i)
        step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    return step;
}

}  // namespace

void draw_ticks(LoopScene& scene) {
    const double per_ns = scene.rows.per_ns() * static_cast<double>(scene.stretch);
    if (!(per_ns > 0)) return;
    const std::int64_t step = step_for(per_ns);
    const float x = scene.lanes.pinned ? scene.lanes.first_x : scene.lanes.edge;
    const float right = x - scene.bar_width() / 2 - 6;
    for (std::size_t r = scene.from_row; r < scene.to_row; ++r) {
        const Row& row = (*scene.view)[r];
        const bool last = r + 1 == scene.rows.size();
        const std::int64_t end = last ? scene.frame.playhead.time : (*scene.view)[r + 1].time;
        if (static_cast<double>(end - row.time) * per_ns < kApart) continue;
        // Of a wait that is far taller than the view only what is in view.
        const double from_top = static_cast<double>(scene.top - scene.y(row)) / per_ns;
        const double from_end = static_cast<double>(scene.frame.size.y - scene.y(row)) / per_ns;
        const std::int64_t hidden = from_top > 0 ? static_cast<std::int64_t>(from_top) / step : 0;
        const std::int64_t until = static_cast<double>(end - row.time) <= from_end
                                       ? end
                                       : row.time + static_cast<std::int64_t>(std::max(0.0, from_end));
        for (std::int64_t time = (row.time / step + 1 + hidden) * step; time < until; time += step) {
            const float y = scene.y(row) + static_cast<float>(static_cast<double>(time - row.time) * per_ns);
            const bool near_end = static_cast<double>(end - time) * per_ns < 18;
            if (static_cast<double>(time - row.time) * per_ns < 18 || near_end || !scene.shows(y)) continue;
            scene.pen.line({right, y}, {right + 6, y}, ink(Token::Line));
            say(scene, {right - 10, y}, format_seconds(time), scene.fonts.code,
                ink(Token::TextFaint).mixed(0.8F), stage::Align::Right);
        }
    }
}

}  // namespace loopscope::slides
