// One lane of a column: the blocks of one thread, and beside it the rails of the tasks that wait while it is
// free.
#pragma once

#include "core/slides/columns/axis.hpp"
#include "core/slides/columns/run.hpp"
#include "core/slides/pen.hpp"

#include <vector>

namespace loopscope::slides {

struct LaneView {
    const ColumnRun* run = nullptr;
    const RunLane* lane = nullptr;
    const RaceAxis* axis = nullptr;
    RacePoint now;
    float x = 0, width = 0;  // the room of the lane, rails included
    float block = 0;         // width of the blocks, centred in it
};

// Where a stretch of the lane stands on the axis, past and future alike.
struct Placed {
    const Stretch* stretch = nullptr;
    float y0 = 0, y1 = 0;
};
std::vector<Placed> place(const RunLane& lane, const RaceAxis& axis);

// How wide a block may be where a lane has `room`: it leaves what rails need.
float block_width(const RunLane& lane, float room);

// Returns how many tasks had no room for a rail.
int draw_lane(Pen& pen, const LaneView& view);

// The rails of a lane. Returns how many tasks had no room for one.
int draw_rails(Pen& pen, const LaneView& view, const std::vector<Placed>& placed);

}  // namespace loopscope::slides
