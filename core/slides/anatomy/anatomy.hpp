// The loop under the hood, large: one turn as a ring of phases, the poll, the ready queue, the timers, the
// watched sockets and the thread pool at one moment of a run. A run without a loop shows its threads instead.
//
// The ring is drawn with arcs, and once more as a ShaderItem "ring" that only adds the glow round the lit
// segment; it stands before the arcs, so they lie on top of it. Its box is square and centred on the ring,
// ink_a is the glow's colour (the loop's), ink_b the token's. values:
//   [0] index of the lit segment, from 0 at the top clockwise; -1: none
//   [1] how far along that segment the token is, 0 to 1
//   [2] number of segments
//   [3] 1 while the loop sleeps in poll, else 0
//   [4] radius of the ring's middle line, as a share of half the box
//   [5] thickness of the ring, likewise
//   [6] the angle left free between two segments, radians
//   [7] 1 while the program is held at the gate, else 0
#pragma once

#include "core/slides/slide.hpp"

namespace loopscope::slides {

struct AnatomyInput {
    Frame frame;
    timeline::ThreadId thread = 0;  // which loop, where there are several; 0: the one that did something last
};

// Fills frame.size (from 560 x 420 up), its cards included; secondary things are left out where it is low.
// Hot items: "anatomy/loop/<thread>" chooses a loop, "task/<id>" is a task.
stage::DisplayList anatomy(const AnatomyInput& input);

}  // namespace loopscope::slides
