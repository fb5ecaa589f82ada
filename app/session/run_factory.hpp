// How a session starts runs: the real thing in the program, a scripted one in tests.
#pragma once

#include "core/async/run.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace loopscope::app::session {

using RunFactory =
    std::function<std::unique_ptr<async::Run>(const async::Starter& program, async::RunOptions options)>;

// `start`, or the real thing where it is empty.
inline RunFactory or_real(RunFactory start) {
    if (start) return start;
    return
        [](const async::Starter& program, async::RunOptions options) { return program(std::move(options)); };
}

}  // namespace loopscope::app::session
