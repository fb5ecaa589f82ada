// Runs that are over before anybody looks at them: the program is executed in virtual time, to its end or to
// a limit, and then handed out as a recording. Nothing that a transport asks for can change it, so its events
// have the numbers that a listing of `play --fast` gives them.
#pragma once

#include "app/session/run_factory.hpp"
#include "core/record/run_to_end.hpp"

namespace loopscope::app::cli {

// `reached`, if it is not null, is set when a run was stopped at a limit; it must stay.
session::RunFactory finished_runs(const record::Limits& limits, record::Reached* reached = nullptr);

}  // namespace loopscope::app::cli
