#include "core/async/sync.hpp"

#include "core/async/queue.hpp"
#include "core/async/when_all.hpp"
#include "core/tests/async/program.hpp"

#include <memory>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;
using trace::MisuseKind;

Task<> wait_for(Event& event, std::string text) {
    co_await event.wait();
    print("{}", text);
}

TEST(Event, WakesAllInTheOrderInWhichTheyCame) {
    const auto run = record_main([]() -> Task<> {
        Event event;
        auto all = spawn(when_all(wait_for(event, "first"), wait_for(event, "second")));
        co_await sleep_for(1s);
        event.set();
        print("set");
        co_await all;
        co_await wait_for(event, "at once");
    });

    EXPECT_EQ(run.output(), (Lines{"set", "first", "second", "at once"}));
}

TEST(Event, DestroyedUnderItsWaiterThrowsBroken) {
    const auto run = record_main([]() -> Task<> {
        auto event = std::make_unique<Event>();
        auto waiter = spawn(tell(wait_for(*event, "never")));
        co_await yield();
        event.reset();
        co_await waiter;
    });

    EXPECT_EQ(run.output(), (Lines{"destroyed while awaited"}));
    EXPECT_EQ(misuses(run), (std::vector<MisuseKind>{MisuseKind::DestroyedWhileAwaited}));
}

Task<> hold(Lock& lock, std::string name, Nanos duration) {
    const auto held = co_await lock.acquire();
    print("{} in", name);
    co_await sleep_for(duration);
    print("{} out", name);
}

TEST(Lock, LetsInOneAtATimeInOrder) {
    const auto run = record_main([]() -> Task<> {
        Lock lock;
        co_await when_all(hold(lock, "a", 1s), hold(lock, "b", 1s), hold(lock, "c", 1s));
    });

    EXPECT_EQ(run.output(), (Lines{"a in", "a out", "b in", "b out", "c in", "c out"}));
    EXPECT_EQ(run.events.back().at(), 3s);
}

TEST(Lock, CannotBeOvertakenByWhoComesLate) {
    const auto run = record_main([]() -> Task<> {
        Lock lock;
        auto a = spawn(hold(lock, "a", 1s));
        auto b = spawn(hold(lock, "b", 1s));
        co_await sleep_for(1s);
        co_await hold(lock, "late", 1s);
        co_await a;
        co_await b;
    });

    EXPECT_EQ(run.output(), (Lines{"a in", "a out", "b in", "b out", "late in", "late out"}));
}

TEST(Lock, OfACancelledWaiterGoesToTheNext) {
    const auto run = record_main([]() -> Task<> {
        Lock lock;
        auto a = spawn(hold(lock, "a", 2s));
        auto b = spawn(hold(lock, "b", 1s));
        auto c = spawn(hold(lock, "c", 1s));
        co_await sleep_for(1s);
        b.cancel();
        co_await a;
        co_await c;
    });

    EXPECT_EQ(run.output(), (Lines{"a in", "a out", "c in", "c out"}));
}

TEST(Lock, GrantedToATaskThatIsCancelledBeforeItRunsIsPassedOn) {
    const auto run = record_main([]() -> Task<> {
        Lock lock;
        auto held = std::make_unique<Semaphore::Permit>(co_await lock.acquire());
        auto b = spawn(hold(lock, "b", 1s));
        auto c = spawn(hold(lock, "c", 1s));
        co_await yield();
        held.reset();
        b.cancel();
        co_await c;
        print("{}", lock.is_held());
    });

    EXPECT_EQ(run.output(), (Lines{"c in", "c out", "false"}));
}

TEST(Semaphore, LetsInAsManyAsItHasSlots) {
    const auto run = record_main([]() -> Task<> {
        Semaphore slots{2};
        const auto fetch = [](Semaphore& s, int n) -> Task<> {
            const auto permit = co_await s.acquire();
            co_await sleep_for(1s);
            print("{} at {}", n, seconds(loop_time()));
        };
        co_await when_all(fetch(slots, 1), fetch(slots, 2), fetch(slots, 3), fetch(slots, 4));
        print("{} free", slots.free_slots());
    });

    EXPECT_EQ(run.output(), (Lines{"1 at 1", "2 at 1", "3 at 2", "4 at 2", "2 free"}));
}

TEST(Queue, PassesValuesOnInOrder) {
    const auto run = record_main([]() -> Task<> {
        Queue<int> queue;
        auto consumer = spawn([](Queue<int>& q) -> Task<> {
            for (int i = 0; i < 3; ++i) print("got {} at {}", co_await q.get(), seconds(loop_time()));
        }(queue));
        for (int i = 1; i <= 3; ++i) {
            co_await sleep_for(1s);
            co_await queue.put(i);
        }
        co_await consumer;
    });

    EXPECT_EQ(run.output(), (Lines{"got 1 at 1", "got 2 at 2", "got 3 at 3"}));
}

TEST(Queue, MakesWhoPutsWaitWhileItIsFull) {
    const auto run = record_main([]() -> Task<> {
        Queue<int> queue{"posts", 1};
        auto producer = spawn([](Queue<int>& q) -> Task<> {
            for (int i = 1; i <= 3; ++i) {
                co_await q.put(i);
                print("put {} at {}", i, seconds(loop_time()));
            }
        }(queue));
        for (int i = 0; i < 3; ++i) {
            co_await sleep_for(1s);
            co_await queue.get();
        }
        co_await producer;
    });

    EXPECT_EQ(run.output(), (Lines{"put 1 at 0", "put 2 at 1", "put 3 at 2"}));
}

TEST(Queue, ValueOfACancelledTakerGoesToTheNext) {
    const auto run = record_main([]() -> Task<> {
        Queue<int> queue;
        const auto taker = [](Queue<int>& q, std::string name) -> Task<> {
            print("{} got {}", name, co_await q.get());
        };
        auto a = spawn(taker(queue, "a"));
        auto b = spawn(taker(queue, "b"));
        co_await yield();
        queue.try_put(5);
        a.cancel();
        co_await b;
        print("{} left", queue.size());
    });

    EXPECT_EQ(run.output(), (Lines{"b got 5", "0 left"}));
}

TEST(Sync, EveryWaitNamesItsObject) {
    const auto run = record_main([]() -> Task<> {
        Lock lock{"the door"};
        co_await when_all(hold(lock, "a", 1s), hold(lock, "b", 1s));
    });

    const auto objects = run.of(Kind::ObjectCreated);
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_EQ(run.tables->string(static_cast<trace::StringId>(objects[0].arg)), "the door");
    std::size_t waits = 0;
    for (const auto& e : run.of(Kind::TaskSuspended)) {
        if (e.as<trace::Wait>() != trace::Wait::Lock) continue;
        ++waits;
        EXPECT_EQ(static_cast<trace::ObjectId>(e.arg), objects[0].object);
    }
    EXPECT_EQ(waits, 1U);
}

}  // namespace
}  // namespace loopscope::async
