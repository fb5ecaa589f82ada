// A short run that uses a little of everything.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program recap_program();

}  // namespace loopscope::lessons
