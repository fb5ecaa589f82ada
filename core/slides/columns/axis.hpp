// The one vertical axis of the columns: true time, and room for the instants. A step that only prints takes
// no time on a virtual clock, so on a plain axis it would be invisible; here every instant in which steps
// took (almost) no time gets a few slots of height, the same in all columns, so that equal times stay on one
// line and order stays readable.
#pragma once

#include "core/slides/columns/run.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace loopscope::slides {

// A moment of the race: a loop time and, where that is an instant with slots, how far through it we are.
struct RacePoint {
    std::int64_t time = 0;
    float within = 1.0F;  // 0 before everything that happens at `time`, 1 after it
};

class RaceAxis {
public:
    struct Instant {
        std::int64_t from = 0, to = 0;  // the first and the last time that belong to it; mostly equal
        int slots = 0;                  // the most short steps that one lane takes in it
        float y = 0;                    // top
    };
    struct Tick {
        float y = 0;
        std::string label;
    };

    // The default height serves those who only want race times.
    explicit RaceAxis(std::span<const ColumnRun* const> runs, float top = 0, float height = 480);

    [[nodiscard]] float y(RacePoint point) const;
    [[nodiscard]] float before(std::int64_t time) const { return y({time, 0}); }
    [[nodiscard]] float after(std::int64_t time) const { return y({time, 1}); }
    [[nodiscard]] float top() const { return top_; }
    [[nodiscard]] float bottom() const { return top_ + height_; }
    [[nodiscard]] float slot() const { return slot_; }
    // The instant that `time` belongs to, or nullptr.
    [[nodiscard]] const Instant* instant(std::int64_t time) const;
    [[nodiscard]] const std::vector<Instant>& instants() const { return instants_; }
    // Shorter than a slot: drawn as one.
    [[nodiscard]] bool is_short(const Stretch& stretch) const;
    [[nodiscard]] std::int64_t end() const { return end_; }
    [[nodiscard]] std::vector<Tick> ticks() const;
    [[nodiscard]] const char* unit() const;

    // To play the race evenly: the playhead line moves down at one speed, also through the instants. `length`
    // is the race's length in ns at that speed (a little more than end()), `point_at` what is reached after
    // `passed` of them.
    [[nodiscard]] std::int64_t length() const;
    [[nodiscard]] RacePoint point_at(std::int64_t passed) const;
    [[nodiscard]] std::int64_t passed(RacePoint point) const;

private:
    [[nodiscard]] double ns_per_pixel() const;

    float top_ = 0, height_ = 0, slot_ = 0;
    std::int64_t end_ = 0;
    double scale_ = 0;  // pixels per ns between the instants
    std::vector<Instant> instants_;
};

}  // namespace loopscope::slides
