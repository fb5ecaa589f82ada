// The fifteen common beliefs about asynchronous programs that are not so, by the numbers of
// assets/lessons/README.md, and what is true instead.
#pragma once

#include <string_view>

namespace loopscope::quiz {

inline constexpr int kMisconceptions = 15;

struct Misconception {
    int number = 0;            // from 1; 0: there is none of that number
    std::string_view belief;   // "`async` makes a thread"
    std::string_view title;    // what is true: "await does not start a thread"
    std::string_view because;  // why, in two short sentences
};

// An empty one for numbers out of range.
const Misconception& misconception(int number);

}  // namespace loopscope::quiz
