// What the window shows, for scripts and tests that drive it from outside.
#pragma once

#include "app/quiz/quiz.hpp"
#include "app/session/session.hpp"
#include "app/state.hpp"

#include <string>
#include <string_view>

namespace loopscope::app::controller {

// One JSON object on one line. `view` is the word of the one that is chosen.
std::string snapshot(const AppState& state, const WindowState& window, const session::Session& session,
                     const quiz::Quiz& quiz, std::string_view view);

}  // namespace loopscope::app::controller
