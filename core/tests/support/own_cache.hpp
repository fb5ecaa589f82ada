// A cache of its own for what a test compiles, so that nothing is there from before and nothing is left.
#pragma once

#include "core/tests/support/deck_folder.hpp"
#include "core/tests/support/environment.hpp"

#include <string>

namespace loopscope::test {

class OwnCache {
public:
private:
    DeckFolder folder_;
    Environment variable_{"XDG_CACHE_HOME", folder_.path().c_str()};
};

// Prints `text`; runs in one mode, without parameters.
inline std::string printing_program(const std::string& text) {
    return R"(#include "core/lessons/own_program.hpp"
// [async]
loopscope::async::Task<> say() {
    loopscope::async::print(")" +
           text + R"(");
    co_return;
}
// [/async]
loopscope::lessons::Program own_program() {
    loopscope::lessons::Program program;
    program.modes = {loopscope::lessons::Mode::Async};
    program.run = [](loopscope::lessons::Mode, const loopscope::lessons::Values&) {
        loopscope::async::Loop{}.run(say());
    };
    return program;
}
)";
}

inline const char* const kOwnLesson = "---\ntitle: Own\nprogram: program.cpp\n---\nSome words.\n";

}  // namespace loopscope::test
