// Work for the processor, which waiting for nothing can't make shorter.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program cpu_bound_program();

}  // namespace loopscope::lessons
