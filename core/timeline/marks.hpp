// Which positions are of a certain sort: where a beat ends, a turn begins. One bit for each event.
#pragma once

#include "core/timeline/column.hpp"

#include <cstddef>
#include <cstdint>

namespace loopscope::timeline {

class Marks {
public:
    // For the next position; the first call is for position 1.
    void add(bool marked);

    // How many of the positions up to `position` are marked.
    [[nodiscard]] std::size_t count(std::size_t position) const;
    [[nodiscard]] std::size_t count() const { return count_; }
    // The first marked one behind `position`, the last one before it; 0 where there is none.
    [[nodiscard]] std::size_t next(std::size_t position) const;
    [[nodiscard]] std::size_t previous(std::size_t position) const;
    // The one with that number, from 0; 0 where there is none.
    [[nodiscard]] std::size_t nth(std::size_t number) const;
    // The last of all; 0 where there is none.
    [[nodiscard]] std::size_t last() const { return last_; }

    [[nodiscard]] std::size_t memory() const { return bits_.memory() + before_.memory(); }

private:
    // The bits of 64 positions, and how many are marked in the words before. Two columns, because one would
    // pad.
    Column<std::uint64_t> bits_;
    Column<std::uint32_t> before_;
    std::size_t size_ = 0, count_ = 0, last_ = 0;
};

}  // namespace loopscope::timeline
