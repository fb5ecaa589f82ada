// The lanes of the mini timeline as columns of pixels: what goes on in each, however many events there are.
// Read once, and on from where it stopped.
#pragma once

#include "core/slides/mini/axis.hpp"
#include "core/slides/mini/levels.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace loopscope::slides {

// What goes on in one pixel's width: the first position at which it does, by MiniKind; kNoRow: never.
struct MiniCell {
    std::array<std::size_t, kMiniKinds> first{kNoRow, kNoRow, kNoRow};
};

struct MiniStrip {
    std::size_t from = 0, to = 0;  // lanes that share it
    float y = 0, height = 0;       // middle, and of its bars
    bool labelled = false;         // else only a comb
    std::vector<MiniCell> cells;
    std::vector<trace::ThreadId> lines;       // of its lanes, those of threads
    std::array<MiniOpen, kMiniKinds> open;    // what at least one of its tasks does at the head
    std::size_t created = kNoRow, ended = 0;  // positions; ended: of the last of all, kNoRow: one goes on
};

inline constexpr float kMiniTop = 12, kMiniBottom = 24;  // the playhead's head; the times

class MiniStrips {
public:
    explicit MiniStrips(std::shared_ptr<LoopRows> rows);
    ~MiniStrips();
    MiniStrips(const MiniStrips&) = delete;
    MiniStrips& operator=(const MiniStrips&) = delete;

    void follow(const Frame& frame);

    [[nodiscard]] const LoopRows& rows() const { return *rows_; }
    [[nodiscard]] const MiniAxis& axis() const { return axis_; }
    [[nodiscard]] const std::vector<MiniStrip>& strips() const { return strips_; }
    // When the loop of a thread woke up the last time: position and time; 1 and 0 where it has not slept.
    struct Awake {
        std::size_t position = 1;
        std::int64_t time = 0;
    };
    [[nodiscard]] Awake awake_since(trace::ThreadId thread) const;
    // Bytes held, without the rows.
    [[nodiscard]] std::size_t memory() const;

private:
    [[nodiscard]] std::vector<std::size_t> strips_of_groups() const;
    void sum_up();
    void mark(MiniStrip& strip, std::size_t kind, const MiniSpan& span) const;
    void mark_all();

    std::shared_ptr<LoopRows> rows_;
    MiniLevels levels_;
    MiniAxis axis_;
    std::vector<MiniStrip> strips_;
    std::vector<std::size_t> strip_of_;  // by group
    // What the cells were made for.
    stage::Vec2 size_;
    std::size_t lanes_ = 0;
    unsigned shift_ = 0;
};

}  // namespace loopscope::slides
