// What keys do to the parameter that the keyboard is at.
#pragma once

#include "app/input/event.hpp"
#include "core/lessons/lesson.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace loopscope::app::controller {

struct ParameterMove {
    std::string name;
    double value = 0;
    std::string focus;  // where the keyboard is then: a choice takes it along
};

// Arrows go one step, Home and End to the least and the most; within what the parameter allows. `focus` is
// the id of any of its parts (app/panels/parameters.hpp). Nullopt: it is none, or the key does nothing there.
std::optional<ParameterMove> parameter_move(const lessons::Lesson& lesson, const lessons::Values& values,
                                            std::string_view focus, input::Key key);

}  // namespace loopscope::app::controller
