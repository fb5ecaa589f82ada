#include "core/remote/remote_run.hpp"

#include "core/tests/remote/programs.hpp"
#include "core/tests/support/record.hpp"

#include <atomic>
#include <system_error>

#include <gtest/gtest.h>

namespace loopscope::remote {
namespace {

using namespace std::chrono_literals;
using trace::Kind;
using trace::Outcome;

std::unique_ptr<record::Source> child(const std::string& what, const std::string& speed = "inf",
                                      bool held = false) {
    std::vector<std::string> argv{REMOTE_CHILD, what, speed};
    if (held) argv.emplace_back("held");
    return start(argv, {});
}

test::Recording play(const std::string& what) {
    return test::finish(*child(what));
}

TEST(RemoteRun, TellsWhatTheProgramWouldHaveToldHere) {
    const auto there = play("two"), here = test::record(test::two_tasks);
    EXPECT_EQ(there.events, here.events);
    EXPECT_EQ(there.timed_output(), here.timed_output());
    for (const trace::Event& event : there.events) {
        const trace::Site &a = there.tables->site(site_of(event)), &b = here.tables->site(site_of(event));
        EXPECT_EQ(a.file, b.file);
        EXPECT_EQ(a.line, b.line);
    }
}

TEST(RemoteRun, MayTellMoreThanIsOnItsWayAtOnce) {
    const auto there = play("many");
    EXPECT_EQ(there.outcome(), Outcome::Done);
    EXPECT_GT(there.events.size(), 80'000U);
    for (std::size_t i = 0; i < there.events.size(); ++i) ASSERT_EQ(there.events[i].seq, i);
}

TEST(RemoteRun, WaitsWhileNobodyTakesItsEvents) {
    const auto run = child("many");
    std::vector<trace::Event> first;
    while (run->drain(first) == 0) run->wait_for_events(20ms);
    EXPECT_FALSE(run->ended());
    const auto rest = test::finish(*run);
    EXPECT_EQ(rest.events.front().seq, first.size());
    EXPECT_EQ(rest.outcome(), Outcome::Done);
}

TEST(RemoteRun, StandsStillWhenHeldAndTakesSteps) {
    const auto run = child("two", "inf", true);
    test::Recording recording{{}, run->tables()};
    const auto drain_until_it_is_held = [&] {
        do {
            run->wait_for_events(20ms);
            run->drain(recording.events);
        } while (recording.events.empty() || recording.events.back().kind != Kind::GateClosed);
        EXPECT_TRUE(run->held());
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

TEST(RemoteRun, IsStoppedWithItsOwner) {
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

TEST(RemoteRun, CallsWhoWantsToKnowOfNews) {
    std::atomic<int> calls = 0;
    const auto run = start({REMOTE_CHILD, "two", "inf"}, {.on_events = [&] { ++calls; }});
    const auto recording = test::finish(*run);
    EXPECT_EQ(recording.outcome(), Outcome::Done);
    EXPECT_GT(calls, 0);
}

TEST(RemoteRun, OutlivesACrash) {
    const auto crashed = play("crash");
    EXPECT_EQ(crashed.outcome(), Outcome::Failed);
    EXPECT_EQ(crashed.message(),
              "the program broke off: signal 9 (Killed); its last words: about to go wrong");
}

TEST(RemoteRun, TellsAnExitAndAnException) {
    EXPECT_EQ(play("exit").message(), "the program broke off: exit code 3");
    const auto thrown = play("throw");
    EXPECT_EQ(thrown.message(), "not today");
    EXPECT_EQ(thrown.output(), std::vector<std::string>{"before"});
}

TEST(RemoteRun, EndsOneThatTellsNonsense) {
    EXPECT_EQ(play("garbage").message(), "the program broke off: it has written over its own recording");
}

// Hangs where no stop can reach it.
std::unique_ptr<record::Source> hanging(test::Recording& recording) {
    auto run = child("hang");
    recording.tables = run->tables();
    while (recording.output().empty()) {
        run->wait_for_events(20ms);
        run->drain(recording.events);
    }
    return run;
}

TEST(RemoteRun, KillsOneThatHeedsNothing) {
    test::Recording recording;
    const auto run = hanging(recording);
    EXPECT_FALSE(run->ended());
}

TEST(RemoteRun, EndsTheRunOfOneThatDoesNotHeedAStop) {
    test::Recording recording;
    const auto run = hanging(recording);
    run->send(trace::Stop{});
    EXPECT_EQ(test::finish(*run).message(), "the program broke off: it did not heed a stop");
}

TEST(RemoteRun, SaysThatThereIsNoSuchProgram) {
    try {
        start({"/nowhere/program"}, {});
        FAIL();
    } catch (const std::system_error& error) {
        EXPECT_NE(std::string(error.what()).find("/nowhere/program"), std::string::npos);
    }
}

}  // namespace
}  // namespace loopscope::remote
