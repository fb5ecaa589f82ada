// A run in a process of its own. To its owner it is a Run like any other; whatever its program does, the
// owner lives on: a crash ends the run as Failed, with what is known of it.
#pragma once

#include "core/record/source.hpp"

#include <memory>
#include <string>
#include <vector>

namespace loopscope::remote {

// Starts argv[0], a path, which is to call serve(). Its name, speed and so on are what the program makes of
// its arguments; of `options` only on_events is used. What it writes to its standard streams is not shown,
// but the end of it goes into the message when it crashes. Throws std::system_error when there is no such
// program.
//
// One that does not heed a Stop is killed after a second, and its run ends as Failed. When the Run goes, the
// process is asked to stop, and killed if it has not ended after 0.1 s.
std::unique_ptr<record::Source> start(const std::vector<std::string>& argv, record::SourceOptions options);

}  // namespace loopscope::remote
