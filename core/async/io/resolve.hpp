// Names to addresses, by a worker of the thread pool: the system's resolver knows only how to block.
#pragma once

#include "core/async/io/io_error.hpp"
#include "core/async/task.hpp"

#include <string>
#include <vector>

namespace loopscope::async {

// The addresses of `name`, as text, in the resolver's order and each once. Throws IoError
// ("name or service not known (no.such.name)").
Task<std::vector<std::string>> resolve(std::string name, CallSite site = CallSite::here());

namespace blocking {
// The same, holding the thread.
std::vector<std::string> resolve(const std::string& name, CallSite site = CallSite::here());
}  // namespace blocking

}  // namespace loopscope::async
