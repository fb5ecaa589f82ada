#include "core/async/blocking.hpp"
#include "core/async/task_group.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/tests/async/program.hpp"

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

TEST(WhenAll, GivesResultsInTheOrderOfTheArguments) {
    const auto run = record_main([]() -> Task<> {
        std::vector<Task<int>> tasks;
        tasks.push_back(give(1, 3s));
        tasks.push_back(give(2, 1s));
        const std::vector<int> values = co_await when_all(std::move(tasks));
        print("{} {} at {}", values[0], values[1], seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"1 2 at 3"}));
}

TEST(WhenAll, TakesDifferentTypes) {
    const auto run = record_main([]() -> Task<> {
        const auto [one, nothing] = co_await when_all(give(1, 1s), say_after(2s, "two"));
        print("{} {}", one, nothing == std::monostate{});
    });

    EXPECT_EQ(run.output(), (Lines{"two", "1 true"}));
}

TEST(WhenAll, ResumesParentOnceAfterLastChild) {
    const auto run = record_main([]() -> Task<> {
        co_await when_all(say_after(1s, "a"), say_after(2s, "b"), say_after(1s, "c"));
        print("parent");
    });

    EXPECT_EQ(run.output(), (Lines{"a", "c", "b", "parent"}));
    std::size_t steps_of_parent = 0;
    for (const auto& e : run.of(Kind::StepBegin)) steps_of_parent += e.task == 1 ? 1 : 0;
    EXPECT_EQ(steps_of_parent, 2U);
}

TEST(WhenAll, ThrowsAtTheFirstFailureWhileTheOthersRunOn) {
    const auto run = record_main([]() -> Task<> {
        co_await tell(when_all(fail_after(1s, "broke"), say_after(2s, "still running")));
        print("at {}", seconds(loop_time()));
        co_await sleep_for(5s);
    });

    EXPECT_EQ(run.output(), (Lines{"broke", "at 1", "still running"}));
    EXPECT_TRUE(misuses(run).empty());
}

TEST(WhenAll, OfNothingIsDoneAtOnce) {
    const auto run = record_main([]() -> Task<> {
        co_await when_all(std::vector<Task<>>{});
        print("done");
    });

    EXPECT_EQ(run.output(), (Lines{"done"}));
}

TEST(WhenAll, CancelReachesAllChildren) {
    const auto run = record_main([]() -> Task<> {
        auto all = spawn(when_all(say_after(5s, "a"), say_after(6s, "b")));
        co_await sleep_for(1s);
        all.cancel();
        co_await sleep_for(10s);
    });

    EXPECT_EQ(run.output(), Lines{});
    EXPECT_EQ(run.of(Kind::CancelRequested).size(), 3U);
}

TEST(WhenAny, ReturnsTheFirstToEndAndLetsTheOthersRunOn) {
    const auto run = record_main([]() -> Task<> {
        std::vector<TaskHandle<>> handles{spawn(say_after(2s, "slow")), spawn(say_after(1s, "fast"))};
        print("first: {} at {}", co_await when_any(handles), seconds(loop_time()));
        co_await handles[0];
    });

    EXPECT_EQ(run.output(), (Lines{"fast", "first: 1 at 1", "slow"}));
}

TEST(WithTimeout, CancelsWhatTakesTooLong) {
    const auto run = record_main([]() -> Task<> {
        co_await tell(with_timeout(say_after(5s, "never"), 1s));
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"timed out", "at 1"}));
}

TEST(WithTimeout, GivesTheResultInTimeAndDisarmsItsTimer) {
    const auto run = record_main([]() -> Task<> { print("{}", co_await with_timeout(give(4, 1s), 5s)); });

    EXPECT_EQ(run.output(), (Lines{"4"}));
    EXPECT_EQ(run.events.back().at(), 1s);
    EXPECT_EQ(run.of(Kind::TimerCancelled).size(), 1U);
}

