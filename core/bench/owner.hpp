// A run without a person: the calling thread is its program's, and another one drains what it records, as a
// keeper does.
#pragma once

#include "core/async/context.hpp"

#include <atomic>
#include <chrono>
#include <limits>
#include <thread>
#include <vector>

namespace loopscope::bench {

// Between two looks of an owner. One that looks all the time takes the ring's lines away from its program,
// the more often the less it has to do itself; a keeper's millisecond would be over before it ever looked.
inline constexpr std::chrono::microseconds kOwnersRhythm{100};

class OwnedRun {
public:
    // With the clock running at `speed`.
    explicit OwnedRun(bool recorded, double speed = 1.0) : runtime_(speed, recorded), here_(runtime_) {
        runtime_.clock.enter();
        runtime_.clock.go();
        async::set_context(&here_);
        if (recorded) owner_ = std::thread{[this] { drain(); }};
    }
    ~OwnedRun() {
        ended_ = true;
        if (owner_.joinable()) owner_.join();
        async::set_context(nullptr);
        runtime_.clock.leave();
    }
    OwnedRun(const OwnedRun&) = delete;
    OwnedRun& operator=(const OwnedRun&) = delete;

    [[nodiscard]] async::Context& here() { return here_; }
    // Until all that was recorded has been drained.
    void settle() {
        if (!owner_.joinable()) return;
        const std::uint64_t looks = looks_.load() + 2;
        while (looks_.load() < looks) std::this_thread::yield();
    }

private:
    void drain() {
        std::vector<trace::Event> events;
        while (!ended_) {
            events.clear();
            if (runtime_.recorder.drain(events) == 0) looks_.fetch_add(1);
            std::this_thread::sleep_for(kOwnersRhythm);
        }
    }

    async::Runtime runtime_;
    async::Context here_;
    std::atomic<bool> ended_{false};
    std::atomic<std::uint64_t> looks_{0};  // that found nothing
    std::thread owner_;
};

}  // namespace loopscope::bench
