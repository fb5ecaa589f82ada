// How much of a run is wanted at most, for whoever does not sit before it: a program that never ends must not
// hang or fill the machine.
#pragma once

#include "core/base/time.hpp"

#include <cstddef>
#include <limits>
#include <string>

namespace loopscope::record {

struct Limits {
    std::size_t events = std::numeric_limits<std::size_t>::max();
    Nanos loop_time = kForever;
    Nanos wall_time = kForever;  // since the run was started, by this machine's clock
};

enum class Reached : unsigned char {
    End,     // the run has ended, and all of it was recorded
    Events,  // the limits, each
    LoopTime,
    WallTime,
    Interrupted,  // by whoever asked for it
};

// "20 s", "400 000 events", "60 s of loop time": what was reached of `limits`; "" for End and Interrupted.
std::string told(Reached reached, const Limits& limits);

}  // namespace loopscope::record
