// From GLFW's keys to ours.
#pragma once

#include "app/input/event.hpp"

namespace loopscope::app::platform {

// By what is printed on the key where that is a letter, a digit or one of our signs, otherwise by its place.
// `printed`: what glfwGetKeyName says; may be null.
input::Key key_of(int glfw_key, const char* printed);

}  // namespace loopscope::app::platform
