// Where a run is to be held, and whether an event is such a place: the same for the live program and for what
// has been recorded.
#pragma once

#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace loopscope::trace {

// Stands for the events that match every field that is set; with none set, for no event.
struct Breakpoint {
    std::optional<Kind> kind = {};
    // 0: any.
    TaskId task = 0;
    // A path or the end of one (means_file); empty: any.
    std::string file = {};
    // Of the event's place; 0: any.
    std::uint32_t line = 0;

    friend bool operator==(const Breakpoint&, const Breakpoint&) = default;
};

// What the user did never matches.
bool hits(const Breakpoint& breakpoint, const Event& event, const Tables& tables);
bool hits_any(std::span<const Breakpoint> breakpoints, const Event& event, const Tables& tables);

}  // namespace loopscope::trace
