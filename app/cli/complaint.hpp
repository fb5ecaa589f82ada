// How a command ended, for whoever gave it.
#pragma once

#include <string>

namespace loopscope::app::cli {

inline constexpr int kExitDone = 0;
// It could not be done.
inline constexpr int kExitFailed = 1;
// The command line made no sense.
inline constexpr int kExitWrongArguments = 2;
// Stopped by Ctrl-C.
inline constexpr int kExitInterrupted = 130;

struct Complaint {
    int exit_code = kExitDone;
    // One line; empty: there is nothing to complain about.
    std::string text;
};

}  // namespace loopscope::app::cli
