#include "core/async/loop.hpp"

#include "core/async/blocking.hpp"
#include "core/async/output.hpp"
#include "core/async/run.hpp"
#include "core/async/sleep.hpp"
#include "core/async/when_all.hpp"
#include "core/tests/async/program.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

Task<> wait_and_print(int number, Nanos duration) {
    print("begin {}", number);
    co_await sleep_for(duration);
    print("end {}", number);
}

Task<> both() {
    std::vector<Task<>> tasks;
    tasks.push_back(wait_and_print(1, 1s));
    tasks.push_back(wait_and_print(2, 1s));
    co_await when_all(std::move(tasks));
}

TEST(Loop, OverlapsTwoSleepsOfASecond) {
    const auto run = record([] { Loop{}.run(both()); });

    EXPECT_EQ(run.timed_output(),
              (Lines{"0.000000 begin 1", "0.000000 begin 2", "1.000000 end 1", "1.000000 end 2"}));
    EXPECT_EQ(run.events.back().at(), 1s);
    EXPECT_EQ(run.outcome(), trace::Outcome::Done);
}

TEST(Loop, NamesTasksAfterFunctionAndArgument) {
    const auto run = record([] { Loop{}.run(both()); });

    Lines names;
    for (const auto& e : run.of(trace::Kind::TaskCreated)) names.push_back(run.tables->string(e.object));
    EXPECT_EQ(names, (Lines{"both", "wait_and_print(1)", "wait_and_print(2)"}));
}

TEST(Loop, RunsInRealTimeToo) {
    const auto run = record([] { Loop{}.run([]() -> Task<> { co_await sleep_for(20ms); }()); }, 1.0);

    EXPECT_GE(run.events.back().at(), 20ms);
}

// With nothing between them that would order the second behind the first: what ThreadSanitizer says of the
// descriptors that the second is given again (third_party/tsan_close.cpp).
TEST(Loop, FollowsOneOfAnotherThreadThatItKnowsNothingOf) {
    std::atomic<bool> first_is_over = false;
    Lines first, second;
    std::thread one([&] {
        first = record([] { Loop{}.run(both()); }).timed_output();
        first_is_over.store(true, std::memory_order_relaxed);
    });
    std::thread other([&] {
        while (!first_is_over.load(std::memory_order_relaxed)) std::this_thread::yield();
        second = record([] { Loop{}.run(both()); }).timed_output();
    });
    one.join();
    other.join();
    EXPECT_EQ(first.size(), 4U);
    EXPECT_EQ(first, second);
}

TEST(BlockFor, HoldsUpEverybodyOnTheLoop) {
    const auto run = record([] {
        Loop{}.run([]() -> Task<> {
            auto other = spawn(wait_and_print(2, 10ms));
            co_await yield();
            block_for(1s);
            co_await other;
        }());
    });

    EXPECT_EQ(run.timed_output(), (Lines{"0.000000 begin 2", "1.000000 end 2"}));
    EXPECT_EQ(run.of(trace::Kind::LoopBlocked).size(), 1U);
}

TEST(Threads, SleepSideBySideInVirtualTime) {
    const auto run = record([] {
        const auto work = [](int n) {
            return [n] {
                print("begin {}", n);
                block_for(1s);
                print("end {}", n);
            };
        };
        Thread one{"Thread 1", work(1)};
        Thread two{"Thread 2", work(2)};
        one.join();
        two.join();
    });

    EXPECT_EQ(run.timed_output(),
              (Lines{"0.000000 begin 1", "0.000000 begin 2", "1.000000 end 1", "1.000000 end 2"}));
    EXPECT_EQ(run.events.back().at(), 1s);
}

TEST(Loop, SaysWhenNothingCanEverWakeIt) {
    const auto run = record([] {
        Loop{}.run([]() -> Task<> {
            std::shared_ptr<TaskHandle<>> self;
            auto waits = spawn([](std::shared_ptr<TaskHandle<>>* other) -> Task<> {
                co_await yield();
                co_await **other;
            }(&self));
            self = std::make_shared<TaskHandle<>>(
                spawn([](TaskHandle<> first) -> Task<> { co_await first; }(waits)));
            co_await waits;
        }());
    });

    EXPECT_EQ(run.outcome(), trace::Outcome::Stuck);
}

// Loop time goes a hundred times slower than the machine, so that what the machine takes does not matter.
Recording in_slow_motion(Nanos first, Nanos second) {
    record::SourceOptions options;
    options.speed = 0.01;
    const auto run = async::start(
        [=] {
            Loop{}.run([](Nanos a, Nanos b) -> Task<> {
                auto one = spawn(say_after(a, "one"));
                auto two = spawn(say_after(b, "two"));
                co_await one;
                co_await two;
            }(first, second));
        },
        options);
    return test::finish(*run);
}

TEST(Loop, WakesOnceForTimersThatAreDueWithinAMillisecond) {
    const auto run = in_slow_motion(300us, 700us);
    std::vector<Kind> order;
    for (const trace::Event& e : run.events) {
        if (e.kind == Kind::TimerDue || e.kind == Kind::Output) order.push_back(e.kind);
    }
    EXPECT_EQ(order, (std::vector{Kind::TimerDue, Kind::TimerDue, Kind::Output, Kind::Output}));
}

TEST(Loop, WakesForEachOfTimersThatAreFurtherApart) {
    const auto run = in_slow_motion(300us, 3ms);
    EXPECT_EQ(run.output(), (Lines{"one", "two"}));
    EXPECT_LT(run.of(Kind::Output)[0].at(), 3ms);
}

}  // namespace
}  // namespace loopscope::async
