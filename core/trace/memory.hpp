// The memory that a run is recorded into: of this process, or memory that outlives it and that another one
// reads. Everything that lies in it is plain enough for that.
#pragma once

#include "core/base/futex.hpp"
#include "core/trace/event.hpp"

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

// Of all rings of a run.
struct RunLine {
    alignas(64) std::atomic<std::uint32_t> next_seq{0};  // to be drawn
    // The consumer's: it wants to be told of the next event.
    alignas(64) std::atomic<std::uint32_t> notify_wanted{0};
    // Another number whenever events have been read, and how many producers wait for that.
    alignas(64) FutexWord room{0};
    std::atomic<std::uint32_t> waiting{0};
    std::atomic<std::uint32_t> rings{0};  // in use
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
    // The place for the ring of this number, from 0; asked for once each. Throws std::bad_alloc when there is
    // room for no more.
    [[nodiscard]] virtual RingPlace ring(std::size_t number) = 0;
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
