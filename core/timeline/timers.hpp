// The timers of one loop, and which of them were armed at any position.
#pragma once

#include "core/timeline/spans.hpp"
#include "core/timeline/state.hpp"

#include <vector>

namespace loopscope::timeline {

class Timers {
public:
    // Returns its number, from 0.
    std::uint32_t add(const Timer& timer, Place at);
    // Once for each.
    void remove(std::uint32_t number, Place at);
    // Calls removed(id) for each that is armed at the end of what was recorded, and removes it.
    template <class Removed>
    void remove_all(Place at, Removed removed);

    [[nodiscard]] std::size_t count(Place at) const { return armed_.count(at); }
    // By (deadline, id).
    [[nodiscard]] Few<Timer> first(Place at, std::size_t most) const;

    [[nodiscard]] std::size_t memory() const;

private:
    // Neighbours by (deadline, id) among all timers that there ever were. A few hundred at the most, so that
    // one more is put among them quickly.
    struct Block {
        std::int64_t from = 0;    // not behind the deadline of the first
        Place earliest = kNever;  // the first time that any of them was armed
        Place latest = 0;         // when the last of them was removed; kNever: one is armed yet
        std::uint32_t armed = 0;
        std::vector<std::uint32_t> numbers;
    };
    [[nodiscard]] bool earlier(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] std::size_t block_of(std::int64_t deadline) const;
    void split(std::size_t block);
    void sum_up(Block& block) const;

    Spans armed_;
    Column<Timer> timers_;       // by number of the span
    std::vector<Block> blocks_;  // by `from`
};

template <class Removed>
void Timers::remove_all(Place at, Removed removed) {
    for (std::uint32_t i = armed_.next(0, at); i < armed_.size(); i = armed_.next(i + 1, at)) {
        remove(i, at);
        removed(timers_[i].id);
    }
}

}  // namespace loopscope::timeline
