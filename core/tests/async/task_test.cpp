#include "core/async/task.hpp"

#include "core/tests/async/program.hpp"

#include <optional>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;
using trace::MisuseKind;
using Misuses = std::vector<MisuseKind>;

Task<int> add(int a, int b) {
    print("adding");
    co_return a + b;
}

TEST(Task, RunsNothingUntilItIsAwaited) {
    const auto run = record_main([]() -> Task<> {
        Task<int> sum = add(1, 2);
        print("made");
        print("{}", co_await sum);
    });

    EXPECT_EQ(run.output(), (Lines{"made", "adding", "3"}));
}

TEST(Task, AwaitOfACoroutineDoesNotGoBackToTheLoop) {
    const auto run = record_main([]() -> Task<> { co_await add(1, 2); });

    EXPECT_EQ(run.of(Kind::StepBegin).size(), 1U);
    EXPECT_EQ(run.of(Kind::CoroutineBegin).size(), 1U);
    EXPECT_EQ(run.of(Kind::CoroutineEnd).size(), 1U);
}

TEST(Task, ExceptionReachesWhoeverAwaits) {
    const auto run = record_main([]() -> Task<> { co_await tell(fail_after(1s, "no route")); });

    EXPECT_EQ(run.output(), (Lines{"no route"}));
    EXPECT_EQ(run.outcome(), trace::Outcome::Done);
}

TEST(Task, ExceptionOfMainEndsTheRunAsFailed) {
    const auto run = record_main([]() -> Task<> { co_await fail_after(1s, "no route"); });

    EXPECT_EQ(run.outcome(), trace::Outcome::Failed);
    EXPECT_EQ(run.message(), "no route");
}

TEST(Task, NeverAwaitedIsAnEventWithTheNameOfTheCoroutine) {
    const auto run = record_main([]() -> Task<> {
        { const Task<int> forgotten = add(1, 2); }
        co_return;
    });

    ASSERT_EQ(misuses(run), (Misuses{MisuseKind::NeverAwaited}));
    EXPECT_EQ(run.tables->string(static_cast<trace::StringId>(run.of(Kind::Misuse)[0].arg)), "add(1)");
    EXPECT_EQ(run.output(), Lines{});
}

TEST(Task, SecondAwaitThrowsAndIsAnEvent) {
    const auto run = record_main([]() -> Task<> {
        Task<int> sum = add(1, 2);
        co_await sum;
        co_await tell([](Task<int>& again) -> Task<> { co_await again; }(sum));
    });

    EXPECT_EQ(run.output(), (Lines{"adding", "a coroutine can be awaited once"}));
    EXPECT_EQ(misuses(run), (Misuses{MisuseKind::AwaitedTwice}));
}

TEST(Task, DestroyedWhileAwaitedThrowsAtTheAwait) {
    const auto run = record_main([]() -> Task<> {
        std::optional<Task<>> victim{say_after(1s, "never")};
        auto waiter = spawn(tell([](Task<>& awaited) -> Task<> { co_await awaited; }(*victim)));
        co_await yield();
        victim.reset();
        co_await waiter;
    });

    EXPECT_EQ(run.output(), (Lines{"destroyed while awaited"}));
    EXPECT_EQ(misuses(run), (Misuses{MisuseKind::DestroyedWhileAwaited}));
    EXPECT_EQ(run.of(Kind::TimerCancelled).size(), 1U);
}

TEST(Spawn, DoesNotStartTheTaskAtOnce) {
    const auto run = record_main([]() -> Task<> {
        auto handle = spawn(add(1, 2));
        print("spawned");
        print("{}", co_await handle);
    });

    EXPECT_EQ(run.output(), (Lines{"spawned", "adding", "3"}));
}

TEST(Spawn, AwaitOfAnEndedTaskGoesOnAtOnce) {
    const auto run = record_main([]() -> Task<> {
        auto handle = spawn(add(1, 2));
        co_await yield();
        co_await yield();
        print("{}", co_await handle);
    });

    for (const auto& e : run.of(Kind::TaskSuspended)) EXPECT_NE(e.as<trace::Wait>(), trace::Wait::Task);
}

TEST(Spawn, FailureThatNobodyReadsIsAnEvent) {
    const auto run = record_main([]() -> Task<> {
        spawn(fail_after(1s, "lost"));
        co_await sleep_for(2s);
    });

    EXPECT_EQ(misuses(run), (Misuses{MisuseKind::ResultNeverRead}));
}

TEST(Spawn, TasksForgottenAtTheEndAreCancelled) {
    const auto run = record_main([]() -> Task<> {
        spawn(say_after(10s, "never"));
        co_await sleep_for(1s);
    });

    EXPECT_EQ(run.output(), Lines{});
    EXPECT_EQ(run.events.back().at(), 1s);
    const auto ended = run.of(Kind::TaskEnded);
    EXPECT_EQ(ended.back().as<trace::Outcome>(), trace::Outcome::Cancelled);
}

TEST(Cancel, ThrowsAtTheAwaitAndDisarmsTheTimer) {
    const auto run = record_main([]() -> Task<> {
        auto handle = spawn(tell(say_after(10s, "never")));
        co_await sleep_for(1s);
        handle.cancel();
        co_await handle;
        print("at {}", seconds(loop_time()));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled", "at 1"}));
    EXPECT_EQ(run.of(Kind::CancelRequested).size(), 1U);
    EXPECT_EQ(run.of(Kind::TimerCancelled).size(), 1U);
}

TEST(Cancel, BeforeItsFirstStepATaskNeverRuns) {
    const auto run = record_main([]() -> Task<> {
        auto handle = spawn(say_after(0s, "never"));
        handle.cancel();
        co_await tell([](TaskHandle<> h) -> Task<> { co_await h; }(handle));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled"}));
}

TEST(Cancel, OfOneselfThrowsAtTheNextAwait) {
    const auto run = record_main([]() -> Task<> {
        co_await tell([]() -> Task<> {
            context().node->cancel();
            print("still here");
            co_await sleep_for(10s);
            print("never");
        }());
    });

    EXPECT_EQ(run.output(), (Lines{"still here", "cancelled"}));
    EXPECT_EQ(run.events.back().at(), 0s);
}

TEST(Cancel, OfWhoAwaitsATaskCancelsThatTaskToo) {
    const auto run = record_main([]() -> Task<> {
        auto inner = spawn(say_after(10s, "never"));
        auto outer = spawn([](TaskHandle<> h) -> Task<> { co_await h; }(inner));
        co_await sleep_for(1s);
        outer.cancel();
        co_await sleep_for(1s);
        print("{} {}", trace::word(inner.outcome()), trace::word(outer.outcome()));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled cancelled"}));
}

TEST(Cancel, CanBeSwallowed) {
    const auto run = record_main([]() -> Task<> {
        auto handle = spawn([]() -> Task<int> {
            try {
                co_await sleep_for(10s);
            } catch (const Cancelled&) {
                print("no, thanks");
            }
            co_await sleep_for(1s);
            co_return 7;
        }());
        co_await yield();
        handle.cancel();
        print("{}", co_await handle);
    });

    EXPECT_EQ(run.output(), (Lines{"no, thanks", "7"}));
}

}  // namespace
}  // namespace loopscope::async
