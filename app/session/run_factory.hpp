// How a session starts runs: the real thing in the program, a scripted one in tests.
#pragma once

#include "core/record/source.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace loopscope::app::session {

using RunFactory = std::function<std::unique_ptr<record::Source>(const record::Starter& program,
                                                                 record::SourceOptions options)>;

// `start`, or the real thing where it is empty.
inline RunFactory or_real(RunFactory start) {
    if (start) return start;
    return [](const record::Starter& program, record::SourceOptions options) {
        return program(std::move(options));
    };
}

}  // namespace loopscope::app::session
