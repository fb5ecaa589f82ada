// What lies on a lifeline: for how long its task or thread does what.
#pragma once

#include "core/slides/loop/row.hpp"

namespace loopscope::slides {

enum class BarKind : std::uint8_t {
    Running,
    Ready,
    Blocked,  // held in a blocking call
    Held,     // on the loop's or thread's own line: one of its tasks blocks it
    Asleep,   // poll
};

// Bars of a line never overlap.
struct Bar {
    std::size_t from = kNoRow, to = kNoRow;  // positions; from kNoRow: there is no bar, to kNoRow: it goes on
    std::int64_t begin = 0, end = 0;         // loop time there
    trace::TaskId task = 0;
    BarKind kind = BarKind::Running;

    [[nodiscard]] bool there() const { return from != kNoRow; }
    [[nodiscard]] bool open() const { return there() && to == kNoRow; }
    friend bool operator==(const Bar&, const Bar&) = default;
};

// What an event does to a line: that of a task, or of a thread (then `lane` is 0).
struct BarChange {
    enum class What : std::uint8_t {
        Opens,    // behind the one before, which ends there if it has not yet
        Closes,   // the open one, if there is one
        Reopens,  // the one before goes on as if it had not ended
        Begins,   // the lifeline of a task begins: no bar does
        Ends,     // the lifeline of a task ends, and its bar
    };
    std::size_t at = 0;  // position
    std::int64_t time = 0;
    trace::TaskId lane = 0, task = 0;  // task: of the bar that opens
    trace::ThreadId thread = 0;
    BarKind kind = BarKind::Running;
    What what = What::Opens;
};

// Brings the last bar of a line from before to behind a change of it.
void apply(Bar& bar, const BarChange& change);

}  // namespace loopscope::slides
