// A server that stores each request in a database and sends it on to a broker, in all four ways.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program server_program();

}  // namespace loopscope::lessons
