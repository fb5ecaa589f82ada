// A fixed number of events, packed to three quarters of their size: the number of an event is its place, and
// its time is told as the distance from one that sixty-four events share.
#pragma once

#include "core/trace/event.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace loopscope::record {

class Chunk {
public:
    static constexpr std::size_t kEvents = 16384;

    Chunk() = default;
    ~Chunk() { delete[] far_times_.load(std::memory_order_relaxed); }
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;

    // One thread, in order of `place`, each once. Whoever reads a place must have been told that it is
    // written. Returns how many bytes it had to allocate for it.
    std::size_t put(std::size_t place, const trace::Event& event);
    [[nodiscard]] trace::Event get(std::size_t place, std::size_t seq) const;

private:
    static constexpr std::size_t kBlock = 64;
    // Marks an event whose time is too far from that of its block: it stands in far_times_.
    static constexpr std::int32_t kFar = INT32_MIN;

    struct Packed {
        std::int64_t arg;
        std::uint32_t task, object;
        std::int32_t after;  // ns since the time of its block
        std::uint16_t thread;
        std::uint8_t kind, reason;
    };
    static_assert(sizeof(Packed) == 24);

    // Not initialised: pages that nobody has written yet take no memory.
    std::array<Packed, kEvents> events_;
    std::array<std::int64_t, kEvents / kBlock> times_;
    std::atomic<std::int64_t*> far_times_{nullptr};
};

inline trace::Event Chunk::get(std::size_t place, std::size_t seq) const {
    const Packed& packed = events_[place];
    trace::Event event;
    event.time = packed.after != kFar ? times_[place / kBlock] + packed.after
                                      : far_times_.load(std::memory_order_acquire)[place];
    event.arg = packed.arg;
    event.task = packed.task;
    event.object = packed.object;
    event.seq = static_cast<std::uint32_t>(seq);
    event.thread = packed.thread;
    event.kind = static_cast<trace::Kind>(packed.kind);
    event.reason = packed.reason;
    return event;
}

inline std::size_t Chunk::put(std::size_t place, const trace::Event& event) {
    std::int64_t& base = times_[place / kBlock];
    if (place % kBlock == 0) base = event.time;
    std::int64_t after = 0;
    std::size_t allocated = 0;
    Packed& packed = events_[place];
    if (__builtin_sub_overflow(event.time, base, &after) || after <= INT32_MIN || after > INT32_MAX)
        [[unlikely]] {
        std::int64_t* times = far_times_.load(std::memory_order_relaxed);
        if (times == nullptr) {
            times = new std::int64_t[kEvents];
            far_times_.store(times, std::memory_order_release);
            allocated = kEvents * sizeof(std::int64_t);
        }
        times[place] = event.time;
        after = kFar;
    }
    packed = {.arg = event.arg,
              .task = event.task,
              .object = event.object,
              .after = static_cast<std::int32_t>(after),
              .thread = event.thread,
              .kind = static_cast<std::uint8_t>(event.kind),
              .reason = event.reason};
    return allocated;
}

}  // namespace loopscope::record
