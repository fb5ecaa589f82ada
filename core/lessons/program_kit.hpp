// What it takes to compile a lesson's own program: our headers and libraries as they were built or installed,
// and the compiler that made them.
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <vector>

namespace loopscope::lessons {

struct ProgramKit {
    std::string compiler;
    std::vector<std::string> compile, link;  // what stands before and behind the source and -o
    std::string stamp;                       // another one for another compiler or other libraries
};

// Described by <datadir>/loopscope/kit.json, looked for upwards from the executable as the assets are;
// $LOOPSCOPE_KIT may name the file.
Result<ProgramKit> find_program_kit();

}  // namespace loopscope::lessons
