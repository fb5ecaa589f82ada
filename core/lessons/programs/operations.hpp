// What programs typically wait for: a database, a web API, the network, a subprocess, files.
#pragma once

#include "core/lessons/program.hpp"

namespace loopscope::lessons {

Program operations_program();

}  // namespace loopscope::lessons
