// How a Launch becomes a process. Only for core/child.
#pragma once

#include "core/base/descriptor.hpp"
#include "core/child/launch.hpp"

#include <array>
#include <string>
#include <sys/types.h>

namespace loopscope::child {

[[noreturn]] void throw_system_error(int number, const std::string& about);

struct Streams {
    // By the number of the standard stream.
    std::array<Descriptor, 3> ours, theirs;
    // Of the terminal that those without a descriptor in `theirs` lead to; empty: there is none.
    std::string terminal;
};
// Throws std::system_error.
Streams open_streams(const Launch& launch);

pid_t spawn(const Launch& launch, const Streams& streams);

}  // namespace loopscope::child
