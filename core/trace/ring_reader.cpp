#include "core/trace/ring_reader.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace loopscope::trace {
namespace {

using Words = std::array<std::uint64_t, sizeof(Event) / sizeof(std::uint64_t)>;

// Once, whatever happens to it meanwhile.
Event copy_of(const Event& slot) {
    const auto* from = reinterpret_cast<const std::uint64_t*>(&slot);
    Words words;
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = __atomic_load_n(from + i, __ATOMIC_RELAXED);
    return std::bit_cast<Event>(words);
}

}  // namespace

bool RingReader::read_one(Reading& ring, std::vector<Event>& out) {
    const std::uint64_t begin = ring.tail;
    for (; ring.tail != ring.head; ++ring.tail) {
        Event event = copy_of(ring.place.slots[ring.tail & ring.place.mask]);
        if (event.seq != next_seq_) break;
        ++next_seq_;
        event.seq = position_++;
        last_time_ = event.time;
        out.push_back(event);
    }
    if (ring.tail == begin) return false;
    ring.place.line->tail.store(ring.tail, std::memory_order_seq_cst);
    return true;
}

bool RingReader::read(std::vector<Event>& out) {
    // What is written from here on is for the next time: a program that never stops must not keep us here.
    for (Reading& ring : rings_) {
        ring.head = ring.place.line->head.load(std::memory_order_acquire);
        if (ring.head - ring.tail > ring.place.mask + 1) return false;
    }
    // Each ring is in order by itself, and numbers are dense: take from whichever ring holds the next one, as
    // long as it lasts.
    for (bool found = true; found;) {
        found = false;
        for (Reading& ring : rings_) found = read_one(ring, out) || found;
    }
    return true;
}

bool RingReader::read_rest(std::uint32_t drawn, std::vector<Event>& out) {
    while (read(out)) {
        // How many are missing before the first that is there.
        std::uint32_t missing = drawn - next_seq_;
        if (static_cast<std::int32_t>(missing) < 0) return false;
        bool more = false;
        for (const Reading& ring : rings_) {
            if (ring.head == ring.tail) continue;
            const std::uint32_t ahead =
                copy_of(ring.place.slots[ring.tail & ring.place.mask]).seq - next_seq_;
            if (ahead >= drawn - next_seq_) return false;
            missing = std::min(missing, ahead);
            more = true;
        }
        add_lost(missing, out);
        next_seq_ += missing;
        if (!more) return true;
    }
    return false;
}

void RingReader::add_lost(std::uint64_t count, std::vector<Event>& out) {
    if (count == 0) return;
    out.push_back({.time = last_time_,
                   .arg = static_cast<std::int64_t>(count),
                   .seq = position_++,
                   .kind = Kind::Lost});
}

}  // namespace loopscope::trace
