// What the loop does in its turns: late timers, its queue, sleeping, the thread pool.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program under_the_hood_program();

}  // namespace loopscope::lessons
