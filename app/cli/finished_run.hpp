// A run that is over before anybody looks at it: the program is executed in virtual time, to its end, and
// then handed out as a recording. Nothing that a transport asks for can change it, so its events have the
// numbers that a listing of `play --fast` gives them.
#pragma once

#include "core/async/run.hpp"

#include <memory>

namespace loopscope::app::cli {

// A session::RunFactory.
std::unique_ptr<async::Run> finished_run(const async::Starter& program, async::RunOptions options);

}  // namespace loopscope::app::cli
