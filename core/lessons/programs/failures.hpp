// Tasks that fail, and tasks that are forgotten.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program failures_program();

}  // namespace loopscope::lessons
