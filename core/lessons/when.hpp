// The words that name a moment of a run: "step-begin first task 2".
#pragma once

#include "core/base/result.hpp"
#include "core/lessons/lesson.hpp"

#include <string_view>

namespace loopscope::lessons {

// The kind of an event; then, if it matters, its reason, of which the beginning is enough; then "task N".
Result<StepMark> parse_when(std::string_view words);

// Whether this event is one that the mark stands for. A poll counts only when it really sleeps.
bool fits(const StepMark& mark, const trace::Event& event);

}  // namespace loopscope::lessons
