// `loopscope render`: a moment of a lesson as a PNG, drawn by the window's own code but without a window.
#pragma once

#include "app/cli/arguments.hpp"
#include "app/cli/complaint.hpp"

namespace loopscope::app::cli {

Complaint render(const Render& request);

}  // namespace loopscope::app::cli
