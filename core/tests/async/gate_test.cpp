#include "core/async/gate.hpp"

#include "core/async/blocking.hpp"
#include "core/async/when_all.hpp"
#include "core/tests/async/program.hpp"
#include "core/trace/place.hpp"

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Granularity;
using trace::Kind;

Task<> two_sleepers() {
    co_await when_all(say_after(1s, "a"), say_after(1s, "b"));
    print("both");
}

std::unique_ptr<record::Source> start_held(std::function<void()> program) {
    record::SourceOptions options;
    options.start_held = true;
    return async::start(std::move(program), std::move(options));
}

// New events, up to the place where the run now stands: behind a GateClosed that nothing follows.
void drain_until_held(record::Source& run, std::vector<trace::Event>& events) {
    const std::size_t before = events.size();
    for (;;) {
        run.drain(events);
        if (run.ended() || (events.size() > before && events.back().kind == Kind::GateClosed)) break;
        run.wait_for_events(std::chrono::milliseconds{50});
    }
    run.drain(events);
}

trace::Event last_of_the_program(const std::vector<trace::Event>& events) {
    for (auto e = events.rbegin(); e != events.rend(); ++e) {
        if (!trace::is_control(e->kind)) return *e;
    }
    return {};
}

class Steps : public testing::TestWithParam<Granularity> {};

TEST_P(Steps, EachEndsRightBehindTheEventThatEndsIt) {
    const auto run = start_held([] { Loop{}.run(two_sleepers()); });
    std::vector<trace::Event> events;
    drain_until_held(*run, events);
    EXPECT_EQ(last_of_the_program(events).kind, Kind::RunBegin);

    std::size_t steps = 0;
    while (!run->ended() && steps < 1000) {
        const std::size_t before = events.size();
        run->send(trace::Step{GetParam(), true});
        drain_until_held(*run, events);
        if (run->ended()) break;
        ++steps;
        const trace::Event end = last_of_the_program(events);
        EXPECT_TRUE(trace::ends_step(end, GetParam())) << trace::word(end.kind);
        for (std::size_t i = before; i < events.size(); ++i) {
            if (events[i] == end) continue;
            EXPECT_FALSE(trace::ends_step(events[i], GetParam())) << trace::word(events[i].kind);
        }
    }

    EXPECT_GT(steps, 3U);
    EXPECT_EQ(events.back().kind, Kind::RunEnd);
    EXPECT_EQ(events.back().at(), 1s) << "steps jump over sleeps, and the clock stands still between them";
}
INSTANTIATE_TEST_SUITE_P(Every, Steps,
                         testing::Values(Granularity::Beat, Granularity::Callback, Granularity::TaskStep,
                                         Granularity::Turn));

TEST(Gate, SteppedRunHasTheEventsOfTheFreeRun) {
    const auto free = record([] { Loop{}.run(two_sleepers()); });

    const auto run = start_held([] { Loop{}.run(two_sleepers()); });
    const Recording stepped = test::finish(*run, [&](std::size_t) {
        run->send(trace::Step{Granularity::Beat, true});
    });

    EXPECT_EQ(stepped.of_the_program(), free.of_the_program());
    EXPECT_GT(stepped.of(Kind::GateClosed).size(), 5U);
    EXPECT_EQ(stepped.of(Kind::GateClosed).size(), stepped.of(Kind::GateOpened).size());
}

TEST(Gate, NoLoopTimePassesFromClosingToOpening) {
    const auto run = start_held([] {
        for (int i = 0; i < 20; ++i) print("{}", i);
    });
    const Recording stepped = test::finish(*run, [&](std::size_t) {
        if (run->held()) run->send(trace::Step{Granularity::Beat, false});
    });

    const auto closed = stepped.of(Kind::GateClosed);
    const auto opened = stepped.of(Kind::GateOpened);
    ASSERT_EQ(closed.size(), opened.size());
    EXPECT_GE(closed.size(), 20U);
    for (std::size_t i = 0; i < closed.size(); ++i) EXPECT_EQ(opened[i].time, closed[i].time);
}

TEST(Gate, HoldsAtABreakpointOnALine) {
    const auto free = record([] { Loop{}.run(two_sleepers()); });
    const trace::Site site = free.tables->site(trace::site_of(free.of(Kind::Output).back()));

    const auto run = start_held([] { Loop{}.run(two_sleepers()); });
    trace::Breakpoint at_line;
    at_line.file = trace::base_name(site.file);
    ASSERT_LT(at_line.file.size(), site.file.size());
    at_line.line = site.line;
    run->send(trace::SetBreakpoints{{at_line}});
    run->send(trace::SetSpeed{record::kAsFastAsPossible});
    std::vector<trace::Event> events;
    drain_until_held(*run, events);
    run->send(trace::Resume{});
    while (last_of_the_program(events).kind != Kind::Output ||
           run->tables()->string(last_of_the_program(events).object) != "both") {
        drain_until_held(*run, events);
        ASSERT_FALSE(run->ended());
    }

    EXPECT_TRUE(run->held());
    EXPECT_EQ(static_cast<trace::GateCause>(events.back().reason), trace::GateCause::Breakpoint);
}

