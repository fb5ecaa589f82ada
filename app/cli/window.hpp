// `loopscope [lesson]`: the window, from the settings of last time to those of next time.
#pragma once

#include "app/cli/arguments.hpp"
#include "app/cli/complaint.hpp"

namespace loopscope::app::cli {

// Returns when the window has been closed.
Complaint open_window(const OpenWindow& request);

}  // namespace loopscope::app::cli
