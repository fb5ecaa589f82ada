// The rows of a stretch of the run, and what happens to bars in it.
#pragma once

#include "core/slides/loop/reader.hpp"

#include <vector>

namespace loopscope::slides {

struct RowWindow {
    Reading start;                 // where reading it began
    std::size_t end = 0;           // ... and ended: position
    std::size_t first = 0;         // index of rows[0], which began before `start` where there is one
    std::size_t from = 0, to = 0;  // indices: these rows are complete
    std::vector<Row> rows;
    std::vector<BarChange> changes;
    bool skipped = false;  // stretches without a new row, in which tasks may have become ready
    bool at_head = false;  // nothing was recorded behind it

    [[nodiscard]] bool has(std::size_t row) const { return row >= first && row < first + rows.size(); }
    [[nodiscard]] const Row& operator[](std::size_t row) const { return rows[row - first]; }
    // The last row that has begun at `position`, which the window covers; the first one where none has.
    [[nodiscard]] std::size_t row_at(std::size_t position) const;
};

}  // namespace loopscope::slides
