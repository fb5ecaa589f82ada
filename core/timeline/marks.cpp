#include "core/timeline/marks.hpp"

#include <algorithm>
#include <bit>

namespace loopscope::timeline {

void Marks::add(bool marked) {
    if (size_ % 64 == 0) {
        bits_.push_back(0);
        before_.push_back(static_cast<std::uint32_t>(count_));
    }
    if (marked) {
        bits_.back() |= std::uint64_t{1} << (size_ % 64);
        ++count_;
        last_ = size_ + 1;
    }
    ++size_;
}

std::size_t Marks::count(std::size_t position) const {
    if (position >= size_) return count_;
    const std::uint64_t up_to = (std::uint64_t{1} << (position % 64)) - 1;
    return before_[position / 64] + static_cast<std::size_t>(std::popcount(bits_[position / 64] & up_to));
}

std::size_t Marks::next(std::size_t position) const {
    return nth(count(position));
}

std::size_t Marks::previous(std::size_t position) const {
    const std::size_t before = position == 0 ? 0 : count(position - 1);
    return before == 0 ? 0 : nth(before - 1);
}

// The word with that mark is found by halving, so a long stretch without any costs nothing.
std::size_t Marks::nth(std::size_t number) const {
    if (number >= count_) return 0;
    std::size_t from = 0, to = bits_.size();
    while (to - from > 1) {
        const std::size_t middle = from + (to - from) / 2;
        if (before_[middle] <= number) {
            from = middle;
        } else {
            to = middle;
        }
    }
    std::uint64_t bits = bits_[from];
    for (std::size_t skip = number - before_[from]; skip > 0; --skip) bits &= bits - 1;
    return from * 64 + static_cast<std::size_t>(std::countr_zero(bits)) + 1;
}

}  // namespace loopscope::timeline
