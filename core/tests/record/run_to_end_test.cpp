#include "core/record/run_to_end.hpp"

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/run.hpp"
#include "core/async/sleep.hpp"

#include <gtest/gtest.h>

namespace loopscope::record {
namespace {

using namespace std::chrono_literals;

async::Task<> say_each_second(int times) {
    for (int i = 0; i < times; ++i) {
        co_await async::sleep_for(1s);
        async::print("{}", i);
    }
}

std::unique_ptr<Source> in_virtual_time(int times) {
    SourceOptions options;
    options.speed = kAsFastAsPossible;
    return async::start([times] { async::Loop{}.run(say_each_second(times)); }, options);
}

constexpr int kForAges = 100'000'000;

TEST(RunToEnd, RecordsAllOfARun) {
    const auto source = in_virtual_time(5);
    Recording recording(source->tables());
    EXPECT_EQ(run_to_end(*source, recording), Reached::End);
    ASSERT_GT(recording.size(), 0U);
    EXPECT_EQ(recording[0].kind, trace::Kind::RunBegin);
    EXPECT_EQ(recording[recording.size() - 1].kind, trace::Kind::RunEnd);
    EXPECT_EQ(recording[recording.size() - 1].at(), 5s);
}

TEST(RunToEnd, StopsAtSoManyEvents) {
    const auto source = in_virtual_time(kForAges);
    Recording recording(source->tables());
    RunToEnd how;
    how.limits = {.events = 5000};
    EXPECT_EQ(run_to_end(*source, recording, how), Reached::Events);
    EXPECT_EQ(recording[recording.size() - 1].kind, trace::Kind::RunEnd);
    EXPECT_EQ(told(Reached::Events, how.limits), "5 000 events");
}

TEST(RunToEnd, StopsAtALoopTime) {
    const auto source = in_virtual_time(kForAges);
    Recording recording(source->tables());
    RunToEnd how;
    how.limits = {.loop_time = 100s};
    EXPECT_EQ(run_to_end(*source, recording, how), Reached::LoopTime);
    EXPECT_EQ(told(Reached::LoopTime, how.limits), "100 s of loop time");
}

TEST(RunToEnd, StopsWhenTheTimeIsUp) {
    const auto source = in_virtual_time(kForAges);
    Recording recording(source->tables());
    RunToEnd how;
    how.limits = {.wall_time = 1ms};
    EXPECT_EQ(run_to_end(*source, recording, how), Reached::WallTime);
    EXPECT_EQ(told(Reached::WallTime, how.limits), "0.001 s");
}

TEST(RunToEnd, StopsWhenItIsToldTo) {
    const auto source = in_virtual_time(kForAges);
    Recording recording(source->tables());
    RunToEnd how;
    how.go_on = [&] { return recording.size() < 100; };
    EXPECT_EQ(run_to_end(*source, recording, how), Reached::Interrupted);
    EXPECT_EQ(told(Reached::Interrupted, how.limits), "");
}

}  // namespace
}  // namespace loopscope::record
