// Where fonts and shaders lie: beside the build, or where they were installed.
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace loopscope::app::platform {

// The folder with `fonts/` and `shaders/`; looked for upwards from the executable, so that a build tree and
// an installed program are the same to it. $LOOPSCOPE_ASSETS comes first.
Result<std::string> find_assets();

// The same, looking from `executable`.
Result<std::string> find_assets_near(const std::string& executable);

}  // namespace loopscope::app::platform
