#include "core/timeline/spans.hpp"

#include <algorithm>

namespace loopscope::timeline {

std::uint32_t Spans::begin(Place at) {
    const std::uint32_t number = size();
    spans_.push_back({at, kNever});
    std::uint32_t index = number;
    for (Column<Group>& level : groups_) {
        if (index % kGroup != 0) break;
        index /= kGroup;
        level.push_back({kNever, kGroup});
    }
    return number;
}

void Spans::end(std::uint32_t number, Place at) {
    spans_[number].end = at;
    ends_.push_back(at);
    std::uint32_t index = number;
    for (Column<Group>& level : groups_) {
        index /= kGroup;
        Group& group = level[index];
        if (--group.open != 0) return;
        group.end = at;
    }
}

std::uint32_t Spans::begun(Place at) const {
    std::uint32_t from = 0, to = size();
    while (from < to) {
        const std::uint32_t middle = from + (to - from) / 2;
        if (spans_[middle].begin <= at) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

std::uint32_t Spans::count(Place at) const {
    return begun(at) - static_cast<std::uint32_t>(count_up_to(ends_, at));
}

std::uint32_t Spans::next(std::uint32_t from, Place at) const {
    const std::uint32_t limit = begun(at);
    while (from < limit) {
        // The largest group that begins here and is over.
        std::uint32_t step = 0, width = 1, index = from;
        for (const Column<Group>& level : groups_) {
            if (index % kGroup != 0) break;
            index /= kGroup;
            width *= kGroup;
            if (level[index].end > at) break;
            step = width;
        }
        if (step == 0) {
            if (spans_[from].end > at) return from;
            step = 1;
        }
        from += step;
    }
    return size();
}

std::uint32_t Spans::last(Place at) const {
    std::uint32_t number = begun(at);
    while (number > 0) {
        std::uint32_t step = 0, width = 1, index = number;
        for (const Column<Group>& level : groups_) {
            if (index % kGroup != 0) break;
            index /= kGroup;
            width *= kGroup;
            if (level[index - 1].end > at) break;
            step = width;
        }
        if (step == 0) {
            if (spans_[number - 1].end > at) return number - 1;
            step = 1;
        }
        number -= step;
    }
    return size();
}

std::size_t Spans::memory() const {
    std::size_t sum = spans_.memory() + ends_.memory();
    for (const Column<Group>& level : groups_) sum += level.memory();
    return sum;
}

}  // namespace loopscope::timeline
