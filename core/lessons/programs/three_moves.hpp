// Plain code made asynchronous, and the mistakes that are made on the way.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program three_moves_program();

}  // namespace loopscope::lessons
