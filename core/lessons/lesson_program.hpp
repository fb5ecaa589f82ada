// The program of a lesson, wherever it comes from, with the sources that are shown of it.
#pragma once

#include "core/lessons/deck.hpp"
#include "core/lessons/fields.hpp"
#include "core/lessons/program.hpp"
#include "core/lessons/sources.hpp"

#include <optional>

namespace loopscope::lessons {

struct LessonProgram {
    Program about;
    Source cpp, python;
    std::function<record::Starter(Mode, const Values&)> start;
};

// Reads the field "program": the name of one of Loopscope's, or of a file of C++ in the lesson's folder.
// Nothing, and a fatal mistake, when there is none; one of the lesson's own that has not been compiled yet is
// compiled, or noted in lesson.uncompiled.
std::optional<LessonProgram> read_program(Lesson& lesson, Compile compile, Fields& fields, Report& report);

}  // namespace loopscope::lessons
