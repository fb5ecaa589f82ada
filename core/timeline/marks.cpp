#include "core/timeline/marks.hpp"

#include <bit>

namespace loopscope::timeline {

void Marks::add(const trace::Event& event) {
    if (size_ % 64 == 0) {
        Word word{};
        for (std::size_t i = 0; i < kRows; ++i) word.before[i] = static_cast<std::uint32_t>(rows_[i].count);
        words_.push_back(word);
    }
    const std::uint64_t bit = std::uint64_t{1} << (size_ % 64);
    ++size_;
    for (std::size_t i = 0; i < kRows; ++i) {
        if (!trace::ends_step(event, static_cast<trace::Granularity>(i))) continue;
        words_.back().bits[i] |= bit;
        ++rows_[i].count;
        rows_[i].last = size_;
    }
}

std::size_t Marks::count(trace::Granularity step, std::size_t position) const {
    if (position >= size_) return count(step);
    const Word& word = words_[position / 64];
    const std::uint64_t up_to = (std::uint64_t{1} << (position % 64)) - 1;
    return word.before[row(step)] + static_cast<std::size_t>(std::popcount(word.bits[row(step)] & up_to));
}

std::size_t Marks::next(trace::Granularity step, std::size_t position) const {
    return nth(step, count(step, position));
}

std::size_t Marks::previous(trace::Granularity step, std::size_t position) const {
    const std::size_t before = position == 0 ? 0 : count(step, position - 1);
    return before == 0 ? 0 : nth(step, before - 1);
}

// The word with that mark is found by halving, so a long stretch without any costs nothing.
std::size_t Marks::nth(trace::Granularity step, std::size_t number) const {
    const std::size_t i = row(step);
    if (number >= rows_[i].count) return 0;
    std::size_t from = 0, to = words_.size();
    while (to - from > 1) {
        const std::size_t middle = from + (to - from) / 2;
        if (words_[middle].before[i] <= number) {
            from = middle;
        } else {
            to = middle;
        }
    }
    std::uint64_t bits = words_[from].bits[i];
    for (std::size_t skip = number - words_[from].before[i]; skip > 0; --skip) bits &= bits - 1;
    return from * 64 + static_cast<std::size_t>(std::countr_zero(bits)) + 1;
}

}  // namespace loopscope::timeline
