// Finds the mistakes in what a compiler writes.
#pragma once

#include "core/lessons/deck.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace loopscope::lessons {

// At least one. `how` tells how the compiler ended ("exit code 1").
std::vector<Problem> compiler_problems(const std::string& source, std::string_view written,
                                       const std::string& how);

}  // namespace loopscope::lessons
