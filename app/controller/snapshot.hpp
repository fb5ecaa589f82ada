// What the window shows, for scripts and tests that drive it from outside.
#pragma once

#include "app/quiz/quiz.hpp"
#include "app/session/session.hpp"
#include "app/state.hpp"

#include <string>

namespace loopscope::app::controller {

// One JSON object on one line.
std::string snapshot(const AppState& state, const session::Session& session, const quiz::Quiz& quiz);

}  // namespace loopscope::app::controller
