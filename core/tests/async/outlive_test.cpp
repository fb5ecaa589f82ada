// Whoever is waited on may go first: also when the one who waits has been woken and has not gone on yet.
#include "core/async/queue.hpp"
#include "core/async/run.hpp"
#include "core/async/sync.hpp"
#include "core/tests/async/program.hpp"

#include <memory>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using namespace std::chrono_literals;

Task<> told(Task<> body) {
    try {
        co_await std::move(body);
    } catch (const Broken& e) {
        print("{}", e.what());
    }
}

Task<> take_one(Queue<int>& queue) {
    print("got {}", co_await queue.get());
}

Task<> put_one(Queue<int>& queue, int value) {
    co_await queue.put(value);
    print("put {}", value);
}

Task<> enter_one(Semaphore& semaphore) {
    const auto permit = co_await semaphore.acquire();
    print("in");
}

const std::vector<std::string> kBroken{"destroyed while awaited"};

TEST(Outlive, AWokenTakerOutlivesItsQueue) {
    const auto run = record_main([]() -> Task<> {
        auto queue = std::make_unique<Queue<int>>();
        auto taker = spawn(told(take_one(*queue)));
        co_await yield();
        co_await queue->put(1);
        queue.reset();
        co_await taker;
    });
    EXPECT_EQ(run.output(), kBroken);
}

TEST(Outlive, AWokenTakerIsLeftWhenTheProgramEnds) {
    const auto run = record_main([]() -> Task<> {
        Queue<int> queue;
        spawn(take_one(queue));
        co_await yield();
        co_await queue.put(1);
    });
    EXPECT_EQ(run.outcome(), trace::Outcome::Done);
    EXPECT_TRUE(run.output().empty());
}

TEST(Outlive, AWokenPutterOutlivesItsQueue) {
    const auto run = record_main([]() -> Task<> {
        auto queue = std::make_unique<Queue<int>>("posts", 1);
        queue->try_put(1);
        auto putter = spawn(told(put_one(*queue, 2)));
        co_await yield();
        EXPECT_EQ(co_await queue->get(), 1);
        queue.reset();
        co_await putter;
    });
    EXPECT_EQ(run.output(), kBroken);
}

TEST(Outlive, AWokenGuestOutlivesItsSemaphore) {
    const auto run = record_main([]() -> Task<> {
        auto semaphore = std::make_unique<Semaphore>(1);
        auto permit = co_await semaphore->acquire();
        auto guest = spawn(told(enter_one(*semaphore)));
        co_await yield();
        permit.release();
        semaphore.reset();
        co_await guest;
    });
    EXPECT_EQ(run.output(), kBroken);
}

Task<> hold(Lock& lock) {
    const auto held = co_await lock.acquire();
    co_await sleep_for(1h);
}

// The lock lies in the parent's frame, and who holds it is a child: it has to go first.
TEST(Outlive, AStoppedRunDestroysChildrenBeforeTheirParents) {
    record::SourceOptions options;
    options.start_held = true;
    const auto run = async::start(
        [] {
            Loop{}.run([]() -> Task<> {
                Lock lock;
                auto first = spawn(hold(lock)), second = spawn(hold(lock));
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

}  // namespace
}  // namespace loopscope::async
