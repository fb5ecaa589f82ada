#include "core/child/ladder.hpp"

#include <algorithm>
#include <csignal>
#include <poll.h>

namespace loopscope::child {

void Ladder::begin(const Patience& patience, Time now) {
    begun_ = true;
    const std::array<std::chrono::milliseconds, kSteps - 1> times{patience.ask, patience.interrupt,
                                                                  patience.terminate};
    Time at = now;
    for (std::size_t i = 0; i < kSteps; ++i) {
        steps_[i].at = std::min(steps_[i].at, at);
        const bool is_last = i == times.size();
        if (is_last || times[i].count() > 0) steps_[i].left_out = false;
        if (!is_last) at += times[i];
    }
}

void Ladder::climb(const Child& child, const std::function<void()>& ask, Time now) {
    constexpr std::array<int, kSteps> signals{0, SIGINT, SIGTERM, SIGKILL};
    while (due() <= now) {
        const std::size_t step = next_++;
        if (steps_[step].left_out) continue;
        if (signals[step] != 0) {
            child.send(signals[step]);
        } else if (ask) {
            ask();
        }
    }
}

Exit stop(Child& child, const Patience& patience, const std::function<void()>& ask) {
    Ladder ladder;
    ladder.begin(patience, std::chrono::steady_clock::now());
    while (!ladder.has_killed()) {
        ladder.climb(child, ask, std::chrono::steady_clock::now());
        int left = -1;
        if (!ladder.has_killed()) {
            left = static_cast<int>(std::max<std::int64_t>(
                0,
                std::chrono::ceil<std::chrono::milliseconds>(ladder.due() - std::chrono::steady_clock::now())
                    .count()));
        }
        pollfd end{child.end_descriptor(), POLLIN, 0};
        if (poll(&end, 1, left) > 0) break;
    }
    return child.end_all();
}

}  // namespace loopscope::child
