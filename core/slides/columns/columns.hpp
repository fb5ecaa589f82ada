// The same workload run four ways, raced side by side on one true-time axis. Every column is a run that was
// really executed and recorded; the playhead is one moment of all of them. What lies after it is not drawn,
// nor are times and conclusions that only the end can tell.
#pragma once

#include "core/slides/columns/axis.hpp"
#include "core/slides/columns/run.hpp"
#include "core/slides/narration/narration.hpp"
#include "core/stage/display_list.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace loopscope::slides {

struct ColumnsInput {
    // At most four, left to right; null: not there yet, its column says so. Make them once a recording, not
    // once a frame.
    std::vector<const ColumnRun*> runs;
    // To play it so that the line never jumps over an instant, step through RaceAxis(runs).point_at(0 ...
    // length()); whoever only knows a time leaves `within` at 1.
    RacePoint now;
    stage::Vec2 size;  // 560 x 420 and up; the picture fills it, its card included
    const stage::TextMetrics* metrics = nullptr;
    // Which run the others are compared with: the synchronous one.
    std::size_t baseline = 0;
    // Titles and notes of columns whose run is null or did not finish, in the order of `runs`; may be
    // shorter.
    std::vector<std::string> titles, troubles;
    // Say what the race has shown at the foot of the picture; off where the window says it somewhere else.
    bool takeaway = true;
};

// Hot items: "column/0" ... "column/3" (a whole column) and "column/0/lane/2" (the header of one lane).
stage::DisplayList columns(const ColumnsInput& input);

// What the race has shown, in one sentence; empty until all runs have finished (or one of them never will).
std::vector<Span> columns_takeaway(const std::vector<const ColumnRun*>& runs, std::size_t baseline = 0);

}  // namespace loopscope::slides
