// The same in CPython, measured beside it.
#pragma once

#include <string>

namespace loopscope::bench {

// The number that the script prints; 0 where it can't be had.
double ask_python(const std::string& script);

}  // namespace loopscope::bench