TEST(WithTimeout, CancelledFromOutsideCancelsTheBody) {
    const auto run = record_main([]() -> Task<> {
        auto handle = spawn(with_timeout(say_after(5s, "never"), 10s));
        co_await sleep_for(1s);
        handle.cancel();
        co_await sleep_for(10s);
        print("{}", trace::word(handle.outcome()));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled"}));
}

TEST(TaskGroup, WaitsForAllOfThem) {
    const auto run = record_main([]() -> Task<> {
        TaskGroup group;
        group.spawn(say_after(1s, "a"));
        group.spawn(say_after(2s, "b"));
        co_await group.join();
        print("joined at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"a", "b", "joined at 2"}));
}

TEST(TaskGroup, FirstFailureCancelsTheOthersAndIsThrownWhenAllHaveEnded) {
    const auto run = record_main([]() -> Task<> {
        TaskGroup group;
        group.spawn(say_after(9s, "never"));
        group.spawn(fail_after(1s, "broke"));
        co_await tell(group.join());
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"broke", "at 1"}));
    EXPECT_TRUE(misuses(run).empty());
}

// The waits of task 1, as recorded.
std::vector<trace::Awaited> awaited_by_main(const test::Recording& run, trace::Wait wait) {
    std::vector<trace::Awaited> found;
    for (const trace::Event& e : run.of(Kind::TaskSuspended)) {
        if (e.task == 1 && e.as<trace::Wait>() == wait) found.push_back(trace::unpack_awaited(e.arg));
    }
    return found;
}

TEST(TaskGroup, WaitsOnceForAllOfThemAndSaysForWhom) {
    const auto run = record_main([]() -> Task<> {
        TaskGroup group;
        group.spawn(say_after(1s, "a"));
        group.spawn(say_after(2s, "b"));
        co_await group.join();
    });

    EXPECT_EQ(awaited_by_main(run, trace::Wait::Tasks), (std::vector<trace::Awaited>{{2, 2, 3}}));
    EXPECT_TRUE(awaited_by_main(run, trace::Wait::FirstOf).empty());
}

TEST(TaskGroup, AfterAFailureItWaitsForThoseThatAreLeft) {
    const auto run = record_main([]() -> Task<> {
        TaskGroup group;
        group.spawn(say_after(9s, "never"));
        group.spawn(say_after(9s, "neither"));
        group.spawn(fail_after(1s, "broke"));
        co_await tell(group.join());
    });

    EXPECT_EQ(awaited_by_main(run, trace::Wait::Tasks), (std::vector<trace::Awaited>{{3, 0, 0}, {2, 2, 3}}));
}

TEST(TaskGroup, AFailureOfOneSpawnedMeanwhileEndsTheOthersAtOnce) {
    const auto run = record_main([]() -> Task<> {
        TaskGroup group;
        group.spawn(say_after(9s, "never"));
        group.spawn([](TaskGroup& its) -> Task<> {
            co_await sleep_for(1s);
            its.spawn(fail_after(1s, "broke"));
        }(group));
        co_await tell(group.join());
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"broke", "at 2"}));
}

TEST(WithTimeout, NamesTheOneTaskThatItWaitsFor) {
    const auto run = record_main([]() -> Task<> { co_await tell(with_timeout(say_after(5s, "never"), 1s)); });

    const auto waits = run.of(Kind::TaskSuspended);
    ASSERT_FALSE(waits.empty());
    EXPECT_EQ(waits[0].task, 1U);
    EXPECT_EQ(waits[0].as<trace::Wait>(), trace::Wait::Task);
    EXPECT_EQ(waits[0].arg, 2);
}

TEST(TaskGroup, CancelOfTheWaiterCancelsAll) {
    const auto run = record_main([]() -> Task<> {
        auto outer = spawn([]() -> Task<> {
            TaskGroup group;
            group.spawn(say_after(9s, "never"));
            co_await group.join();
        }());
        co_await sleep_for(1s);
        outer.cancel();
        co_await tell([](TaskHandle<> h) -> Task<> { co_await h; }(outer));
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled", "at 1"}));
}

}  // namespace
}  // namespace loopscope::async
