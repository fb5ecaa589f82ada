// Two tasks given to a loop by hand, which is then run until one or both have ended.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program loop_steps_program();

}  // namespace loopscope::lessons
