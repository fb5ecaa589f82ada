// A sequence that only grows, in blocks that never move: growing it costs the same however long it is, and
// what nobody has written yet takes no memory.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace loopscope::timeline {

template <class T>
class Column {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    T& operator[](std::size_t i) { return blocks_[i / kBlock][i % kBlock]; }
    const T& operator[](std::size_t i) const { return blocks_[i / kBlock][i % kBlock]; }
    T& back() { return (*this)[size_ - 1]; }
    const T& back() const { return (*this)[size_ - 1]; }

    void push_back(const T& value) {
        if (size_ % kBlock == 0 && size_ / kBlock == blocks_.size())
            blocks_.push_back(std::make_unique_for_overwrite<T[]>(kBlock));
        blocks_[size_ / kBlock][size_ % kBlock] = value;
        ++size_;
    }
    // Up to that size, with copies of `value`.
    void grow(std::size_t size, const T& value) {
        while (size_ < size) push_back(value);
    }

    [[nodiscard]] std::size_t memory() const { return blocks_.size() * kBlock * sizeof(T); }

private:
    // A page or so: many columns stay short.
    static constexpr std::size_t kBlock = 1024;

    std::vector<std::unique_ptr<T[]>> blocks_;
    std::size_t size_ = 0;
};

// How many of an ascending column are at most `value`.
template <class T>
std::size_t count_up_to(const Column<T>& ascending, T value) {
    std::size_t from = 0, to = ascending.size();
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        if (ascending[middle] <= value) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

}  // namespace loopscope::timeline
