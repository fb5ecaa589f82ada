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
    // What runs in a mode is shown by the part of that name of its sources, "[sync]" ... "[/sync]", in both
    // languages (see sources.hpp).
    std::function<void(Mode, const Values&)> run;
    // The name of a choice, or "". Its option "wait" then has the part "[async wait]" for its listing in that
    // mode, and "[async]" where there is no such part.
    std::string varied_by = {};
};

// Where they are listed: programs/all.cpp. Each is made by a function `Program <name>_program()` declared in
// programs/<name>.hpp.
std::vector<Program> make_programs();

// In alphabetical order of their names.
const std::vector<Program>& all_programs();

// Null when there is none of that name.
const Program* find_program(std::string_view name);

}  // namespace loopscope::lessons
