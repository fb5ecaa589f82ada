// How waiting ends: all results, the first one, a timeout, a cancellation.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program endings_program();

}  // namespace loopscope::lessons
