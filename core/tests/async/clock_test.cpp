#include "core/async/clock.hpp"

#include <thread>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using namespace std::chrono_literals;

TEST(LoopClock, StandsStillUntilItGoes) {
    LoopClock clock;
    clock.stand_still();
    const Nanos before = clock.now();
    const Nanos wall = clock.wall();
    while (clock.wall() - wall < 1ms) {
    }
    EXPECT_EQ(clock.now(), before);

    clock.go();
    while (clock.now() == before) {
    }
    EXPECT_GT(clock.now(), before);
}

TEST(LoopClock, KeepsToItsRate) {
    LoopClock clock{4.0};
    const Nanos wall_before = clock.wall();
    const Nanos before = clock.now();
    while (clock.wall() - wall_before < 5ms) {
    }
    const Nanos loop = clock.now() - before;
    const Nanos wall = clock.wall() - wall_before;
    // Reading the two clocks one after the other leaves a gap that a busy machine can stretch.
    EXPECT_GT(loop, wall * 3);
    EXPECT_LT(loop, wall * 5);
}

TEST(LoopClock, NeverGoesBackOverChangesOfRate) {
    LoopClock clock;
    Nanos last{0};
    for (const double rate : {0.1, 4.0, 1.0, std::numeric_limits<double>::infinity(), 0.5, 2.0}) {
        clock.set_rate(rate);
        for (int i = 0; i < 1000; ++i) {
            const Nanos now = clock.now();
            ASSERT_GE(now, last);
            last = now;
        }
    }
}

TEST(LoopClock, JumpsExactlyToTheDeadlineInVirtualTime) {
    LoopClock clock{std::numeric_limits<double>::infinity()};
    Waiter waiter;
    clock.enter();
    EXPECT_EQ(clock.wait(waiter, 5s), WaitEnd::Deadline);
    EXPECT_EQ(clock.now(), 5s);
}

TEST(LoopClock, DoesNotJumpWhileAnotherThreadIsBusy) {
    LoopClock clock{std::numeric_limits<double>::infinity()};
    clock.enter();
    clock.enter();
    std::atomic<bool> woke{false};
    std::thread sleeper{[&] {
        Waiter waiter;
        clock.wait(waiter, 5s);
        woke = true;
        clock.leave();
    }};
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    EXPECT_FALSE(woke);
    EXPECT_EQ(clock.now(), 0s);
    clock.leave();
    sleeper.join();
    EXPECT_EQ(clock.now(), 5s);
}

TEST(LoopClock, SaysWhenEverybodyWaitsForNothing) {
    LoopClock clock;
    Waiter waiter;
    clock.enter();
    EXPECT_EQ(clock.wait(waiter, kForever), WaitEnd::Stuck);
}

TEST(LoopClock, PokeEndsTheNextWait) {
    LoopClock clock;
    Waiter waiter;
    clock.enter();
    clock.poke(waiter);
    EXPECT_EQ(clock.wait(waiter, kForever), WaitEnd::Poked);
}

TEST(LoopClock, StopEndsEveryWait) {
    LoopClock clock;
    Waiter waiter;
    clock.enter();
    clock.stop();
    EXPECT_EQ(clock.wait(waiter, 3600s), WaitEnd::Stopped);
}

}  // namespace
}  // namespace loopscope::async
