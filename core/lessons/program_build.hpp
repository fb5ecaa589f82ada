// Compiles a lesson's own program. What was compiled once is kept in the cache of the user ($XDG_CACHE_HOME)
// until the source, a header beside it, or Loopscope itself changes.
#pragma once

#include "core/lessons/deck.hpp"
#include "core/lessons/program.hpp"

#include <atomic>
#include <string>
#include <variant>
#include <vector>

namespace loopscope::lessons {

struct BuiltProgram {
    std::string executable;
    Program about;  // without `run`
};
struct NotYetBuilt {};
using ProgramBuild = std::variant<BuiltProgram, NotYetBuilt, std::vector<Problem>>;

// What is known of `source` without compiling it: a mistake is known for as long as this process lives.
ProgramBuild built_program(const std::string& source);

// Compiles it where that is needed, which takes seconds. Any thread; gives up soon after `stop` has become
// true, and then it is not yet built. Mistakes carry the compiler's file and line.
ProgramBuild build_program(const std::string& source, const std::atomic<bool>& stop);

}  // namespace loopscope::lessons
