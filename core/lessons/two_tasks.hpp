// The first lesson: two tasks that wait, one by one or at once.
#pragma once

#include "core/lessons/lesson.hpp"

namespace loopscope::lessons {

Lesson two_tasks_lesson();

}  // namespace loopscope::lessons
