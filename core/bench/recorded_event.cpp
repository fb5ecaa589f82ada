// What one recorded event costs: emit() as the instrumented functions call it, against the same ring written
// by hand.
#include "core/async/context.hpp"
#include "core/async/raw_clock.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"

#include <algorithm>
#include <atomic>
#include <memory>

namespace loopscope::bench {

namespace {

constexpr std::size_t kBatch = 16384;  // events; half a ring, so that nobody waits
constexpr int kBatches = 400;

// The least that a ring for one producer and one consumer has to do: room, time stamp, 32 bytes, publication.
class HandWrittenRing {
public:
    HandWrittenRing()
        : counter_(async::raw_clock::rate().counter),
          factor_(static_cast<std::int64_t>(async::raw_clock::rate().ns_per_tick * 4294967296.0)),
          origin_(async::raw_clock::ticks(counter_)) {}

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
    void consume() {
        keep(slots_[0]);
        tail_.store(head_.load(std::memory_order_acquire), std::memory_order_release);
    }

private:
    static constexpr std::uint64_t kMask = (1U << 15) - 1;
    std::unique_ptr<trace::Event[]> slots_ = std::make_unique<trace::Event[]>(kMask + 1);
    bool counter_;
    std::int64_t factor_;
    std::int64_t origin_;
    std::uint64_t known_tail_ = 0;
    alignas(64) std::atomic<std::uint64_t> head_{0};
    alignas(64) std::atomic<std::uint64_t> tail_{0};
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
    async::Runtime on(1.0, true);
    async::Context here(on);
    async::Runtime off(1.0, false);
    async::Context silent(off);
    HandWrittenRing ring;
    std::vector<trace::Event> drained;
    std::vector<double> recorded;
    std::vector<double> by_hand;
    std::vector<double> empty;
    std::vector<double> when_off;
    for (int batch = 0; batch < kBatches; ++batch) {
        {
            const Stopwatch watch;
            for (std::size_t i = 0; i < kBatch; ++i) {
                const trace::Event event = sample(i);
                ring.push(event.kind, event.task, event.arg);
            }
            by_hand.push_back(watch.ns() / kBatch);
            ring.consume();
        }
        {
            const Stopwatch watch;
            for (std::size_t i = 0; i < kBatch; ++i) async::emit(here, sample(i));
            recorded.push_back(watch.ns() / kBatch);
            drained.clear();
            on.recorder.drain(drained);
        }
        {
            const Stopwatch watch;
            for (std::size_t i = 0; i < kBatch; ++i) keep(silent);
            empty.push_back(watch.ns());
        }
        {
            const Stopwatch watch;
            for (std::size_t i = 0; i < kBatch; ++i) {
                async::emit(silent, sample(i));
                keep(silent);
            }
            when_off.push_back(watch.ns());
        }
    }
    const double hand = median(by_hand);
    return {at_most("recorded event / ring push by hand", median(recorded) / hand, 1.3, "",
                    "by hand " + std::to_string(hand).substr(0, 4) + " ns"),
            // The quietest batches: a nanosecond is less than what the rest of the machine takes away.
            at_most("event while recording is off",
                    (std::ranges::min(when_off) - std::ranges::min(empty)) / kBatch, 1.0, "ns")};
}

}  // namespace loopscope::bench
