// A slide is a pure function: (timeline, playhead, size) -> display list. The same input gives the same
// picture, forwards and backwards.
#pragma once

#include "core/stage/display_list.hpp"
#include "core/timeline/timeline.hpp"

namespace loopscope::slides {

// Where the reader is. `position` events have happened; `progress` in [0, 1] tells how far the picture of the
// last one of them has come (the token on its way along an arrow): 1 at rest.
struct Playhead {
    std::size_t position = 0;
    float progress = 1.0F;
    std::int64_t time = 0;  // loop time to show; beyond the last event's time while the loop sleeps or works
    bool live = false;      // at the head of a run that has not ended
};

struct Frame {
    const timeline::Timeline* timeline = nullptr;
    Playhead playhead;
    stage::Vec2 size;  // of the view
    const stage::TextMetrics* metrics = nullptr;
    // How far the reader has moved the picture away from where it puts itself (0: it follows the playhead).
    float scroll = 0;  // lanes to the right (many tasks)
    float scroll_down = 0;
    bool dense = false;  // presenter: fewer and larger things
    // What a question must not give away: what the state already determines of the time to come, and who is
    // ready now.
    bool hides_prospects = false, hides_ready = false;
    bool true_time = false;  // the loop slide: waits as tall as they are long, instead of one row each
};

}  // namespace loopscope::slides
