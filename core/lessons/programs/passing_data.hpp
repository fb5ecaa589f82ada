// Tasks that wait for each other: queue, event, lock, semaphore.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program passing_data_program();

}  // namespace loopscope::lessons
