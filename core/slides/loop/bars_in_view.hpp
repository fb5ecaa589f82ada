// The bars of the lanes in view, as far as they reach into the rows in view.
#pragma once

#include "core/slides/loop/lanes.hpp"
#include "core/slides/loop/rows.hpp"

#include <cstddef>
#include <vector>

namespace loopscope::slides {

// Rows and positions behind all that was read for the view.
inline constexpr std::size_t kBelow = kNoRow - 1;

struct ViewBar : Bar {
    // A bar that began above the rows that were read has the last one above them; to_row is kNoRow where it
    // goes on, kBelow where it ends below the view.
    std::size_t from_row = 0, to_row = kNoRow;
};

class BarsInView {
public:
    BarsInView() = default;
    // Of rows [from_row, to_row), which `window` covers.
    BarsInView(const LoopRows& rows, const timeline::Timeline& timeline, const RowWindow& window,
               const LaneLayout& lanes, std::size_t from_row, std::size_t to_row);

    // In order; nothing for lanes out of view.
    [[nodiscard]] const std::vector<ViewBar>& of(std::size_t lane) const;

private:
    [[nodiscard]] std::size_t slot(std::size_t lane) const;
    void begin(const timeline::Timeline& timeline, const RowWindow& window);
    void change(const BarChange& change, std::size_t slot, const timeline::Timeline& timeline,
                bool may_have_missed);
    void finish(const LoopRows& rows, const timeline::Timeline& timeline, const RowWindow& window);

    std::size_t first_ = 0;  // lane in slot 1; lane 0 is in slot 0
    std::vector<std::vector<ViewBar>> bars_;
    std::vector<Lane> lanes_;  // by slot
};

}  // namespace loopscope::slides
