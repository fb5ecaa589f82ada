// The parts of a lesson.md that need the program they speak of.
#pragma once

#include "core/lessons/fields.hpp"
#include "core/lessons/program.hpp"

namespace loopscope::lessons {

void read_modes(Lesson& lesson, const Program& program, Fields& fields, Report& report);

// Sets the parameters that are shown. What the program runs with beside them, "fixed" or left out, is
// returned.
Values read_parameters(Lesson& lesson, const Program& program, Fields& fields, Report& report);

// These need modes and parameters to be there.
void read_steps(Lesson& lesson, Fields& fields, Report& report);
void read_questions(Lesson& lesson, Fields& fields, Report& report);
void read_claims(Lesson& lesson, Fields& fields, Report& report);

inline constexpr int kMisconceptions = 15;

// One of the lesson's modes; nothing, and a mistake, when it is none.
std::optional<Mode> read_mode(const Lesson& lesson, const Field& field, Report& report);

}  // namespace loopscope::lessons
