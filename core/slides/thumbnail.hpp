// A run made as small as a stamp: a lane for each task over true loop time, without words. Read once from
// what was recorded, then drawn at any size.
#pragma once

#include "core/slides/columns/run.hpp"

#include <cstdint>
#include <vector>

namespace loopscope::slides {

struct ThumbBar {
    float from = 0, to = 0;  // share of the run's time
    Doing doing = Doing::Runs;
};

struct ThumbLane {
    stage::Ink color;
    float from = 0, to = 0;  // from its first to its last sign of life
    std::vector<ThumbBar> bars;
};

struct Thumbnail {
    std::vector<ThumbLane> lanes;
    bool finished = false;

    [[nodiscard]] bool empty() const { return lanes.empty(); }
};

// At most `most` lanes: of many tasks some are picked evenly, the first and the last among them. A program
// without tasks has a lane for each of its threads.
Thumbnail make_thumbnail(const ColumnRun& run, std::size_t most = 12);

// Fills `box`; nothing for an empty one.
void draw_thumbnail(const Thumbnail& thumbnail, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::slides
