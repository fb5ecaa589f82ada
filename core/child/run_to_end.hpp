// Runs a process for what it writes: a compiler, a program that says what it is.
#pragma once

#include "core/child/launch.hpp"

#include <atomic>
#include <chrono>
#include <string>

namespace loopscope::child {

struct Ended {
    std::string trouble;  // how it ended; "" when it ended well
    std::string written;  // to its output and its errors, the last 16 MiB of it
};
// Blocks. The standard streams of `launch` are not used. Kills it when it takes longer than `patience`, and
// soon after `stop` has become true. Throws std::system_error when there is no such program.
Ended run_to_end(Launch launch, std::chrono::seconds patience, const std::atomic<bool>& stop);

}  // namespace loopscope::child
