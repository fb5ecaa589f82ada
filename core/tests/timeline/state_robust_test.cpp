// Recordings that were cut, or that make no sense at all.
#include "core/tests/support/random_script.hpp"
#include "core/timeline/state.hpp"

#include <random>

#include <gtest/gtest.h>

namespace loopscope::timeline {
namespace {

using trace::Event;
using trace::Kind;

void expect_consistent(const State& state) {
    for (const ThreadState& thread : state.threads) {
        for (std::size_t i = 1; i < thread.timers.size(); ++i) {
            ASSERT_LE(thread.timers[i - 1].deadline, thread.timers[i].deadline);
        }
        for (const ReadyItem& item : thread.ready) {
            if (item.task == 0) continue;
            ASSERT_NE(state.task(item.task), nullptr);
            ASSERT_EQ(state.task(item.task)->status, TaskStatus::Ready);
        }
        ASSERT_TRUE(thread.running == 0 || state.task(thread.running) != nullptr);
    }
    ASSERT_TRUE(state.running == 0 || state.task(state.running) != nullptr);
}

TEST(StateRobust, ReadyQueuesHoldExactlyTheReadyTasks) {
    State state;
    for (const Event& e : test::random_script({.seed = 3, .events = 20000}).events) {
        apply(state, e);
        if (state.position % 97 != 0) continue;
        expect_consistent(state);
        std::size_t queued = 0, ready = 0;
        for (const ThreadState& thread : state.threads) {
            for (const ReadyItem& item : thread.ready) queued += item.task != 0 ? 1U : 0U;
        }
        for (const TaskState& task : state.tasks) ready += task.status == TaskStatus::Ready ? 1U : 0U;
        ASSERT_EQ(queued, ready) << "at " << state.position;
    }
}

TEST(StateRobust, RecordingMayBeginAnywhere) {
    const test::Script s = test::random_script({.seed = 5, .events = 3000});
    for (std::size_t first = 0; first < s.events.size(); first += 37) {
        State state;
        for (std::size_t i = first; i < s.events.size(); ++i) apply(state, s.events[i]);
        expect_consistent(state);
    }
}

TEST(StateRobust, TaskThatWasNeverCreatedBecomesKnownByItsSteps) {
    State state;
    apply(state, {.task = 3, .thread = 1, .kind = Kind::TaskEnded});
    EXPECT_TRUE(state.tasks.empty());

    apply(state, {.task = 3, .thread = 1, .kind = Kind::StepBegin});
    ASSERT_EQ(state.tasks.size(), 3U);
    EXPECT_EQ(state.tasks[0].id, 0U);
    EXPECT_EQ(state.tasks[2].id, 3U);
    EXPECT_EQ(state.running, 3U);
}

TEST(StateRobust, IdsOutOfOrderFindTheirPlace) {
    test::Script s;
    s.on(3).thread_begin(trace::ThreadRole::Thread, "late");
    State state;
    apply(state, s.events[0]);
    apply(state, {.task = 2, .object = s.text("second"), .thread = 3, .kind = Kind::TaskCreated});
    apply(state, {.task = 1, .object = s.text("first"), .thread = 3, .kind = Kind::TaskCreated});

    EXPECT_EQ(s.tables->string(state.task(1)->name), "first");
    EXPECT_EQ(s.tables->string(state.task(2)->name), "second");
    EXPECT_EQ(state.threads[0].id, 0U);
    EXPECT_EQ(state.threads[2].id, 3U);
}

TEST(StateRobust, AbsurdIdsCostNothing) {
    State state;
    apply(state, {.task = 4'000'000'000U, .thread = 1, .kind = Kind::TaskCreated});
    apply(state, {.task = 4'000'000'000U, .thread = 65535, .kind = Kind::StepBegin});
    apply(state, {.task = 1, .thread = 0, .kind = Kind::StepBegin});

    EXPECT_EQ(state.position, 3U);
    EXPECT_LT(memory(state), 10'000U);
}

TEST(StateRobust, NoiseNeverBreaksIt) {
    std::mt19937 random{42};
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    for (int round = 0; round < 40; ++round) {
        State state;
        for (int i = 0; i < 3000; ++i) {
            Event e;
            e.time = static_cast<std::int64_t>(below(1000));
            e.arg = static_cast<std::int64_t>(below(12)) - 2;
            e.task = below(9);
            e.object = below(9);
            e.thread = static_cast<ThreadId>(below(5));
            e.kind = static_cast<Kind>(below(trace::kKindCount + 2));
            e.reason = static_cast<std::uint8_t>(below(20));
            if (below(50) == 0) e.task = below(0xFFFFFFFF);
            if (below(50) == 0) e.object = below(0xFFFFFFFF);
            if (below(50) == 0) e.thread = static_cast<ThreadId>(below(65536));
            if (below(50) == 0) e.arg = std::numeric_limits<std::int64_t>::min();
            apply(state, e);
            if (i % 101 == 0) expect_consistent(state);
        }
    }
}

}  // namespace
}  // namespace loopscope::timeline
