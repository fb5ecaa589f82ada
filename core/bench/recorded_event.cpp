// What one recorded event costs: emit() as the instrumented functions call it, against the same ring written
// by hand. Both clocks run, and both rings are drained on another core meanwhile, in the same rhythm.
#include "core/async/context.hpp"
#include "core/async/raw_clock.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/owner.hpp"
#include "core/bench/rows.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr std::size_t kEventBatch = 16384;  // events; half a ring, so that nobody waits
constexpr int kEventBatches = 40;
constexpr int kEventRounds = 10;

// The least that a ring for one producer and one consumer has to do: room, time stamp, 32 bytes, publication.
class HandWrittenRing {
public:
    HandWrittenRing()
        : counter_(async::raw_clock::rate().counter),
          factor_(static_cast<std::int64_t>(async::raw_clock::rate().ns_per_tick * 4294967296.0)),
          origin_(async::raw_clock::ticks(counter_)),
          consumer_([this] { consume(); }) {}
    ~HandWrittenRing() {
        ended_ = true;
        consumer_.join();
    }
    HandWrittenRing(const HandWrittenRing&) = delete;
    HandWrittenRing& operator=(const HandWrittenRing&) = delete;

    void push(trace::Kind kind, trace::TaskId task, std::int64_t arg) {
        const std::uint64_t head = head_.load(std::memory_order_relaxed);
        while (head - known_tail_ > kMask) known_tail_ = tail_.load(std::memory_order_acquire);
        __extension__ using Wide = __int128;
        trace::Event& slot = slots_[head & kMask];
        slot.time = static_cast<std::int64_t>(
            (Wide{async::raw_clock::ticks(counter_) - origin_} * Wide{factor_}) >> 32);
        slot.arg = arg;
        slot.task = task;
        slot.object = 0;
        slot.seq = static_cast<std::uint32_t>(head);
        slot.thread = 1;
        slot.kind = kind;
        slot.reason = 0;
        head_.store(head + 1, std::memory_order_release);
    }
    // Until all has been consumed.
    void settle() const {
        while (tail_.load() != head_.load()) std::this_thread::yield();
    }

private:
    void consume() {
        std::vector<trace::Event> taken;
        while (!ended_) {
            taken.clear();
            std::uint64_t tail = tail_.load(std::memory_order_relaxed);
            for (const std::uint64_t head = head_.load(std::memory_order_acquire); tail != head; ++tail)
                taken.push_back(slots_[tail & kMask]);
            keep(taken);
            tail_.store(tail, std::memory_order_release);
            std::this_thread::sleep_for(kOwnersRhythm);
        }
    }

    static constexpr std::uint64_t kMask = (1U << 15) - 1;
    std::unique_ptr<trace::Event[]> slots_ = std::make_unique<trace::Event[]>(kMask + 1);
    bool counter_;
    std::int64_t factor_;
    std::int64_t origin_;
    std::uint64_t known_tail_ = 0;
    alignas(64) std::atomic<std::uint64_t> head_{0};
    alignas(64) std::atomic<std::uint64_t> tail_{0};
    std::atomic<bool> ended_{false};
    std::thread consumer_;
};

trace::Event sample(std::size_t i) {
    trace::Event event;
    event.kind = trace::Kind::TaskReady;
    event.task = static_cast<trace::TaskId>(i & 7U);
    event.arg = static_cast<std::int64_t>(i);
    return event;
}

}  // namespace

std::vector<Row> recorded_event_rows() {
    std::vector<double> recorded;
    std::vector<double> by_hand;
    std::vector<double> empty;
    std::vector<double> when_off;
    // One owner at a time: there may be two cores.
    for (int round = 0; round < kEventRounds; ++round) {
        {
            HandWrittenRing ring;
            for (int batch = 0; batch < kEventBatches; ++batch) {
                const Stopwatch watch;
                for (std::size_t i = 0; i < kEventBatch; ++i) {
                    const trace::Event event = sample(i);
                    ring.push(event.kind, event.task, event.arg);
                }
                by_hand.push_back(watch.ns() / kEventBatch);
                ring.settle();
            }
        }
        OwnedRun run(true);
        for (int batch = 0; batch < kEventBatches; ++batch) {
            const Stopwatch watch;
            for (std::size_t i = 0; i < kEventBatch; ++i) async::emit(run.here(), sample(i));
            recorded.push_back(watch.ns() / kEventBatch);
            run.settle();
        }
    }
    OwnedRun off(false);
    async::Context& silent = off.here();
    for (int batch = 0; batch < kEventRounds * kEventBatches; ++batch) {
        {
            const Stopwatch watch;
            for (std::size_t i = 0; i < kEventBatch; ++i) keep(silent);
            empty.push_back(watch.ns());
        }
        {
            const Stopwatch watch;
            for (std::size_t i = 0; i < kEventBatch; ++i) {
                async::emit(silent, sample(i));
                keep(silent);
            }
            when_off.push_back(watch.ns());
        }
    }
    const double hand = median(by_hand);
    return {at_most("recorded event / ring push by hand, both drained", median(recorded) / hand, 1.3, "",
                    fmt::format("{:.1f} ns, {:.1f} ns", median(recorded), hand)),
            // The quietest batches: a nanosecond is less than what the rest of the machine takes away.
            at_most("event while recording is off",
                    (std::ranges::min(when_off) - std::ranges::min(empty)) / kEventBatch, 1.0, "ns")};
}

}  // namespace loopscope::bench
