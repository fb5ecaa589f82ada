// Decks of the one lesson there is for tests, under several names.
#pragma once

#include "app/tests/support/desk.hpp"

#include <memory>
#include <string>
#include <vector>

namespace loopscope::app::test {

inline std::vector<lessons::Lesson> lessons_of(const std::vector<std::string>& chapters) {
    std::vector<lessons::Lesson> lessons;
    for (const std::string& chapter : chapters) {
        lessons::Lesson lesson = loopscope::test::two_tasks();
        lesson.id = "lesson-" + std::to_string(lessons.size());
        lesson.title = "Lesson number " + std::to_string(lessons.size());
        lesson.chapter = chapter;
        lessons.push_back(std::move(lesson));
    }
    return lessons;
}

inline controller::ControllerOptions at_home() {
    controller::ControllerOptions options;
    options.home = true;
    options.settings.questions = false;
    return options;
}

inline controller::ControllerOptions unasked() {
    controller::ControllerOptions options;
    options.settings.questions = false;
    return options;
}

}  // namespace loopscope::app::test
