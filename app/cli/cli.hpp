// The program's entry below main: from arguments to an exit code.
#pragma once

#include <string>
#include <vector>

namespace loopscope::app::cli {

// `arguments` without the program's name. Prints to standard output and error.
int run(const std::vector<std::string>& arguments);

}  // namespace loopscope::app::cli
