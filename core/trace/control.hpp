// What the person in front of the screen may ask of a running program. Plain data, so that it can
// cross a thread or a socket.
#pragma once

#include "core/trace/breakpoint.hpp"
#include "core/trace/event.hpp"

#include <variant>
#include <vector>

namespace loopscope::trace {

// How far one step goes. The program runs on and is held right behind the event that ends the step.
enum class Granularity : std::uint8_t {
    Beat,      // the next action worth pointing at (is_beat)
    Callback,  // until the next callback or task step begins
    TaskStep,  // until the running (or next) task gives control back
    Turn,      // until the next turn of a loop begins
};

// Whether a step of this size ends right behind `event`.
constexpr bool ends_step(const Event& event, Granularity granularity) {
    switch (granularity) {
        case Granularity::Beat: return is_beat(event);
        case Granularity::Callback: return has_trait(event.kind, kCallback);
        case Granularity::TaskStep: return has_trait(event.kind, kTaskStep);
        case Granularity::Turn: return has_trait(event.kind, kTurn);
    }
    return false;
}

struct Pause {};
struct Resume {};  // until Pause, a breakpoint or the end
struct Step {      // then held again
    Granularity granularity = Granularity::Beat;
    bool skip_waits = true;  // jump over sleeps instead of living through them, where nothing real is awaited
};
struct RunUntil {
    Breakpoint breakpoint;
    bool skip_waits = false;
};
struct SetBreakpoints {
    std::vector<Breakpoint> all;
};  // replaces those in force; they act on Resume
struct SetSpeed {
    double rate = 1.0;
};               // loop seconds per wall second, > 0; infinity: as fast as possible
struct Stop {};  // ends the run at once; everything it holds is given back

using Control = std::variant<Pause, Resume, Step, RunUntil, SetBreakpoints, SetSpeed, Stop>;

}  // namespace loopscope::trace
