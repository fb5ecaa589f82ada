// Where a lesson's questions are put: finds their marks in a run.
#pragma once

#include "core/lessons/lesson.hpp"
#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace loopscope::quiz {

struct ReachedMark {
    int question = 0;          // index among the lesson's questions
    std::size_t position = 0;  // where it is asked
};

// Reads a run as it grows.
class MarkReader {
public:
    MarkReader() = default;
    // Only the questions of `mode`.
    MarkReader(const std::vector<lessons::QuestionMark>& questions, lessons::Mode mode);

    // Marks that have come into reach since the last call, in order. What an event brings about at once (a
    // due timer makes its task ready) has happened at the position, so such a mark is reached with the event
    // after that.
    std::vector<ReachedMark> read(const timeline::Timeline& timeline);
    [[nodiscard]] bool empty() const { return waiting_.empty(); }

private:
    struct Waiting {
        int question = 0;
        lessons::StepMark when;
        int left = 1;  // so many events have still to fit
        bool settling = false;
    };
    std::vector<Waiting> waiting_;
    std::size_t seen_ = 0;
    std::size_t settled_ = 0;  // right behind the last event that belongs to the mark's
};

}  // namespace loopscope::quiz
