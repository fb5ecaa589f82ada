// The whole run in a strip: a lane for the loop and each task over true loop time, with the playhead.
#pragma once

#include "core/slides/slide.hpp"

#include <memory>

namespace loopscope::slides {

class LoopRows;

// Keeps what it has read of a timeline, and reads on where it stopped. Given another timeline it begins anew.
class MiniTimeline {
public:
    MiniTimeline();
    // Shares what is read with other pictures of the same run, but with no other mini timeline.
    explicit MiniTimeline(std::shared_ptr<LoopRows> rows);
    ~MiniTimeline();
    MiniTimeline(MiniTimeline&&) noexcept;
    MiniTimeline& operator=(MiniTimeline&&) noexcept;

    // Fills frame.size. Hot item: "mini/scrub", the box of the time axis.
    stage::DisplayList build(const Frame& frame);
    // Bytes held, without the rows.
    [[nodiscard]] std::size_t memory() const;

private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

// For one picture: reads the whole timeline.
stage::DisplayList mini_timeline(const Frame& frame);

// Loop time at x of the strip of this frame, and back. Before the axis: 0; behind it: its end.
std::int64_t time_at_x(const Frame& frame, float x);
float x_at_time(const Frame& frame, std::int64_t time);

}  // namespace loopscope::slides
