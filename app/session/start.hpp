// The one place where the app starts runs: whatever goes wrong in it comes back as a sentence.
#pragma once

#include "app/session/run_factory.hpp"
#include "core/base/result.hpp"

#include <functional>
#include <memory>

namespace loopscope::app::session {

// Makes what starts the program; may throw, as what it makes may. An empty starter: there is nothing to run.
using MakeStarter = std::function<record::Starter()>;

// The error goes on a name: "could not be started: no such file".
Result<std::unique_ptr<record::Source>> start(const RunFactory& factory, const MakeStarter& program,
                                              record::SourceOptions options);

}  // namespace loopscope::app::session
