// The loop slide: lifelines of the loop and its tasks (or of threads and calls), with the order of events as
// vertical axis. Resuming is an arrow to the right, awaiting one to the left, waiting together one hatched
// bar.
#pragma once

#include "core/slides/slide.hpp"

#include <memory>

namespace loopscope::slides {

class LoopRows;

struct LoopPicture {
    stage::DisplayList list;  // fills Frame::size; clipped to it
    // Where the picture has put itself to follow the playhead, before Frame::scroll and scroll_down. The
    // second one moves with the token, so that there is nothing to ease while it walks.
    float scroll = 0, scroll_down = 0;
    // How far it can be moved at all.
    float most_scroll = 0, most_scroll_down = 0;
};

// Keeps what it has read of a timeline, and reads on where it stopped: a frame costs what is in view, not
// what has happened. The picture is that of the frame alone. Given another timeline it begins anew.
class LoopSlide {
public:
    LoopSlide();
    // Shares what is read with other pictures of the same run.
    explicit LoopSlide(std::shared_ptr<LoopRows> rows);

    // Hot items: "slide/row/POSITION" (seek there), "slide/task/ID" and "slide/thread/ID" (headers).
    LoopPicture build(const Frame& frame);

private:
    std::shared_ptr<LoopRows> rows_;
};

// For one picture: reads the whole timeline.
stage::DisplayList loop_slide(const Frame& frame);

}  // namespace loopscope::slides
