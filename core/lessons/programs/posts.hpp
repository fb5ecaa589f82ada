// Fetches posts from a web service over HTTP: one by one, at once with a limit of connections, or on threads.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program posts_program();

}  // namespace loopscope::lessons
