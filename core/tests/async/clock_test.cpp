#include "core/async/clock.hpp"

#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

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

// Something to read, or not yet.
class Channel {
public:
    explicit Channel(unsigned value) : fd_(eventfd(value, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~Channel() { close(fd_); }
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;
    [[nodiscard]] int fd() const { return fd_; }
    void fill() const { EXPECT_EQ(eventfd_write(fd_, 1), 0); }

private:
    int fd_;
};

TEST(LoopClock, IsNotStuckWhileSomebodyHasDataToRead) {
    LoopClock clock;
    const Channel channel{1};
    Waiter waiter;
    clock.enter();
    EXPECT_EQ(clock.wait(waiter, kForever, channel.fd()), WaitEnd::Descriptor);
}

TEST(LoopClock, LetsDataBeReadBeforeItJumps) {
    LoopClock clock{std::numeric_limits<double>::infinity()};
    const Channel channel{0};
    clock.enter();
    clock.enter();
    WaitEnd end = WaitEnd::Stuck;
    Nanos read_at{-1};
    std::thread reader{[&] {
        Waiter waiter;
        end = clock.wait(waiter, kForever, channel.fd());
        read_at = clock.now();
        clock.leave();
    }};
    channel.fill();
    Waiter waiter;
    EXPECT_EQ(clock.wait(waiter, 5s), WaitEnd::Deadline);
    reader.join();
    EXPECT_EQ(end, WaitEnd::Descriptor);
    EXPECT_EQ(read_at, 0s);
    EXPECT_EQ(clock.now(), 5s);
}

TEST(LoopClock, InVirtualTimeReadsOnlyWhenNoOtherThreadIsBusy) {
    LoopClock clock{std::numeric_limits<double>::infinity()};
    const Channel channel{1};
    clock.enter();
    clock.enter();
    std::atomic<bool> read{false};
    std::thread reader{[&] {
        Waiter waiter;
        EXPECT_EQ(clock.wait(waiter, kForever, channel.fd()), WaitEnd::Descriptor);
        read = true;
        clock.leave();
    }};
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    EXPECT_FALSE(read);
    clock.leave();
    reader.join();
    EXPECT_TRUE(read);
}

TEST(LoopClock, WaitsForWhatIsOutsideWithoutJumping) {
    LoopClock clock{std::numeric_limits<double>::infinity()};
    const Channel channel{0};
    clock.enter();
    clock.enter_outside();
    std::thread outside{[&] { channel.fill(); }};
    Waiter waiter;
    EXPECT_EQ(clock.wait(waiter, 5s, channel.fd()), WaitEnd::Descriptor);
    EXPECT_EQ(clock.now(), 0s);
    outside.join();
    clock.leave_outside();
    EXPECT_EQ(clock.wait(waiter, 5s), WaitEnd::Deadline);
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
