// The time axis of the mini timeline: where it lies, where it ends, and its ticks.
#pragma once

#include "core/slides/slide.hpp"

#include <cstdint>
#include <string>

namespace loopscope::slides {

struct MiniAxis {
    float left = 0, right = 0;  // x
    std::int64_t end = 1;       // ns of loop time at `right`
    std::int64_t step = 1;      // between two labels

    [[nodiscard]] float x(std::int64_t time) const;
    [[nodiscard]] std::int64_t time(float x) const;
};

MiniAxis mini_axis(const Frame& frame);

// "0.2 s", "15 ms": as short as the steps of the axis allow.
std::string tick_text(const MiniAxis& axis, std::int64_t time);

}  // namespace loopscope::slides
