// The events of a run, all of them, in memory: append-only, in chunks that never move. One thread appends;
// any number of threads read what has been published, without a lock, while it grows.
#pragma once

#include "core/record/chunk.hpp"
#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

namespace loopscope::record {

class Recording {
public:
    // Without tables it has empty ones.
    explicit Recording(std::shared_ptr<const trace::Tables> tables);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    // The writer's. They follow those already there and are numbered anew: seq is the position. Throws
    // std::bad_alloc; what was appended before stays.
    void append(std::span<const trace::Event> events);

    // Any thread. What lies below size() is there and never changes.
    [[nodiscard]] std::size_t size() const { return size_.load(std::memory_order_acquire); }
    // Precondition: i < size(), as this thread has seen it.
    [[nodiscard]] trace::Event operator[](std::size_t i) const {
        return chunk(i / kChunk).get(i % kChunk, i);
    }
    // Calls take(event) for those in [from, to), in order. Quicker than one by one.
    template <class Take>
    void each(std::size_t from, std::size_t to, Take take) const;

    [[nodiscard]] const trace::Tables& tables() const { return *tables_; }
    [[nodiscard]] std::shared_ptr<const trace::Tables> shared_tables() const { return tables_; }

    // Bytes held by the events; without the tables.
    [[nodiscard]] std::size_t memory() const { return memory_.load(std::memory_order_relaxed); }

private:
    static constexpr std::size_t kChunk = Chunk::kEvents;
    static constexpr std::size_t kInShelf = 1024, kShelves = 1024;  // 17 billion events
    // The chunks stand on shelves, so that neither they nor the list of them has to move.
    using Shelf = std::array<std::atomic<Chunk*>, kInShelf>;

    [[nodiscard]] const Chunk& chunk(std::size_t index) const {
        const Shelf& shelf = *shelves_[index / kInShelf].load(std::memory_order_acquire);
        return *shelf[index % kInShelf].load(std::memory_order_acquire);
    }
    Chunk& chunk_to_write(std::size_t index);

    std::shared_ptr<const trace::Tables> tables_;
    std::array<std::atomic<Shelf*>, kShelves> shelves_{};
    std::atomic<std::size_t> size_{0};
    std::atomic<std::size_t> memory_{0};
};

template <class Take>
void Recording::each(std::size_t from, std::size_t to, Take take) const {
    while (from < to) {
        const Chunk& part = chunk(from / kChunk);
        const std::size_t end = std::min(to, (from / kChunk + 1) * kChunk);
        for (; from < end; ++from) take(part.get(from % kChunk, from));
    }
}

}  // namespace loopscope::record
