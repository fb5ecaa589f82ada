// Compiles a lesson's own program. What was compiled once is kept in the cache of the user
// (program_cache.hpp) until a file that its compiler read, the compiler, or Loopscope itself changes.
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

// What is known of the file `source` with this text, without compiling it: a mistake is known for as long as
// this process lives and no file that was read for it changes.
ProgramBuild built_program(const std::string& source, const std::string& text);

// Compiles it where that is needed, which takes seconds. Any thread; gives up soon after `stop` has become
// true, and then it is not yet built. Mistakes carry the compiler's file and line.
ProgramBuild build_program(const std::string& source, const std::string& text, const std::atomic<bool>& stop);

}  // namespace loopscope::lessons
