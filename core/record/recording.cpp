#include "core/record/recording.hpp"

#include <new>
#include <utility>

namespace loopscope::record {

Recording::Recording(std::shared_ptr<const trace::Tables> tables)
    : tables_(tables ? std::move(tables) : std::make_shared<trace::Tables>()) {}

Recording::~Recording() {
    for (const auto& place : shelves_) {
        const Shelf* shelf = place.load(std::memory_order_relaxed);
        if (shelf == nullptr) return;
        for (const auto& each : *shelf) delete each.load(std::memory_order_relaxed);
        delete shelf;
    }
}

Chunk& Recording::chunk_to_write(std::size_t index) {
    if (index / kInShelf >= kShelves) throw std::bad_alloc{};
    auto& place = shelves_[index / kInShelf];
    Shelf* shelf = place.load(std::memory_order_relaxed);
    if (shelf == nullptr) {
        shelf = new Shelf{};
        place.store(shelf, std::memory_order_release);
        memory_.fetch_add(sizeof(Shelf), std::memory_order_relaxed);
    }
    auto& slot = (*shelf)[index % kInShelf];
    Chunk* chunk = slot.load(std::memory_order_relaxed);
    if (chunk == nullptr) {
        // Not `new Chunk{}`, which would write all of it.
        chunk = new Chunk;
        slot.store(chunk, std::memory_order_release);
        memory_.fetch_add(sizeof(Chunk), std::memory_order_relaxed);
    }
    return *chunk;
}

void Recording::append(std::span<const trace::Event> events) {
    std::size_t at = size_.load(std::memory_order_relaxed);
    while (!events.empty()) {
        Chunk& chunk = chunk_to_write(at / kChunk);
        const std::size_t place = at % kChunk;
        const auto part = events.first(std::min(events.size(), kChunk - place));
        std::size_t allocated = 0;
        for (std::size_t i = 0; i < part.size(); ++i) allocated += chunk.put(place + i, part[i]);
        if (allocated != 0) memory_.fetch_add(allocated, std::memory_order_relaxed);
        at += part.size();
        size_.store(at, std::memory_order_release);
        events = events.subspan(part.size());
    }
}

}  // namespace loopscope::record
