// Coroutines that give control back, and what only looks as if they did.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program giving_control_program();

}  // namespace loopscope::lessons
