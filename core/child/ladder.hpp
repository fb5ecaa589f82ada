// How a process is stopped: politely first. It is asked, in the words that it understands; then interrupted;
// then terminated; then killed with all of its group. After each it has some time to end.
#pragma once

#include "core/child/child.hpp"

#include <array>
#include <chrono>
#include <functional>

namespace loopscope::child {

// How long it may take after each; 0: that step is left out.
struct Patience {
    std::chrono::milliseconds ask{0}, interrupt{0}, terminate{0};
};

// The steps by themselves, for whoever has other things to wait for meanwhile.
class Ladder {
public:
    using Time = std::chrono::steady_clock::time_point;

    // With less patience than before, once begun, what is left to do is done sooner; never later.
    void begin(const Patience& patience, Time now);
    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] bool has_killed() const { return next_ == kSteps; }
    // When the next step is to be taken; Time::max(): never.
    [[nodiscard]] Time due() const { return begun_ && !has_killed() ? steps_[next_].at : Time::max(); }
    // Takes the steps that are due: calls `ask`, or sends `child` a signal.
    void climb(const Child& child, const std::function<void()>& ask, Time now);

private:
    static constexpr std::size_t kSteps = 4;
    struct Step {
        Time at = Time::max();
        bool left_out = true;
    };
    std::array<Step, kSteps> steps_;
    std::size_t next_ = 0;
    bool begun_ = false;
};

// Blocks until it has ended.
Exit stop(Child& child, const Patience& patience, const std::function<void()>& ask = {});

}  // namespace loopscope::child
