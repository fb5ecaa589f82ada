// How the memory is laid out that a program records into. It begins as zeros. Everything has its fixed place,
// so nobody has to believe where something is.
//
//   Head     trace::RunLine, with its board, and the line of the stream of tables
//   tables   kTableBytes, a ring: frames (String, Site) one after the other, in order of their numbers. Each
//            is there before any event that refers to it.
//   rings    one for each thread, in order of their numbers: trace::RingLine, then its events
#pragma once

#include "core/trace/memory.hpp"

#include <cstddef>
#include <cstdint>

namespace loopscope::link {

// How many bytes of the stream of tables have been written, and how many have been read.
struct TableLine {
    alignas(64) std::atomic<std::uint64_t> head{0};
    alignas(64) std::atomic<std::uint64_t> tail{0};
};

struct Head {
    trace::RunLine run;
    TableLine tables;
};

inline constexpr std::size_t kTablesAt = 4096;
inline constexpr std::size_t kTableBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kRingsAt = kTablesAt + kTableBytes;
inline constexpr std::size_t kMostRings = 16384;
static_assert(sizeof(Head) <= kTablesAt && sizeof(trace::RingLine) == 128);

constexpr std::size_t ring_bytes(std::size_t number) {
    return sizeof(trace::RingLine) + (sizeof(trace::Event) << trace::ring_log2(number));
}
// The first ones are large, all others alike.
inline constexpr std::size_t kLargeRings = 8;
constexpr std::size_t ring_at(std::size_t number) {
    const std::size_t large = number < kLargeRings ? number : kLargeRings;
    return kRingsAt + large * ring_bytes(0) + (number - large) * ring_bytes(kLargeRings);
}
// Pages that nobody has written yet take no memory.
inline constexpr std::size_t kMemoryBytes = ring_at(kMostRings);
static_assert(trace::ring_log2(kLargeRings - 1) == trace::ring_log2(0) &&
              trace::ring_log2(kMostRings) == trace::ring_log2(kLargeRings));

}  // namespace loopscope::link
