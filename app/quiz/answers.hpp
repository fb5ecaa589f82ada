// What became of a question, for whoever keeps a learner's progress.
#pragma once

#include <string>
#include <vector>

namespace loopscope::app::quiz {

struct AnswerGiven {
    // Its id.
    std::string lesson;
    // Index among the lesson's questions; -1: one that was asked for on the spot.
    int question = 0;
    // False too where what happened was none of the answers.
    bool right = false;
    // 1 to 15: what the wrong answer suggests; 0: nothing, or it was right.
    int misconception = 0;

    friend bool operator==(const AnswerGiven&, const AnswerGiven&) = default;
};

}  // namespace loopscope::app::quiz
