// The program's entry below main: from arguments to an exit code.
#pragma once

#include <string>
#include <vector>

namespace loopscope::app::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;          // what was asked for could not be done
inline constexpr int kExitWrongArguments = 2;  // ... or made no sense
inline constexpr int kExitInterrupted = 130;   // stopped by Ctrl-C

// `arguments` without the program's name. Prints to standard output and error.
int run(const std::vector<std::string>& arguments);

}  // namespace loopscope::app::cli
