// What keys do to the parameter that the keyboard is at.
#pragma once

#include "app/input/event.hpp"
#include "core/lessons/lesson.hpp"
#include "core/stage/target.hpp"

#include <optional>

namespace loopscope::app::controller {

struct ParameterMove {
    double value = 0;
    // Where the keyboard is then: a choice takes it along.
    stage::Setting focus;
};

// Arrows go one step, Home and End to the least and the most; within what the parameter allows. `focus` is
// any of its parts. Nullopt: the key does nothing there.
std::optional<ParameterMove> parameter_move(const lessons::Parameter& parameter,
                                            const lessons::Values& values, const stage::Setting& focus,
                                            input::Key key);

}  // namespace loopscope::app::controller
