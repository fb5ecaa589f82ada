// The lanes of the mini timeline as columns of pixels: what goes on in each, however many events there are.
// Read once, and on from where it stopped.
#pragma once

#include "core/slides/loop/rows.hpp"
#include "core/slides/mini/axis.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace loopscope::slides {

// What goes on in one pixel's width: the first position at which it does, by kind; kNoRow: never.
struct MiniCell {
    std::uint32_t busy = kNoRow, ready = kNoRow, held = kNoRow;
};

struct MiniStrip {
    std::size_t from = 0, to = 0;  // lanes that share it
    float y = 0, height = 0;       // middle, and of its bars
    bool labelled = false;         // else only a comb
    std::vector<MiniCell> cells;
    std::uint32_t created = kNoRow, ended = 0;  // positions; ended: of the last of all, kNoRow: one goes on
};

inline constexpr float kMiniTop = 12, kMiniBottom = 24;  // the playhead's head; the times

class MiniStrips {
public:
    void follow(const Frame& frame);

    [[nodiscard]] const LoopRows& rows() const { return rows_; }
    [[nodiscard]] const MiniAxis& axis() const { return axis_; }
    [[nodiscard]] const std::vector<MiniStrip>& strips() const { return strips_; }

private:
    void touch(MiniStrip& strip, std::int64_t begin, std::int64_t end, std::uint32_t position,
               std::uint32_t MiniCell::*kind) const;
    void read(std::size_t lane, MiniStrip& strip);
    [[nodiscard]] bool extends(const std::vector<MiniStrip>& made) const;

    const timeline::Timeline* timeline_ = nullptr;
    LoopRows rows_;
    MiniAxis axis_;
    std::vector<MiniStrip> strips_;
    std::vector<std::size_t> read_;  // bars of each lane that are in the cells
    // What the cells were made for.
    stage::Vec2 size_;
    unsigned generation_ = 0;
    std::size_t workers_ = 0;
};

// When the loop of a lane woke up before its bar `index`: position and time; 1 and 0 where it has not slept.
struct Awake {
    std::uint32_t position = 1;
    std::int64_t time = 0;
};
Awake awake_since(const Lane& lane, std::size_t index);

}  // namespace loopscope::slides
