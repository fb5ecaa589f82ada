// Whoever is waited on may go first: at any moment, also when the one who waits has been woken and has not
// gone on yet.
#include "core/async/queue.hpp"
#include "core/async/sync.hpp"
#include "core/async/task_group.hpp"
#include "core/async/when_any.hpp"
#include "core/tests/async/program.hpp"

#include <memory>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::MisuseKind;

Task<> take(Queue<int>& queue) {
    print("got {}", co_await queue.get());
}

Task<> put(Queue<int>& queue, int value) {
    co_await queue.put(value);
    print("put {}", value);
}

Task<> enter(Semaphore& semaphore) {
    const auto permit = co_await semaphore.acquire();
    print("in");
}

const std::vector<MisuseKind> kOnce{MisuseKind::DestroyedWhileAwaited};

TEST(Outlive, AWokenTakerOutlivesItsQueue) {
    const auto run = record_main([]() -> Task<> {
        auto queue = std::make_unique<Queue<int>>();
        auto taker = spawn(tell(take(*queue)));
        co_await yield();
        co_await queue->put(1);
        queue.reset();
        co_await taker;
    });

    EXPECT_EQ(run.output(), (Lines{"destroyed while awaited"}));
    EXPECT_EQ(misuses(run), kOnce);
}

TEST(Outlive, AWokenTakerIsLeftWhenTheProgramEnds) {
    const auto run = record_main([]() -> Task<> {
        Queue<int> queue;
        spawn(take(queue));
        co_await yield();
        co_await queue.put(1);
    });

    EXPECT_EQ(run.outcome(), trace::Outcome::Done);
    EXPECT_EQ(run.output(), Lines{});
}

TEST(Outlive, AWokenTakerThatIsCancelledOutlivesItsQueue) {
    const auto run = record_main([]() -> Task<> {
        auto queue = std::make_unique<Queue<int>>();
        auto taker = spawn(take(*queue));
        co_await yield();
        co_await queue->put(1);
        taker.cancel();
        queue.reset();
        co_await tell([](TaskHandle<> t) -> Task<> { co_await t; }(taker));
    });

    EXPECT_EQ(run.output(), (Lines{"destroyed while awaited"}));
}

TEST(Outlive, AWokenPutterOutlivesItsQueue) {
    const auto run = record_main([]() -> Task<> {
        auto queue = std::make_unique<Queue<int>>("posts", 1);
        queue->try_put(1);
        auto putter = spawn(tell(put(*queue, 2)));
        co_await yield();
        co_await queue->get();
        queue.reset();
        co_await putter;
    });

    EXPECT_EQ(run.output(), (Lines{"destroyed while awaited"}));
    EXPECT_EQ(misuses(run), kOnce);
}

TEST(Outlive, ATaskThatASlotWasSetAsideForOutlivesTheSemaphore) {
    const auto run = record_main([]() -> Task<> {
        auto semaphore = std::make_unique<Semaphore>(1);
        auto permit = std::make_unique<Semaphore::Permit>(co_await semaphore->acquire());
        auto second = spawn(tell(enter(*semaphore)));
        co_await yield();
        permit.reset();
        semaphore.reset();
        co_await second;
    });

    EXPECT_EQ(run.output(), (Lines{"destroyed while awaited"}));
    EXPECT_EQ(misuses(run), kOnce);
}

TEST(Outlive, APermitOutlivesItsSemaphore) {
    const auto run = record_main([]() -> Task<> {
        auto semaphore = std::make_unique<Semaphore>(2);
        Semaphore::Permit first = co_await semaphore->acquire();
        Semaphore::Permit second = co_await semaphore->acquire();
        first = std::move(second);
        const std::size_t free = semaphore->free_slots();
        semaphore.reset();
        print("{} free", free);
    });

    EXPECT_EQ(run.output(), (Lines{"1 free"}));
}

TEST(Outlive, AnEventThatWasSetMayGoBeforeWhomItWoke) {
    const auto run = record_main([]() -> Task<> {
        auto event = std::make_unique<Event>();
        auto waiter = spawn(tell([](Event& e) -> Task<> { co_await e.wait(); }(*event)));
        co_await yield();
        event->set();
        event.reset();
        co_await waiter;
    });

    EXPECT_EQ(run.output(), (Lines{"done"}));
    EXPECT_TRUE(misuses(run).empty());
}

TEST(Outlive, JoiningOutlivesTheGroup) {
    const auto run = record_main([]() -> Task<> {
        auto group = std::make_unique<TaskGroup>();
        group->spawn(say_after(5s, "never"));
        auto joiner = spawn(tell(group->join()));
        co_await sleep_for(1s);
        group.reset();
        co_await joiner;
        print("at {}", seconds(loop_time()));
    });

    // The group has cancelled its tasks, and whoever joins it has seen them end.
    EXPECT_EQ(run.output(), (Lines{"done", "at 1"}));
}

TEST(Outlive, TwoJoinOneGroup) {
    const auto run = record_main([]() -> Task<> {
        TaskGroup group;
        group.spawn(say_after(1s, "child"));
        auto first = spawn(tell(group.join()));
        auto second = spawn(tell(group.join()));
        co_await first;
        co_await second;
    });

    EXPECT_EQ(run.output(), (Lines{"child", "done", "done"}));
}

TEST(Outlive, ATaskAndItsTimeLimitMayGoBeforeWhoRacesThem) {
    const auto run = record_main([]() -> Task<> {
        auto racer = std::make_unique<TaskHandle<>>(
            spawn([]() -> Task<> { co_await with_timeout(say_after(5s, "never"), 2s); }()));
        co_await sleep_for(1s);
        racer->cancel();
        co_await tell([](TaskHandle<> h) -> Task<> { co_await h; }(*racer));
    });

    EXPECT_EQ(run.output(), (Lines{"cancelled"}));
}

TEST(Outlive, ACoroutineThatWasWokenMayGoBeforeItGoesOn) {
    const auto run = record_main([]() -> Task<> {
        auto event = std::make_unique<Event>();
        auto inner = std::make_unique<Task<>>([](Event& e) -> Task<> {
            co_await e.wait();
            print("never");
        }(*event));
        auto waiter = spawn(tell([](Task<>& t) -> Task<> { co_await t; }(*inner)));
        co_await yield();
        event->set();
        inner.reset();
        co_await waiter;
    });

    EXPECT_EQ(run.output(), (Lines{"destroyed while awaited"}));
}

}  // namespace
}  // namespace loopscope::async
