// Where the lifelines of the loop slide stand: with room for words where there are few, closer where there
// are many, and scrolled below the first one where they would stand too close.
#pragma once

#include "core/slides/slide.hpp"

#include <cstddef>

namespace loopscope::slides {

struct LaneLayout {
    std::size_t count = 0;
    float first_x = 0;    // of the first lane
    float first_gap = 0;  // from it to the second one
    float gap = 0;        // between all others
    float right = 0;      // room behind the last one
    float width = 0;      // of the view
    float scroll = 0, most_scroll = 0;
    float own_scroll = 0;  // where it has put itself
    bool pinned = false;   // the first lane stays where it is while the others scroll
    float edge = 0;        // lanes left of this are out of view

    [[nodiscard]] float x(std::size_t lane) const {
        if (lane == 0) return pinned ? first_x : first_x - scroll;
        return first_x + first_gap + static_cast<float>(lane - 1) * gap - scroll;
    }
    [[nodiscard]] bool in_view(std::size_t lane) const {
        const float at = x(lane);
        return (lane == 0 && pinned) || (at >= edge && at <= width - 10);
    }
    // The lanes that show, without a pinned first one: from, and one behind the last.
    [[nodiscard]] std::size_t from() const;
    [[nodiscard]] std::size_t to() const;
    // From a lane to the one on its right, or to the end of the view.
    [[nodiscard]] float room(std::size_t lane) const;
};

struct LaneWish {
    std::size_t count = 0;
    std::size_t active = 0;  // must be in view
    bool pin_first = true;
    float first_header = 120;  // width of the first lane's header
};

LaneLayout lay_out_lanes(const Frame& frame, const LaneWish& wish);

}  // namespace loopscope::slides
