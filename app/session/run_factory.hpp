// How a session starts runs: the real thing in the program, a scripted one in tests.
#pragma once

#include "core/async/run.hpp"

#include <functional>
#include <memory>

namespace loopscope::app::session {

using RunFactory =
    std::function<std::unique_ptr<async::Run>(std::function<void()> program, async::RunOptions options)>;

}  // namespace loopscope::app::session
