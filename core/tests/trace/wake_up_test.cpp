// A litmus test: the owner asks to be told of the next event, looks for the last time, finds nothing and goes
// to sleep; the event that comes at this moment wakes it.
#include "core/trace/recorder.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::trace {
namespace {

constexpr std::int64_t kEvents = 300'000;
constexpr std::int64_t kNone = -1;

TEST(Recorder, NeverForgetsToWakeItsOwner) {
    Recorder recorder{std::make_shared<Tables>()};
    Ring& ring = recorder.add_thread();
    std::int64_t emitting = 0;  // the producer's
    std::atomic<std::int64_t> told_by{kNone};
    std::atomic<bool> done{false};
    recorder.set_notify([&] { told_by = emitting; });
    std::thread producer{[&] {
        std::uint32_t random = 1;
        for (; emitting < kEvents; ++emitting) {
            recorder.emit(ring, {.kind = Kind::Output});
            // Of another length each time, so that the two meet at every point.
            random = random * 1664525U + 1013904223U;
            for (std::uint32_t i = random >> 22U; i > 0; --i)
                std::atomic_signal_fence(std::memory_order_seq_cst);
        }
        done = true;
    }};

    std::int64_t drained = 0;
    std::int64_t slept = 0;
    std::int64_t forgotten = 0;
    std::vector<Event> events;
    while (drained < kEvents && forgotten == 0) {
        events.clear();
        told_by = kNone;
        recorder.request_notify();
        drained += static_cast<std::int64_t>(recorder.drain(events));
        if (!events.empty()) continue;
        // Asleep: the next one that comes has to wake us.
        ++slept;
        while (told_by == kNone && !done) std::this_thread::yield();
        // One that has been drained already may wake us too, if it was still looking when we asked.
        if (told_by == kNone || told_by > drained) ++forgotten;
    }
    // So that the producer gets through.
    recorder.abandon();
    producer.join();
    EXPECT_EQ(forgotten, 0) << "event " << drained << ", woken by " << told_by;
    EXPECT_GT(slept, 0);
}

}  // namespace
}  // namespace loopscope::trace
