// `loopscope render`: a moment of a lesson as a PNG, drawn by the window's own code but without a window.
#pragma once

#include "app/cli/arguments.hpp"

#include <string>

namespace loopscope::app::cli {

// What has to be said to whoever asked; an empty text: nothing, all is well.
struct Complaint {
    int exit_code = 0;
    std::string text;
};

Complaint render(const Render& request, const std::vector<lessons::Lesson>& lessons);

}  // namespace loopscope::app::cli
