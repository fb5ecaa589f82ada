// Where steps end: for each size of step, which positions are the end of one. A bit for each, and for each
// event.
#pragma once

#include "core/timeline/column.hpp"
#include "core/trace/control.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace loopscope::timeline {

class Marks {
public:
    // The event of the next position; the first call is for position 1.
    void add(const trace::Event& event);

    // How many positions up to `position` are marked for this size of step.
    [[nodiscard]] std::size_t count(trace::Granularity step, std::size_t position) const;
    [[nodiscard]] std::size_t count(trace::Granularity step) const { return rows_[row(step)].count; }
    // The first marked one behind `position`, the last one before it; 0 where there is none.
    [[nodiscard]] std::size_t next(trace::Granularity step, std::size_t position) const;
    [[nodiscard]] std::size_t previous(trace::Granularity step, std::size_t position) const;
    // The one with that number, from 0; 0 where there is none.
    [[nodiscard]] std::size_t nth(trace::Granularity step, std::size_t number) const;
    // The last of all; 0 where there is none.
    [[nodiscard]] std::size_t last(trace::Granularity step) const { return rows_[row(step)].last; }

    [[nodiscard]] std::size_t memory() const { return words_.memory(); }

private:
    static constexpr std::size_t kRows = 4;
    static constexpr std::size_t row(trace::Granularity step) { return static_cast<std::size_t>(step); }
    // Of 64 positions.
    struct Word {
        std::array<std::uint64_t, kRows> bits;
        std::array<std::uint32_t, kRows> before;  // how many are marked in the words before
    };
    struct Row {
        std::size_t count = 0, last = 0;
    };

    Column<Word> words_;
    std::array<Row, kRows> rows_;
    std::size_t size_ = 0;
};

}  // namespace loopscope::timeline
