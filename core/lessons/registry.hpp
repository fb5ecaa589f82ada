// All lessons that come with the program, in the order in which they are taught.
#pragma once

#include "core/lessons/lesson.hpp"

#include <string_view>
#include <vector>

namespace loopscope::lessons {

const std::vector<Lesson>& all_lessons();

// Null when there is none of that id.
const Lesson* find_lesson(std::string_view id);

}  // namespace loopscope::lessons
