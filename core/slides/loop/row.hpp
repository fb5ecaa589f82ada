// One place on the vertical axis of the loop slide: what happened there, and the room that it takes.
#pragma once

#include "core/trace/event.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>

namespace loopscope::slides {

enum class RowKind : std::uint8_t {
    Conduct,      // all that a task without a lifeline does in one go: a dot on the loop's line
    Resume,       // arrow from the loop, the thread or the caller to a task
    Suspend,      // dashed arrow back
    End,          // likewise, the last one
    Note,         // words beside a bar: prints, spawns, cancels, hands over work
    Mark,         // a dot on the line of a loop or thread: timers due, sockets ready, callbacks
    Poll,         // the loop sleeps
    Block,        // a thread is held ...
    Unblock,      // ... and free again
    ThreadStart,  // arrow from the main thread
    ThreadStop,   // dashed arrow back
    WorkStart,    // arrow from a loop to a worker
    WorkStop,     // dashed arrow back
    Finish,       // the run has ended
};

// Of rows and of positions: there is none.
inline constexpr std::size_t kNoRow = std::numeric_limits<std::size_t>::max();

// Positions are those right behind an event. Heights are for scale 1; what is above and below the line at y
// is the row's own.
struct Row {
    double y = 0;
    std::int64_t time = 0;
    std::size_t first = 0, last = 0;  // several events may be folded into one row
    std::uint32_t count = 0;          // of them, those that it counts ("2 timers due")
    trace::TaskId task = 0;
    trace::TaskId caller =
        0;  // Resume, Suspend, End: the task with a lifeline that the arrow leads from or to
    trace::ThreadId thread = 0;  // whose line it has to do with
    trace::ThreadId peer = 0;    // ThreadStart, ThreadStop, WorkStart, WorkStop: the other end
    RowKind kind = RowKind::Mark;
    trace::Kind what = trace::Kind::None;  // of its first event
    bool stamped = false;                  // the time differs from that of the rows above
    bool first_use = false;                // Suspend: nobody has waited on such a thing before

    friend bool operator==(const Row&, const Row&) = default;
};

float height_above(RowKind kind);
float height_below(RowKind kind);

}  // namespace loopscope::slides
