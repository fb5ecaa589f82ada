// Runs that never end, where nobody sits before them.
#include "app/cli/limits.hpp"

#include "app/cli/finished_run.hpp"
#include "app/cli/play.hpp"
#include "app/tests/support/endless.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::cli {
namespace {

using record::Limits;
using record::Reached;

// How many events a finished run of the endless program has, and what stopped it.
struct Finished {
    std::size_t events = 0;
    std::int64_t loop_time = 0;
    Reached reached = Reached::End;
};
Finished finish(const Limits& limits) {
    const lessons::Lesson lesson = test::endless();
    Finished out;
    const auto run = finished_runs(limits, &out.reached)(lesson.program(lessons::Mode::Async, {}), {});
    std::vector<trace::Event> events;
    EXPECT_TRUE(run->ended());
    out.events = run->drain(events);
    EXPECT_EQ(out.events, events.size());
    EXPECT_EQ(run->drain(events), 0U);
    if (!events.empty()) out.loop_time = events.back().time;
    return out;
}

TEST(Limits, AFinishedRunIsStoppedAtSoManyEvents) {
    const Finished run = finish({.events = 2000});

    EXPECT_EQ(run.reached, Reached::Events);
    EXPECT_GT(run.events, 2000U);
}

TEST(Limits, AFinishedRunIsStoppedAtSoMuchLoopTime) {
    const Finished run = finish({.loop_time = std::chrono::milliseconds{50}});

    EXPECT_EQ(run.reached, Reached::LoopTime);
    EXPECT_GT(run.loop_time, 50'000'000);
}

TEST(Limits, AFinishedRunIsStoppedAtSoMuchRealTime) {
    EXPECT_EQ(finish({.wall_time = Nanos{1}}).reached, Reached::WallTime);
}

TEST(Limits, APlayedRunIsStoppedAndTold) {
    const lessons::Lesson lesson = test::endless();
    Play request;
    request.workload.lesson = &lesson;
    request.fast = true;
    request.limits = {.events = 1000};
    std::string written;
    const Played played = play(request, [&](std::string_view text) {
        written += text;
        return true;
    });

    EXPECT_EQ(played.limit, "stopped after 1 000 events (--max-events allows more)");
    EXPECT_EQ(played.outcome, trace::Outcome::Stopped);
    EXPECT_NE(written.find("stopped after"), std::string::npos);
}

TEST(Limits, AProgramThatCannotBeStartedIsTold) {
    lessons::Lesson lesson = test::endless();
    lesson.program = [](lessons::Mode, const lessons::Values&) -> record::Starter {
        throw std::runtime_error("its program is gone");
    };
    Play request;
    request.workload.lesson = &lesson;
    const Played played = play(request, [](std::string_view) { return true; });

    EXPECT_EQ(played.outcome, trace::Outcome::Failed);
    EXPECT_EQ(played.message, "could not be started: its program is gone");
}

TEST(Limits, SayWhichSwitchAllowsMore) {
    const Limits limits{
        .events = 5, .loop_time = std::chrono::seconds{60}, .wall_time = std::chrono::seconds{2}};

    EXPECT_EQ(limit_text(Reached::LoopTime, limits),
              "stopped after 60 s of loop time (--max-loop-time allows more)");
    EXPECT_EQ(limit_text(Reached::WallTime, limits), "stopped after 2 s (--max-time allows more)");
    EXPECT_EQ(limit_text(Reached::End, limits), "");
    EXPECT_EQ(limit_text(Reached::Interrupted, limits), "");
}

}  // namespace
}  // namespace loopscope::app::cli