TEST(Gate, RunsUntilAKindOfEvent) {
    const auto run = start_held([] { Loop{}.run(two_sleepers()); });
    std::vector<trace::Event> events;
    drain_until_held(*run, events);
    trace::Breakpoint timer_due;
    timer_due.kind = Kind::TimerDue;
    run->send(trace::RunUntil{timer_due, true});
    while (last_of_the_program(events).kind != Kind::TimerDue) drain_until_held(*run, events);

    EXPECT_EQ(events.back().at(), 1s);
}

TEST(Gate, ClockStandsStillWhileHeldInPoll) {
    const auto run = start_held([] { Loop{}.run(say_after(3600s, "late")); });
    std::vector<trace::Event> events;
    drain_until_held(*run, events);
    while (last_of_the_program(events).kind != Kind::PollBegin || last_of_the_program(events).arg == 0) {
        run->send(trace::Step{Granularity::Beat, false});
        drain_until_held(*run, events);
    }
    const Nanos before = run->loop_time();
    const Nanos wall = run->wall_time();
    while (run->wall_time() - wall < 2ms) {
    }

    EXPECT_EQ(run->loop_time(), before);
    run->send(trace::Step{Granularity::Beat, true});
    while (last_of_the_program(events).kind != Kind::TimerDue) drain_until_held(*run, events);
    EXPECT_GE(run->loop_time(), 3600s);
}

TEST(Stop, WorksAtOnceWhileTheLoopSleeps) {
    record::SourceOptions options;
    const auto run = async::start([] { Loop{}.run(say_after(3600s, "never")); }, std::move(options));
    std::vector<trace::Event> events;
    while (last_of_the_program(events).kind != Kind::PollBegin || last_of_the_program(events).arg == 0) {
        run->wait_for_events(std::chrono::milliseconds{5});
        run->drain(events);
    }
    run->send(trace::Stop{});
    const Recording rest = test::finish(*run);

    EXPECT_EQ(rest.events.back().kind, Kind::RunEnd);
    EXPECT_EQ(rest.outcome(), trace::Outcome::Stopped);
}

TEST(Stop, UnwindsAProgramThatIsHeldAndGivesBackWhatItHolds) {
    const auto token = std::make_shared<int>(1);
    {
        const auto run = start_held([token] {
            Loop{}.run([](std::shared_ptr<int> held) -> Task<> {
                co_await sleep_for(1s);
                print("{}", *held);
            }(token));
        });
        std::vector<trace::Event> events;
        drain_until_held(*run, events);
        for (int i = 0; i < 4; ++i) {
            run->send(trace::Step{});
            drain_until_held(*run, events);
        }
    }
    EXPECT_EQ(token.use_count(), 1);
}

TEST(Stop, ReachesThreadsThatBlock) {
    record::SourceOptions options;
    const auto run = async::start(
        [] {
            Thread one{"Thread 1", [] { block_for(3600s); }};
            Thread two{"Thread 2", [] { cpu_work(3600s); }};
            one.join();
            two.join();
        },
        std::move(options));
    std::vector<trace::Event> events;
    std::size_t blocked = 0;
    while (blocked < 3) {
        run->wait_for_events(std::chrono::milliseconds{5});
        run->drain(events);
        blocked = 0;
        for (const auto& e : events) blocked += e.kind == Kind::BlockBegin ? 1 : 0;
    }
    run->send(trace::Stop{});

    EXPECT_EQ(test::finish(*run).outcome(), trace::Outcome::Stopped);
}

TEST(Stop, WorksWhenNobodyDrainsAFullRing) {
    record::SourceOptions options;
    options.speed = record::kAsFastAsPossible;
    const auto run = async::start(
        [] {
            Loop{}.run([]() -> Task<> {
                for (;;) co_await yield();
            }());
        },
        std::move(options));
    run->wait_for_events(std::chrono::milliseconds{50});
    run->send(trace::Stop{});

    while (!run->ended()) run->wait_for_events(std::chrono::milliseconds{5});
    SUCCEED();
}

}  // namespace
}  // namespace loopscope::async
