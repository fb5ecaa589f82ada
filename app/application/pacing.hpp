// When the next frame may be drawn and how long the loop may sleep. Pure, so that the rule can be tested.
#pragma once

#include <algorithm>
#include <optional>

namespace loopscope::app::application {

// Frames that the processor draws are expensive: half as many.
inline constexpr double kFrame = 1.0 / 60, kFrameInSoftware = 1.0 / 30;

inline constexpr double kSoon = 0.25;

struct Pace {
    // Seconds.
    double now = 0;
    // When the last one was begun.
    double last_frame = -1;
    // The least time between two.
    double frame = kFrame;
    // Something moves by itself.
    bool animating = false;
    // Something came in, or has to be drawn again.
    bool due = false;
    // A moment to look again.
    std::optional<double> wake;

    [[nodiscard]] double slot() const { return last_frame + frame; }
    [[nodiscard]] bool may_draw() const { return now >= slot(); }
    // A countdown goes on, say: the picture will change without anybody doing anything.
    [[nodiscard]] bool wakes_soon() const { return wake && *wake < now + kSoon; }
    // Nothing: until something comes in.
    [[nodiscard]] std::optional<double> sleep() const {
        std::optional<double> until;
        if (animating || due) until = slot();
        // Looking again before a frame can be drawn would be for nothing.
        if (wake) until = std::min(until.value_or(std::max(*wake, slot())), std::max(*wake, slot()));
        if (!until) return std::nullopt;
        return *until > now ? *until - now : 0.0;
    }
};

}  // namespace loopscope::app::application
