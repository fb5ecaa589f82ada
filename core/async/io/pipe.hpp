// One end of a pipe to a child process, as a stream. Only for core/async.
#pragma once

#include "core/async/io/byte_stream.hpp"
#include "core/async/io/descriptor.hpp"

#include <string>

namespace loopscope::async::detail {

// For the calling thread's loop. Throws IoError.
ByteStream open_pipe(Descriptor end, const std::string& name);

// Writes `data` without anybody waiting for it, then closes the pipe; at once when nobody reads. Dropping the
// stream closes it earlier.
ByteStream write_and_close(Descriptor end, const std::string& name, std::string data);

}  // namespace loopscope::async::detail
