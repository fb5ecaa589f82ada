// Pipes, and files in memory. None of them goes to a child process unless it is given to it.
#pragma once

#include "core/base/descriptor.hpp"

#include <string>

namespace loopscope::async::detail {

using loopscope::Descriptor;

struct PipeEnds {
    Descriptor out;  // to read from
    Descriptor in;   // to write to
};
// Throws IoError.
PipeEnds make_pipe();

// A file in memory, at its beginning; with `most` bytes it is full. Throws IoError.
Descriptor make_memory_file(std::size_t most);
// One that holds `text`, at its beginning.
Descriptor make_memory_file_with(const std::string& text);
// What has been written to it so far.
std::string text_of(const Descriptor& memory_file);

}  // namespace loopscope::async::detail
