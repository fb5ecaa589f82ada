// The memory that a run is recorded into: of this process, or memory that outlives it and that another one
// reads. Everything that lies in it is plain enough for that.
#pragma once

#include "core/base/fence.hpp"
#include "core/base/futex.hpp"
#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace loopscope::trace {

// Of one ring: how many events have been written, and how many have been read.
struct RingLine {
    alignas(64) std::atomic<std::uint64_t> head{0};  // the producer's
    alignas(64) std::atomic<std::uint64_t> tail{0};  // the consumer's
};

// What a run shows of itself beside its events. Plain enough to be read by another process, which believes
// nothing of it.
struct Board {
    // Loop time was `loop` when CLOCK_MONOTONIC was `monotonic`, in ns, and goes on at `rate` of it. While
    // the number is odd these are being written, by one thread at a time.
    alignas(64) std::atomic<std::uint32_t> clock_number{0};
    std::atomic<std::int64_t> loop{0}, monotonic{0};
    std::atomic<double> rate{0};
    // CLOCK_MONOTONIC in ns when the run began and when it ended; 0: not yet.
    std::atomic<std::int64_t> begun{0}, ended{0};
    // It stands still at the gate, or will at its next event.
    std::atomic<std::uint32_t> held{0};
    // How many controls that came from another process it has heeded.
    std::atomic<std::uint32_t> heeded{0};

    void show_clock(std::int64_t loop_ns, std::int64_t monotonic_ns, double loop_rate) {
        clock_number.fetch_add(1, std::memory_order_acq_rel);
        loop.store(loop_ns, std::memory_order_release);
        monotonic.store(monotonic_ns, std::memory_order_release);
        rate.store(loop_rate, std::memory_order_release);
        clock_number.fetch_add(1, std::memory_order_acq_rel);
    }
};

// Of all rings of a run.
struct RunLine {
    alignas(64) std::atomic<std::uint32_t> next_seq{0};  // to be drawn
    // The consumer's: it wants to be told of the next event.
    alignas(64) std::atomic<std::uint32_t> notify_wanted{0};
    // Another number whenever events have been read, and how many producers wait for that.
    alignas(64) FutexWord room{0};
    std::atomic<std::uint32_t> waiting{0};
    std::atomic<std::uint32_t> rings{0};      // in use
    std::atomic<std::uint32_t> abandoned{0};  // a full ring drops
    std::atomic<std::uint64_t> dropped{0};    // and so many events were, that nobody has been told of
    Board board;

    // The consumer's, before it looks at the rings for the last time and goes to sleep.
    void ask_to_be_told() {
        notify_wanted.store(1, std::memory_order_relaxed);
        heavy_fence();
    }
};

struct RingPlace {
    RingLine* line = nullptr;
    Event* slots = nullptr;
    std::uint64_t mask = 0;  // one less than the number of slots, a power of two
};

inline constexpr std::uint32_t kRingLog2 = 15;
// Runs with hundreds of threads would otherwise hold a mebibyte for each of them.
constexpr std::uint32_t ring_log2(std::size_t number, std::uint32_t most = kRingLog2) {
    return number < 8 || most < 10 ? most : 10;
}

class Memory {
public:
    virtual ~Memory() = default;
    [[nodiscard]] virtual RunLine& line() = 0;
    // The place for the ring of this number, from 0; asked for once each. Throws when there is room for no
    // more.
    [[nodiscard]] virtual RingPlace ring(std::size_t number) = 0;
    // Where the tables of the run are kept as well; null: nowhere.
    [[nodiscard]] virtual std::shared_ptr<TableLog> log() { return nullptr; }
};

class OwnMemory final : public Memory {
public:
    explicit OwnMemory(std::uint32_t most_log2 = kRingLog2) : most_log2_(most_log2) {}
    [[nodiscard]] RunLine& line() override { return line_; }
    [[nodiscard]] RingPlace ring(std::size_t number) override;

private:
    struct Release {
        void operator()(void* memory) const;
    };
    struct Held {
        std::unique_ptr<RingLine> line;
        // Not initialised: pages that nobody has written yet take neither memory nor time, and threads start
        // while programs run.
        std::unique_ptr<Event, Release> slots;
    };
    std::uint32_t most_log2_;
    RunLine line_;
    std::vector<Held> rings_;
};

}  // namespace loopscope::trace
