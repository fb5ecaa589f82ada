// `loopscope programs`: what a lesson can run, for whoever writes one.
#pragma once

#include <string>

namespace loopscope::app::cli {

// For each program its name and what it does, then its modes and parameters.
std::string program_listing();

}  // namespace loopscope::app::cli
