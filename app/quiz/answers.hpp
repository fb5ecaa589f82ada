// What became of a question, for whoever keeps a learner's progress.
#pragma once

#include <string>
#include <vector>

namespace loopscope::app::quiz {

struct AnswerGiven {
    std::string lesson;     // its id
    int question = 0;       // index among the lesson's questions; -1: one that was asked for on the spot
    bool right = false;     // false too where what happened was none of the answers
    int misconception = 0;  // 1 to 15: what the wrong answer suggests; 0: nothing, or it was right

    friend bool operator==(const AnswerGiven&, const AnswerGiven&) = default;
};

}  // namespace loopscope::app::quiz
