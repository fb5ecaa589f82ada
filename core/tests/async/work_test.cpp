#include "core/async/work.hpp"

#include "core/async/blocking.hpp"
#include "core/async/when_all.hpp"
#include "core/tests/async/program.hpp"

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

TEST(RunOnPool, GivesTheResultAndLeavesTheLoopFree) {
    const auto run = record_main([]() -> Task<> {
        auto work = spawn([]() -> Task<int> {
            co_return co_await run_on_pool(
                [] {
                    block_for(1s);
                    return 42;
                },
                "digest");
        }());
        co_await say_after(500ms, "meanwhile");
        print("{} at {}", co_await work, seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"meanwhile", "42 at 1"}));
}

TEST(RunOnPool, RecordsBeginAndEndOnTheWorker) {
    const auto run =
        record_main([]() -> Task<> { co_await run_on_pool([] { print("on a worker"); }, "digest"); });

    const auto begins = run.of(Kind::WorkBegin);
    const auto ends = run.of(Kind::WorkEnd);
    ASSERT_EQ(begins.size(), 1U);
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_NE(begins[0].thread, 1);
    EXPECT_EQ(begins[0].thread, run.of(Kind::Output)[0].thread);
    EXPECT_EQ(begins[0].object, run.of(Kind::WorkQueued)[0].object);
    EXPECT_LT(begins[0].seq, ends[0].seq);
    EXPECT_EQ(run.of(Kind::Output)[0].task, 1U);
}

TEST(RunOnPool, WhatBlocksThereHoldsUpTheWorkerAndNotTheTask) {
    const auto run = record_main([]() -> Task<> { co_await run_on_pool([] { block_for(1s); }); });

    const auto begins = run.of(Kind::BlockBegin);
    ASSERT_EQ(begins.size(), 1U);
    EXPECT_EQ(begins[0].task, 0U);
    EXPECT_EQ(begins[0].thread, run.of(Kind::WorkBegin)[0].thread);
    EXPECT_EQ(run.of(Kind::BlockEnd)[0].task, 0U);
}

TEST(RunOnPool, ExceptionReachesTheTask) {
    const auto run = record_main([]() -> Task<> {
        co_await tell(
            []() -> Task<> { co_await run_on_pool([] { throw std::runtime_error("disk full"); }); }());
    });

    EXPECT_EQ(run.output(), (Lines{"disk full"}));
}

TEST(RunOnPool, CancelledWaiterGoesOnAtOnceAndTheWorkIsLetEnd) {
    const auto run = record_main([]() -> Task<> {
        auto task = spawn([]() -> Task<> { co_await run_on_pool([] { block_for(3s); }); }());
        co_await sleep_for(1s);
        task.cancel();
        co_await tell([](TaskHandle<> h) -> Task<> { co_await h; }(task));
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled", "at 1"}));
    EXPECT_EQ(run.of(Kind::WorkEnd).size(), 1U);
}

TEST(RunOnPool, PiecesForWhichThereIsNoWorkerWaitWithoutHoldingUpTime) {
    const auto run = record_main([]() -> Task<> {
        std::vector<Task<>> tasks;
        for (int i = 0; i < 6; ++i)
            tasks.push_back([]() -> Task<> { co_await run_on_pool([] { block_for(1s); }); }());
        tasks.push_back(say_after(500ms, "meanwhile"));
        co_await when_all(std::move(tasks));
        print("all at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"meanwhile", "all at 2"}));
}

TEST(RunOnPool, PieceThatIsCancelledBeforeItsWorkerCameHoldsNobodyUp) {
    const auto run = record_main([]() -> Task<> {
        std::vector<TaskHandle<>> tasks;
        for (int i = 0; i < 7; ++i)
            tasks.push_back(spawn([]() -> Task<> { co_await run_on_pool([] { block_for(1s); }); }()));
        co_await sleep_for(500ms);
        tasks[4].cancel();
        tasks[5].cancel();
        co_await tasks[6];
        print("the last at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"the last at 2"}));
}

TEST(RunOnPool, ManyPiecesAllComeBack) {
    const auto run = record_main([]() -> Task<> {
        std::vector<Task<int>> all;
        for (int i = 0; i < 20; ++i) {
            all.push_back(
                [](int n) -> Task<int> { co_return co_await run_on_pool([n] { return n * n; }); }(i));
        }
        int sum = 0;
        for (const int value : co_await when_all(std::move(all))) sum += value;
        print("{}", sum);
    });

    EXPECT_EQ(run.output(), (Lines{"2470"}));
}

}  // namespace
}  // namespace loopscope::async
