#include "core/timeline/timers.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>

namespace loopscope::timeline {
namespace {

constexpr std::size_t kMostInABlock = 256;

}  // namespace

bool Timers::earlier(std::uint32_t a, std::uint32_t b) const {
    return std::tie(timers_[a].deadline, timers_[a].id) < std::tie(timers_[b].deadline, timers_[b].id);
}

// The last block that begins at or before it. Those of one deadline stand in one block, however many they
// are.
std::size_t Timers::block_of(std::int64_t deadline) const {
    const auto behind = std::upper_bound(blocks_.begin(), blocks_.end(), deadline,
                                         [](std::int64_t d, const Block& block) { return d < block.from; });
    return static_cast<std::size_t>(std::distance(blocks_.begin(), behind)) - 1;
}

std::uint32_t Timers::add(const Timer& timer, Place at) {
    if (blocks_.empty()) blocks_.push_back({.from = std::numeric_limits<std::int64_t>::min(), .numbers = {}});
    const std::uint32_t number = armed_.begin(at);
    timers_.push_back(timer);
    const std::size_t index = block_of(timer.deadline);
    Block& block = blocks_[index];
    const auto place = std::upper_bound(block.numbers.begin(), block.numbers.end(), number,
                                        [this](auto a, auto b) { return earlier(a, b); });
    block.numbers.insert(place, number);
    block.earliest = std::min(block.earliest, at);
    block.latest = kNever;
    ++block.armed;
    if (block.numbers.size() > kMostInABlock) split(index);
    return number;
}

void Timers::remove(std::uint32_t number, Place at) {
    armed_.end(number, at);
    Block& block = blocks_[block_of(timers_[number].deadline)];
    if (--block.armed == 0) block.latest = at;
}

// In the middle, but not between two of one deadline.
void Timers::split(std::size_t index) {
    const std::vector<std::uint32_t>& all = blocks_[index].numbers;
    const auto deadline = [&](std::size_t i) { return timers_[all[i]].deadline; };
    std::size_t middle = all.size() / 2;
    while (middle < all.size() && deadline(middle) == deadline(middle - 1)) ++middle;
    if (middle == all.size()) return;
    Block right{.from = deadline(middle), .numbers = {}};
    const auto cut = all.begin() + static_cast<std::ptrdiff_t>(middle);
    right.numbers.reserve(kMostInABlock + 1);
    right.numbers.assign(cut, all.end());
    Block& left = blocks_[index];
    left.numbers.resize(middle);
    sum_up(left);
    sum_up(right);
    blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(right));
}

void Timers::sum_up(Block& block) const {
    block.earliest = kNever;
    block.latest = 0;
    block.armed = 0;
    for (const std::uint32_t number : block.numbers) {
        block.earliest = std::min(block.earliest, armed_.began(number));
        block.latest = std::max(block.latest, armed_.ended(number));
        block.armed += armed_.ended(number) == kNever ? 1 : 0;
    }
}

Few<Timer> Timers::first(Place at, std::size_t most) const {
    Few<Timer> few;
    few.count = armed_.count(at);
    const std::size_t wanted = std::min(most, few.count);
    for (const Block& block : blocks_) {
        if (few.first.size() == wanted) break;
        if (block.earliest > at || block.latest <= at) continue;
        for (const std::uint32_t number : block.numbers) {
            if (few.first.size() == wanted) break;
            if (armed_.there(number, at)) few.first.push_back(timers_[number]);
        }
    }
    return few;
}

std::size_t Timers::memory() const {
    std::size_t sum = armed_.memory() + timers_.memory() + blocks_.capacity() * sizeof(Block);
    for (const Block& block : blocks_) sum += block.numbers.capacity() * sizeof(std::uint32_t);
    return sum;
}

}  // namespace loopscope::timeline
