#include "core/lessons/registry.hpp"

#include "core/lessons/two_tasks.hpp"

#include <algorithm>

namespace loopscope::lessons {

const std::vector<Lesson>& all_lessons() {
    static const std::vector<Lesson> lessons{two_tasks_lesson()};
    return lessons;
}

const Lesson* find_lesson(std::string_view id) {
    const auto& lessons = all_lessons();
    const auto found =
        std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& lesson) { return lesson.id == id; });
    return found == lessons.end() ? nullptr : &*found;
}

}  // namespace loopscope::lessons
