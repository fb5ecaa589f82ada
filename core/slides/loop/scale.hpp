// How far apart rows stand: by their order, or by their times, where a run of any length has the same height.
// The times of many rows are kept as sums, so that another scale touches none of them.
#pragma once

#include "core/slides/loop/row.hpp"

#include <cstdint>
#include <vector>

namespace loopscope::slides {

// A height for a span of loop time, or order alone. In steps, so that the rows of a run that goes on seldom
// move.
class RowScale {
public:
    RowScale() = default;
    // For a run that ends at `end`.
    RowScale(std::int64_t end, bool true_time);

    // Height of a nanosecond, 0 where order alone counts.
    [[nodiscard]] double per_ns() const { return per_ns_; }
    [[nodiscard]] std::uint8_t level() const { return level_; }
    // From a row to the next one, which needs `room`, `passed` ns later.
    [[nodiscard]] double distance(double room, std::int64_t passed) const;
    friend bool operator==(const RowScale&, const RowScale&) = default;

private:
    double per_ns_ = 0;
    std::uint8_t level_ = 0;  // 0: order alone
};

double room_between(const Row* above, RowKind kind);

// Distances between successive rows.
class Stretches {
public:
    void add(double room, std::int64_t passed);
    // How much more than by order alone all of them are together.
    [[nodiscard]] double beyond_order(const RowScale& scale) const;
    [[nodiscard]] std::size_t memory() const { return steps_.capacity() * sizeof(Step); }
    void clear() { steps_.clear(); }
    void shrink() { steps_.shrink_to_fit(); }

private:
    // Distances that are those of time up to scale `level`, and behind it those of order.
    struct Step {
        std::int64_t passed = 0;
        float room = 0;
        std::uint8_t level = 0;
    };
    std::vector<Step> steps_;
};

}  // namespace loopscope::slides
