// Awaiting takes no stack, however many there are in a row or inside each other, and neither does giving up
// on them.
#include "core/tests/async/program.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

// A million where a frame is small; builds for debugging and with sanitizers take much longer for each, and
// ThreadSanitizer the longer, the more there have been.
#if defined(__SANITIZE_THREAD__)
constexpr int kDepth = 2000;
#elif defined(__OPTIMIZE__)
constexpr int kDepth = 1'000'000;
#else
constexpr int kDepth = 100'000;
#endif

// Not recorded: nothing but the coroutines is to be seen here.
void run_silently(const std::function<void()>& program) {
    Runtime runtime(record::kAsFastAsPossible, false);
    runtime.clock.enter();
    Context here(runtime);
    set_context(&here);
    program();
    set_context(nullptr);
    runtime.clock.leave();
}

Task<int> one() {
    co_return 1;
}

TEST(Depth, ManyAwaitsInARow) {
    int sum = 0;
    run_silently([&] {
        Loop{}.run([](int& total) -> Task<> {
            for (int i = 0; i < kDepth; ++i) total += co_await one();
        }(sum));
    });

    EXPECT_EQ(sum, kDepth);
}

Task<int> deep(int left) {
    if (left == 0) {
        co_await yield();
        co_return 0;
    }
    co_return 1 + co_await deep(left - 1);
}

TEST(Depth, ManyInsideEachOther) {
    int reached = 0;
    run_silently([&] { reached = Loop{}.run(deep(kDepth)); });

    EXPECT_EQ(reached, kDepth);
}

Task<> deep_and_stays(int left, int& gone) {
    struct GoesAway {
        int& count;
        ~GoesAway() { ++count; }
    };
    const GoesAway goes{gone};
    if (left == 0)
        co_await sleep_for(1s);
    else
        co_await deep_and_stays(left - 1, gone);
}

TEST(Depth, ManyInsideEachOtherAreDestroyedAtTheBottom) {
    int gone = 0;
    run_silently([&] {
        Loop loop;
        loop.spawn(deep_and_stays(kDepth, gone));
        loop.run_until(loop.spawn([]() -> Task<> { co_await yield(); }()));
        EXPECT_EQ(gone, 0);
    });

    EXPECT_EQ(gone, kDepth + 1);
}

TEST(Depth, ManyInsideEachOtherAreCancelledAtTheBottom) {
    int gone = 0;
    run_silently([&] {
        Loop loop;
        auto task = loop.spawn(deep_and_stays(kDepth, gone));
        loop.run([](TaskHandle<> waits) -> Task<> {
            co_await yield();
            waits.cancel();
        }(task));
        EXPECT_EQ(task.outcome(), trace::Outcome::Cancelled);
    });

    EXPECT_EQ(gone, kDepth + 1);
}

Task<> wrap(Task<> inner) {
    co_await inner;
}

Task<> wrapped(int times) {
    Task<> task = []() -> Task<> { co_await yield(); }();
    for (int i = 0; i < times; ++i) task = wrap(std::move(task));
    return task;
}

TEST(Depth, ManyThatHoldEachOtherReturn) {
    bool returned = false;
    run_silently([&] {
        Loop{}.run(wrapped(kDepth));
        returned = true;
    });

    EXPECT_TRUE(returned);
}

TEST(Depth, ManyThatHoldEachOtherAreThrownAwayUnused) {
    run_silently([] {
        Loop{}.run([]() -> Task<> {
            const Task<> unused = wrapped(kDepth);
            co_return;
        }());
    });
}

}  // namespace
}  // namespace loopscope::async
