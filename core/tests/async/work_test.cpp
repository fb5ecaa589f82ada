#include "core/async/work.hpp"

#include "core/async/blocking.hpp"
#include "core/async/when_all.hpp"
#include "core/tests/async/program.hpp"

#include <algorithm>
#include <optional>
#include <thread>

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
    const auto queued = run.of(Kind::WorkQueued);
    const auto cancelled = run.of(Kind::WorkCancelled);
    ASSERT_EQ(cancelled.size(), 2U);
    EXPECT_EQ(cancelled[0].object, queued[4].object);
    EXPECT_EQ(cancelled[1].object, queued[5].object);
    EXPECT_EQ(cancelled[1].arg, queued[5].arg);
    EXPECT_EQ(cancelled[1].task, queued[5].task);
    EXPECT_EQ(run.of(Kind::WorkBegin).size(), 5U);
}

// The worker has done its piece while the loop was blocked, and the loop has not looked yet.
TEST(RunOnPool, APieceOfATaskThatIsCancelledBeforeTheLoopLooksWasDone) {
    const auto run = record_main([]() -> Task<> {
        auto task = spawn([]() -> Task<> { co_await run_on_pool([] { block_for(1s); }); }());
        co_await sleep_for(500ms);
        block_for(1s);
        task.cancel();
        co_await tell([](TaskHandle<> h) -> Task<> { co_await h; }(task));
        co_await run_on_pool([] { print("another"); });
        print("at {}", loop_time().count() / 1'000'000);
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled", "another", "at 1500"}));
    EXPECT_EQ(run.of(Kind::WorkEnd).size(), 2U);
    EXPECT_TRUE(run.of(Kind::WorkCancelled).empty());
}

TEST(RunOnPool, APieceOfATaskThatIsCancelledWhileItRunsNeverBegins) {
    const auto run = record_main([]() -> Task<> {
        std::optional<TaskHandle<>> task;
        task.emplace(spawn([](std::optional<TaskHandle<>>& self) -> Task<> {
            self->cancel();
            co_await run_on_pool([] { block_for(1s); });
        }(task)));
        co_await tell([](TaskHandle<> h) -> Task<> { co_await h; }(*task));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled"}));
    EXPECT_EQ(run.of(Kind::WorkQueued).size(), 1U);
    EXPECT_EQ(run.of(Kind::WorkCancelled).size(), 1U);
    EXPECT_TRUE(run.of(Kind::WorkBegin).empty());
}

// As many as there are workers are under way, and the run is held.
TEST(RunOnPool, ARunThatIsHeldKeepsNoWorkerFromAnother) {
    record::SourceOptions options;
    options.start_held = true;
    const auto held = async::start(
        [] {
            Loop{}.run([]() -> Task<> {
                std::vector<Task<>> tasks;
                for (int i = 0; i < 8; ++i)
                    tasks.push_back([]() -> Task<> { co_await run_on_pool([] { block_for(1h); }); }());
                co_await when_all(std::move(tasks));
            }());
        },
        std::move(options));
    const trace::Breakpoint at_work{.kind = Kind::BlockBegin, .task = 0, .file = {}, .line = 0};
    held->send(trace::RunUntil{at_work, false});
    std::vector<trace::Event> events;
    const auto at_the_piece = [&] {
        return std::ranges::any_of(events, [](const auto& e) { return e.kind == Kind::BlockBegin; });
    };
    while (!at_the_piece() || !held->held()) {
        held->drain(events);
        std::this_thread::yield();
    }

    const auto run = record_main([]() -> Task<> { print("{}", co_await run_on_pool([] { return 42; })); });

    EXPECT_EQ(run.output(), (Lines{"42"}));
    EXPECT_TRUE(held->held());
}

TEST(RunOnPool, InVirtualTimeEveryRunIsTheSame) {
    const auto program = [] {
        return record_main([]() -> Task<> {
            std::vector<Task<>> tasks;
            for (int i = 0; i < 9; ++i) {
                tasks.push_back([](int n) -> Task<> {
                    co_await sleep_for(1ms * (n % 3));
                    co_await run_on_pool([n] {
                        print("{} begins", n);
                        block_for(10ms * (n % 4));
                        print("{} ends", n);
                    });
                }(i));
            }
            co_await when_all(std::move(tasks));
        });
    };
    const auto first = program();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(program().events, first.events);
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
