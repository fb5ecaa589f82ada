// What a program says of itself, as JSON: from the process of a lesson's own program to us.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

// Without what it runs.
std::string describe(const Program& program);

// Also checks that it makes sense: that there are modes, that each number begins within its limits, that no
// name comes twice. The error's `what` is a phrase about the program ("has no modes").
Result<Program> program_from(const std::string& description);

}  // namespace loopscope::lessons
