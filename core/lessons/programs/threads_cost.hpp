// Many threads, or as many tasks, with what they cost on this machine.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program threads_cost_program();

}  // namespace loopscope::lessons
