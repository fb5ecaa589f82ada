// What descriptors and processes are called: events name them by number, and say once what the number stands
// for.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace loopscope::slides {

// A text of the program in one line: control characters would tear the picture apart.
std::string one_line(std::string text);

// The label that the descriptor was last watched under before event `position`; "" where that is unknown or
// long ago.
std::string label_of_descriptor(const timeline::Timeline& timeline, std::size_t position, std::int64_t fd);

// The command line that the process was started with; likewise.
std::string command_of_process(const timeline::Timeline& timeline, std::size_t position, std::int64_t pid);

// Whether a descriptor's label says that it is a pipe to a child process: "output of sort".
bool is_pipe(std::string_view label);

// "uniq", from "uniq -c".
std::string_view program_of(std::string_view command);

}  // namespace loopscope::slides
