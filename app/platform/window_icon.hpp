// The mark of Loopscope as the window's icon.
#pragma once

#include "app/platform/image.hpp"

struct GLFWwindow;

namespace loopscope::app::platform {

// An open ring with a dot at its top, on nothing.
Image mark(int side);
void set_icon(GLFWwindow* window);

}  // namespace loopscope::app::platform
