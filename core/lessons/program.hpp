// A program that lessons can run: it comes with Loopscope, compiled, and every deck may use it. What a lesson
// adds is words, other limits for its parameters, steps and questions.
#pragma once

#include "core/lessons/lesson.hpp"

#include <string_view>
#include <vector>

namespace loopscope::lessons {

struct Program {
    std::string name;   // "two_tasks"; its sources are programs/two_tasks.cpp and programs/two_tasks.py
    std::string about;  // one phrase, for whoever writes a lesson
    std::vector<Parameter> parameters;
    std::vector<Mode> modes;
    Mode initial_mode = Mode::Async;
    // Parts of the source, see sources.hpp: "[sync]" ... "[/sync]" is what the mode's listing shows, in both
    // languages.
    std::function<void(Mode, const Values&)> run;
};

// In alphabetical order of their names. Each is made by a function `Program <name>_program()` declared in
// programs/<name>.hpp.
const std::vector<Program>& all_programs();

// Null when there is none of that name.
const Program* find_program(std::string_view name);

}  // namespace loopscope::lessons
