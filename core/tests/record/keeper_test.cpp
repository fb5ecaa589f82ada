#include "core/record/keeper.hpp"

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/run.hpp"
#include "core/async/sleep.hpp"

#include <semaphore>

#include <gtest/gtest.h>

namespace loopscope::record {
namespace {

using namespace std::chrono_literals;

async::Task<> count_to(int most) {
    for (int i = 0; i < most; ++i) {
        async::print("{}", i);
        co_await async::yield();
    }
}

std::unique_ptr<Source> counting(int most, bool held) {
    SourceOptions options;
    options.speed = kAsFastAsPossible;
    options.start_held = held;
    return async::start([most] { async::Loop{}.run(count_to(most)); }, options);
}

// A window that sleeps until it is told of news.
class Window {
public:
    explicit Window(std::unique_ptr<Source> source)
        : keeper(std::move(source), [this] { news_.release(); }) {}

    // False when nothing came for long.
    bool until(const std::function<bool(Keeper::Status)>& is_so) {
        while (!is_so(keeper.status())) {
            if (!news_.try_acquire_for(20s)) return false;
        }
        return true;
    }

private:
    std::counting_semaphore<> news_{0};

public:
    Keeper keeper;
};

TEST(Keeper, KeepsAllOfARunAndTellsOfItsEnd) {
    Window window(counting(50'000, false));
    ASSERT_TRUE(window.until([](Keeper::Status status) { return status.ended; }));
    const Recording& recording = *window.keeper.recording();
    EXPECT_EQ(recording[recording.size() - 1].kind, trace::Kind::RunEnd);
    std::size_t printed = 0;
    recording.each(0, recording.size(),
                   [&](const trace::Event& e) { printed += e.kind == trace::Kind::Output ? 1 : 0; });
    EXPECT_EQ(printed, 50'000U);
}

TEST(Keeper, SaysHeldOnlyWhenTheRecordingHasAllThatCameBefore) {
    Window window(counting(1000, true));
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(window.until([](Keeper::Status status) { return status.held; }));
        const Recording& recording = *window.keeper.recording();
        const std::size_t size = recording.size();
        ASSERT_GT(size, 0U);
        // The gate's word is the last one, and what ended the step stands before it.
        ASSERT_EQ(recording[size - 1].kind, trace::Kind::GateClosed) << i;
        if (i > 0) {
            ASSERT_TRUE(trace::is_beat(recording[size - 2])) << i;
        }
        window.keeper.send(trace::Step{});
    }
}

TEST(Keeper, IsNotHeldBeforeItHasHeededWhatWasSent) {
    Window window(counting(1000, true));
    ASSERT_TRUE(window.until([](Keeper::Status status) { return status.held; }));
    window.keeper.send(trace::Resume{});
    EXPECT_FALSE(window.keeper.status().held);
}

TEST(Keeper, WakesUpForARunThatHasBeenStillForLong) {
    Window window(counting(10, true));
    ASSERT_TRUE(window.until([](Keeper::Status status) { return status.held; }));
    // Until it has given up looking every millisecond: nothing more is to be seen from here.
    std::this_thread::sleep_for(40ms);
    window.keeper.send(trace::Resume{});
    EXPECT_TRUE(window.until([](Keeper::Status status) { return status.ended; }));
}

TEST(Keeper, StopsARunThatNeverEnds) {
    Window window(counting(2'000'000'000, false));
    ASSERT_TRUE(window.until([&](Keeper::Status) { return window.keeper.recording()->size() > 10'000; }));
}

}  // namespace
}  // namespace loopscope::record
