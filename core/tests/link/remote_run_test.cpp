#include "core/link/remote_run.hpp"

#include "core/tests/link/left_behind.hpp"
#include "core/tests/link/programs.hpp"

#include <atomic>
#include <system_error>

#include <gtest/gtest.h>

namespace loopscope::link {
namespace {

using namespace std::chrono_literals;
using trace::Kind;
using trace::Outcome;

class RemoteRuns : public LeavesNothing {
protected:
    static std::unique_ptr<RemoteRun> child(const std::string& what, const std::string& speed = "inf",
                                            bool held = false) {
        std::vector<std::string> argv{LINK_CHILD, what, speed};
        if (held) argv.emplace_back("held");
        return start(program(std::move(argv)), {});
    }
    static test::Recording play(const std::string& what) {
        const auto recording = test::finish(*child(what));
        for (std::size_t i = 0; i < recording.events.size(); ++i) EXPECT_EQ(recording.events[i].seq, i);
        return recording;
    }
    // Until it has printed.
    static std::unique_ptr<RemoteRun> printing(const std::string& what, test::Recording& recording) {
        auto run = child(what);
        recording.tables = run->tables();
        while (recording.output().empty()) {
            run->wait_for_events(20ms);
            run->drain(recording.events);
        }
        return run;
    }
};

TEST_F(RemoteRuns, TellWhatTheProgramWouldHaveToldHere) {
    const auto there = play("two"), here = test::record(test::two_tasks);
    EXPECT_EQ(there.events, here.events);
    EXPECT_EQ(there.timed_output(), here.timed_output());
    for (const trace::Event& event : there.events) {
        const trace::Site &a = there.tables->site(site_of(event)), &b = here.tables->site(site_of(event));
        EXPECT_EQ(a.file, b.file);
        EXPECT_EQ(a.line, b.line);
    }
}

TEST_F(RemoteRuns, MayTellMoreThanTheMemoryHolds) {
    const auto there = play("many");
    EXPECT_EQ(there.outcome(), Outcome::Done);
    EXPECT_GT(there.events.size(), 80'000U);
    for (std::size_t i = 0; i < there.events.size(); ++i) ASSERT_EQ(there.events[i].seq, i);
}

TEST_F(RemoteRuns, WaitWhileNobodyTakesTheirEvents) {
    const auto run = child("many");
    std::vector<trace::Event> first;
    while (run->drain(first) == 0) run->wait_for_events(20ms);
    EXPECT_FALSE(run->ended());
    const auto rest = test::finish(*run);
    EXPECT_EQ(rest.events.front().seq, first.size());
    EXPECT_EQ(rest.outcome(), Outcome::Done);
}

TEST_F(RemoteRuns, StandStillWhenHeldAndTakeSteps) {
    const auto run = child("two", "inf", true);
    test::Recording recording{{}, run->tables()};
    const auto drain_until_it_is_held = [&] {
        do {
            run->wait_for_events(20ms);
            run->drain(recording.events);
        } while (!run->held() || recording.events.empty() ||
                 recording.events.back().kind != Kind::GateClosed);
    };
    drain_until_it_is_held();
    EXPECT_EQ(recording.events.front().kind, Kind::RunBegin);
    EXPECT_EQ(run->loop_time(), 0s);
    run->send(trace::RunUntil{{Kind::Output, 0, "", 0}, true});
    drain_until_it_is_held();
    EXPECT_EQ(recording.output(), std::vector<std::string>{"begin 1"});
    run->send(trace::RunUntil{{Kind::TimerDue, 0, "", 0}, true});
    drain_until_it_is_held();
    EXPECT_EQ(run->loop_time(), 1s);
    run->send(trace::Resume{});
    const auto rest = test::finish(*run);
    EXPECT_EQ(rest.outcome(), Outcome::Done);
    EXPECT_FALSE(run->held());
}

TEST_F(RemoteRuns, AreStoppedWithTheirOwner) {
    const auto run = child("two", "0.001");
    std::vector<trace::Event> events;
    while (events.size() < 10) {
        run->wait_for_events(20ms);
        run->drain(events);
    }
    run->send(trace::Stop{});
    EXPECT_EQ(test::finish(*run).outcome(), Outcome::Stopped);
    const auto forgotten = child("two", "0.001");
}

TEST_F(RemoteRuns, CallWhoWantsToKnowOfNews) {
    std::atomic<int> calls = 0;
    const auto run = start(program({LINK_CHILD, "two", "inf"}), {.on_events = [&] { ++calls; }});
    const auto recording = test::finish(*run);
    EXPECT_EQ(recording.outcome(), Outcome::Done);
    EXPECT_GT(calls, 0);
}

TEST_F(RemoteRuns, OutliveACrash) {
    const auto crashed = play("crash");
    EXPECT_EQ(crashed.outcome(), Outcome::Failed);
    EXPECT_EQ(crashed.message(),
              "the program broke off: signal 9 (Killed); its last words: about to go wrong");
}

TEST_F(RemoteRuns, TellsAnException) {
    const auto thrown = play("throw");
    EXPECT_EQ(thrown.message(), "not today");
    EXPECT_EQ(thrown.output(), std::vector<std::string>{"before"});
}

TEST_F(RemoteRuns, SayWhatTheyAre) {
    const auto run = child("two");
    test::finish(*run);
    const auto hello = run->hello();
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->runtime, "Loopscope");
    EXPECT_FALSE(hello->runtime_version.empty());
    EXPECT_TRUE(hello->can(Ability::Pause) && hello->can(Ability::Step));
    EXPECT_TRUE(hello->can(Ability::Clock) && hello->can(Ability::Source));
}

TEST_F(RemoteRuns, ThatHeedNothingAreKilled) {
    test::Recording recording;
    EXPECT_FALSE(printing("hang", recording)->ended());
}

TEST_F(RemoteRuns, EndTheRunOfOneThatDoesNotHeedAStop) {
    test::Recording recording;
    const auto run = printing("hang", recording);
    run->send(trace::Stop{});
    EXPECT_EQ(test::finish(*run).message(), "the program broke off: it did not heed a stop");
}

TEST_F(RemoteRuns, AreNotWaitedForWhenTheyStall) {
    test::Recording recording;
    const auto run = printing("stall", recording);
    // More than fits into a socket, to one who takes nothing.
    const trace::SetBreakpoints many{std::vector<trace::Breakpoint>(1000)};
    for (int i = 0; i < 1000; ++i) run->send(many);
    run->send(trace::Resume{});
    EXPECT_FALSE(run->held());
    EXPECT_FALSE(run->ended());
}

TEST_F(RemoteRuns, AreNotHeldUntilTheyHaveHeededThat) {
    const auto run = child("two", "inf", true);
    std::vector<trace::Event> events;
    const auto wait_until_held = [&] {
        while (!run->held()) {
            run->wait_for_events(1ms);
            run->drain(events);
        }
        run->drain(events);
    };
    wait_until_held();
    std::size_t steps = 0;
    for (; !run->ended(); ++steps) {
        const std::size_t before = events.size();
        run->send(trace::Step{trace::Granularity::Beat, true});
        while (!run->held() && !run->ended()) {
            run->wait_for_events(1ms);
            run->drain(events);
        }
        run->drain(events);
        ASSERT_GT(events.size(), before);
    }
    EXPECT_GT(steps, 10U);
}

TEST_F(RemoteRuns, ThatNeverEndMayBeForgotten) {
    const auto run = child("endless");
    std::vector<trace::Event> events;
    while (run->drain(events) == 0) run->wait_for_events(20ms);
}

TEST_F(RemoteRuns, CutATextThatIsFarTooLong) {
    const auto run = play("long");
    EXPECT_EQ(run.outcome(), Outcome::Done);
    EXPECT_TRUE(run.output().at(1).ends_with("x... (70000000 bytes in all)"));
}

TEST_F(RemoteRuns, ThatTellMoreThanCanBeKeptAreEnded) {
    Start start = program({LINK_CHILD, "prints", "inf"});
    start.limits.entries = 1000;
    const auto run = test::finish(*link::start(std::move(start), {}));
    EXPECT_EQ(run.message(), "the program broke off: it has told more texts and places than can be kept");
}

TEST_F(RemoteRuns, AreNotMixedUpWithWhatForksOffThem) {
    const auto run = play("fork");
    EXPECT_EQ(run.outcome(), Outcome::Done);
    EXPECT_EQ(run.output(), (std::vector<std::string>{"before", "after"}));
}

TEST_F(RemoteRuns, KilledAmidTheirThreadsLoseNoMoreThanWhatWasOnItsWay) {
    for (int i = 0; i < 10; ++i) {
        const auto run = play("threads");
        EXPECT_EQ(run.message(), "the program broke off: signal 9 (Killed)");
        std::int64_t lost = 0;
        for (const trace::Event& event : run.of(Kind::Lost)) lost += event.arg;
        EXPECT_LE(lost, 4);
    }
}

struct Death {
    const char* what;
    const char* message;
};
class DyingRun : public LeavesNothing, public testing::WithParamInterface<Death> {};

TEST_P(DyingRun, LosesNothing) {
    const std::vector<std::string> lines{"line 1", "line 2", "line 3", "line 4", "line 5"};
    for (int i = 0; i < 50; ++i) {
        // In a plain call and in a task's step.
        const std::string where = i % 2 == 0 ? "plain " : "task ";
        const auto run = test::finish(*start(program({LINK_CHILD, where + GetParam().what, "inf"}), {}));
        std::vector<std::string> output = run.output();
        if (where == "plain ") output.erase(output.begin());
        ASSERT_EQ(output, lines);
        ASSERT_EQ(run.message(), std::string("the program broke off: ") + GetParam().message);
        ASSERT_TRUE(run.of(Kind::Lost).empty());
    }
}

INSTANTIATE_TEST_SUITE_P(However, DyingRun,
                         testing::Values(Death{"abort", "signal 6 (Aborted)"}, Death{"exit", "exit code 3"},
                                         Death{"kill", "signal 9 (Killed)"},
                                         Death{"trap", "signal 4 (Illegal instruction)"}),
                         [](const auto& death) { return std::string(death.param.what); });

TEST_F(RemoteRuns, SayThatThereIsNoSuchProgram) {
    try {
        start(program({"/nowhere/program"}), {});
        FAIL();
    } catch (const std::system_error& error) {
        EXPECT_NE(std::string(error.what()).find("/nowhere/program"), std::string::npos);
    }
}

}  // namespace
}  // namespace loopscope::link
