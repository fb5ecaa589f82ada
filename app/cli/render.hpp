// `loopscope render`: a moment of a lesson as a PNG, drawn by the window's own code but without a window.
#pragma once

#include "app/cli/arguments.hpp"
#include "app/cli/complaint.hpp"

#include <vector>

namespace loopscope::app::cli {

Complaint render(const Render& request, const std::vector<lessons::Lesson>& lessons);

}  // namespace loopscope::app::cli
