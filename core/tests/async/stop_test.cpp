// Stopping a run destroys what is left of its tasks: the youngest first, since it may use what its parents
// hold.
#include "core/async/blocking.hpp"
#include "core/async/sync.hpp"
#include "core/tests/async/program.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;
using trace::Outcome;

// Runs `program` in virtual time and stops it right behind its first event of that kind.
Recording stop_at(Kind kind, std::function<void()> program) {
    record::SourceOptions options;
    options.speed = record::kAsFastAsPossible;
    options.start_held = true;
    const auto run = async::start(std::move(program), std::move(options));
    run->send(trace::RunUntil{{.kind = kind, .task = 0, .file = {}, .line = 0}, true});
    bool stopped = false;
    return test::finish(*run, [&](std::size_t) {
        if (stopped || !run->held()) return;
        stopped = true;
        run->send(trace::Stop{});
    });
}

struct Goes {
    std::string& log;
    char name;
    ~Goes() { log += name; }
};

Task<> last(std::string& log) {
    const Goes goes{log, '3'};
    co_await sleep_for(1s);
}

Task<> middle(std::string& log) {
    const Goes goes{log, '2'};
    auto child = spawn(last(log));
    co_await child;
}

Task<> first(std::string& log) {
    const Goes goes{log, '1'};
    auto child = spawn(middle(log));
    co_await child;
}

TEST(StopOrder, DestroysTheYoungestFirst) {
    std::string log;
    const auto run = stop_at(Kind::TimerAdded, [&] { Loop{}.run(first(log)); });

    EXPECT_EQ(run.outcome(), Outcome::Stopped);
    EXPECT_EQ(log, "321");
}

Task<> spawns_and_says(std::string& log) {
    const Goes goes{log, '1'};
    spawn(last(log));
    co_await sleep_for(500ms);
    print("stopped here");
}

TEST(StopOrder, DestroysWhatIsYoungerThanTheTaskThatRunsBeforeThat) {
    std::string log;
    const auto run = stop_at(Kind::Output, [&] { Loop{}.run(spawns_and_says(log)); });

    EXPECT_EQ(run.outcome(), Outcome::Stopped);
    EXPECT_EQ(log, "31");
}

Task<> holds(Lock& lock, Nanos duration) {
    const auto held = co_await lock.acquire();
    co_await sleep_for(duration);
}

Task<> shares_a_lock() {
    Lock lock;
    auto a = spawn(holds(lock, 1s));
    auto b = spawn(holds(lock, 1s));
    co_await a;
    co_await b;
}

TEST(StopOrder, ALockInTheParentsFrameOutlivesWhatItsChildrenHold) {
    const auto run = stop_at(Kind::TimerAdded, [] { Loop{}.run(shares_a_lock()); });

    EXPECT_EQ(run.outcome(), Outcome::Stopped);
}

Task<> holds_for_long(Lock& lock) {
    const auto held = co_await lock.acquire();
    co_await sleep_for(1h);
}

// The same in real time, of a run that is stepped.
TEST(StopOrder, AStoppedRunDestroysChildrenBeforeTheirParents) {
    record::SourceOptions options;
    options.start_held = true;
    const auto run = async::start(
        [] {
            Loop{}.run([]() -> Task<> {
                Lock lock;
                auto first = spawn(holds_for_long(lock)), second = spawn(holds_for_long(lock));
                co_await first;
                co_await second;
            }());
        },
        std::move(options));
    run->send(trace::RunUntil{{.kind = trace::Kind::PollBegin, .file = {}}, false});
    std::vector<trace::Event> events;
    const auto sleeps = [&] {
        run->drain(events);
        return std::ranges::any_of(events, [](const trace::Event& e) {
            return e.kind == trace::Kind::TaskSuspended && e.as<trace::Wait>() == trace::Wait::Lock;
        });
    };
    while (!sleeps()) {
        run->wait_for_events(20ms);
        if (run->held()) run->send(trace::Step{});
    }
    run->send(trace::Stop{});
    const auto recording = test::finish(*run);
    EXPECT_EQ(recording.outcome(), trace::Outcome::Stopped);
}

TEST(StopOrder, WhatTheProgramHoldsBesideItsLoopOutlivesTheTasks) {
    std::string log;
    stop_at(Kind::TimerAdded, [&log] {
        Loop loop;
        const Goes goes{log, 'P'};
        loop.run(last(log));
    });
    EXPECT_EQ(log, "3P");

    log.clear();
    stop_at(Kind::TimerAdded, [&log] {
        Loop loop;
        const Goes goes{log, 'P'};
        loop.run_until(loop.spawn(last(log)));
    });
    EXPECT_EQ(log, "3P");
}

struct SaysGoodbye {
    ~SaysGoodbye() {
        print("goodbye");
        block_for(1s);
    }
};

Task<> says_goodbye() {
    const SaysGoodbye says;
    co_await sleep_for(1s);
}

TEST(StopOrder, ADestructorThatPrintsOrWaitsHarmsNobody) {
    const auto run = stop_at(Kind::TimerAdded, [] {
        Loop{}.run([]() -> Task<> {
            const SaysGoodbye mine;
            auto child = spawn(says_goodbye());
            co_await child;
        }());
    });

    EXPECT_EQ(run.outcome(), Outcome::Stopped);
}

}  // namespace
}  // namespace loopscope::async
