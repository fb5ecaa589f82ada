// What the person in front of the screen may ask of a running program. Plain data, so that it can
// cross a thread or a socket.
#pragma once

#include "core/trace/event.hpp"

#include <optional>
#include <string>
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
        case Granularity::Callback: return event.kind == Kind::StepBegin || event.kind == Kind::CallbackBegin;
        case Granularity::TaskStep: return event.kind == Kind::TaskSuspended || event.kind == Kind::TaskEnded;
        case Granularity::Turn: return event.kind == Kind::TurnBegin;
    }
    return false;
}

// Held at the first event that matches every field that is set.
struct Breakpoint {
    std::optional<Kind> kind;
    TaskId task = 0;         // 0: any
    std::string file;        // empty: any; base name
    std::uint32_t line = 0;  // 0: any; matches the event's site

    friend bool operator==(const Breakpoint&, const Breakpoint&) = default;
};

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
