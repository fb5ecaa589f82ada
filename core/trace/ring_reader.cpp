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
        event.thread = static_cast<ThreadId>(&ring - rings_.data() + 1);
        last_time_ = event.time;
        out.push_back(event);
    }
    if (ring.tail == begin) return false;
    ring.place.line->tail.store(ring.tail, std::memory_order_seq_cst);
    return true;
}

bool RingReader::read_all(std::vector<Event>& out) {
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

void RingReader::make_room() {
    line_.room.fetch_add(1, std::memory_order_seq_cst);
    if (line_.waiting.load(std::memory_order_seq_cst) != 0) futex_wake_all(line_.room);
}

bool RingReader::read(std::vector<Event>& out) {
    const std::size_t before = out.size();
    const bool sane = read_all(out);
    if (out.size() != before) make_room();
    add_lost(line_.dropped.exchange(0, std::memory_order_relaxed), out);
    return sane;
}

bool RingReader::read_rest(std::vector<Event>& out) {
    const std::uint32_t drawn = line_.next_seq.load(std::memory_order_acquire);
    while (read(out)) {
        // How many are missing before the first that is there.
        const std::uint32_t left = drawn - next_seq_;
        if (static_cast<std::int32_t>(left) < 0) return false;
        std::uint32_t missing = left;
        bool more = false;
        for (const Reading& ring : rings_) {
            if (ring.head == ring.tail) continue;
            const std::uint32_t ahead =
                copy_of(ring.place.slots[ring.tail & ring.place.mask]).seq - next_seq_;
            if (ahead >= left) return false;
            missing = std::min(missing, ahead);
            more = true;
        }
        add_lost(missing, out);
        next_seq_ += missing;
        if (!more) return true;
    }
    return false;
}

void RingReader::add(Event event, std::vector<Event>& out) {
    event.time = last_time_;
    event.seq = position_++;
    out.push_back(event);
}

void RingReader::add_lost(std::uint64_t count, std::vector<Event>& out) {
    if (count > 0) add({.arg = static_cast<std::int64_t>(count), .kind = Kind::Lost}, out);
}

}  // namespace loopscope::trace
