// A run that is over before anybody looks at it: the program is executed in virtual time, to its end, and
// then handed out as a recording. Nothing that a transport asks for can change it, so its events have the
// numbers that a listing of `play --fast` gives them.
#pragma once

#include "core/record/source.hpp"

#include <memory>

namespace loopscope::app::cli {

// A session::RunFactory.
std::unique_ptr<record::Source> finished_run(const record::Starter& program, record::SourceOptions options);

}  // namespace loopscope::app::cli
