// How a command ended, for whoever gave it.
#pragma once

#include <string>

namespace loopscope::app::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;          // what was asked for could not be done
inline constexpr int kExitWrongArguments = 2;  // ... or made no sense
inline constexpr int kExitInterrupted = 130;   // stopped by Ctrl-C

struct Complaint {
    int exit_code = kExitDone;
    std::string text;  // one line; empty: there is nothing to complain about
};

}  // namespace loopscope::app::cli
