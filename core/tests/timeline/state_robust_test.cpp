// Recordings that were cut, or that make no sense at all.
#include "core/tests/support/random_script.hpp"
#include "core/timeline/timeline.hpp"

#include <random>

#include <gtest/gtest.h>

namespace loopscope::timeline {
namespace {

using trace::Event;
using trace::Kind;

// A recording that grows by single events.
class Live {
public:
    void add(const Event& e) { timeline_.append({&e, 1}); }
    [[nodiscard]] const State& state() const { return timeline_.state_at(timeline_.size()); }
    [[nodiscard]] std::size_t memory() const { return timeline_.memory(); }

private:
    Timeline timeline_{std::make_shared<trace::Tables>()};
};

void expect_consistent(const State& state) {
    for (const ThreadState& thread : state.threads) {
        const auto timers = state.timers(thread.id);
        ASSERT_EQ(timers.size(), timers.first.size());
        for (std::size_t i = 1; i < timers.size(); ++i) {
            ASSERT_LE(timers[i - 1].deadline, timers[i].deadline);
        }
        ASSERT_EQ(state.ready_count(thread.id), state.ready(thread.id).first.size());
        for (const ReadyItem& item : state.ready(thread.id)) {
            if (item.task == 0) continue;
            ASSERT_NE(state.task(item.task), nullptr);
            ASSERT_EQ(state.task(item.task)->status, TaskStatus::Ready);
        }
        ASSERT_TRUE(thread.running == 0 || state.task(thread.running) != nullptr);
    }
    ASSERT_TRUE(state.running == 0 || state.task(state.running) != nullptr);
}

TEST(StateRobust, ReadyQueuesHoldExactlyTheReadyTasks) {
    Live live;
    for (const Event& e : test::random_script({.seed = 3, .events = 20000}).events) {
        live.add(e);
        const State& state = live.state();
        if (state.position % 97 != 0) continue;
        expect_consistent(state);
        std::size_t queued = 0, ready = 0;
        for (const ThreadState& thread : state.threads) {
            for (const ReadyItem& item : state.ready(thread.id)) queued += item.task != 0 ? 1U : 0U;
        }
        for (const TaskId id : state.alive()) ready += state.task(id)->status == TaskStatus::Ready ? 1U : 0U;
        ASSERT_EQ(queued, ready) << "at " << state.position;
    }
}

TEST(StateRobust, RecordingMayBeginAnywhere) {
    const test::Script s = test::random_script({.seed = 5, .events = 3000});
    for (std::size_t first = 0; first < s.events.size(); first += 37) {
        Live live;
        for (std::size_t i = first; i < s.events.size(); ++i) live.add(s.events[i]);
        expect_consistent(live.state());
    }
}

TEST(StateRobust, TaskThatIsCreatedAgainWasThereBefore) {
    const std::vector<Event> events{
        {.task = 1, .seq = 0, .thread = 1, .kind = Kind::TaskCreated},
        {.task = 1, .seq = 1, .thread = 1, .kind = Kind::TaskEnded},
        {.task = 1, .seq = 2, .thread = 1, .kind = Kind::TaskCreated},
    };
    Timeline run{std::make_shared<trace::Tables>()};
    run.append(events);
    for (const std::size_t position : {1U, 3U}) {
        const State& state = run.state_at(position);
        EXPECT_EQ(state.alive(), std::vector<TaskId>{1}) << position;
        ASSERT_NE(state.task(1), nullptr) << position;
        EXPECT_EQ(state.task(1)->status, TaskStatus::Created) << position;
    }
    EXPECT_TRUE(run.state_at(2).alive().empty());
    ASSERT_NE(run.state_at(2).task(1), nullptr);
    EXPECT_EQ(run.state_at(2).task(1)->status, TaskStatus::Ended);
    EXPECT_EQ(run.state_at(0).task(1), nullptr);
}

TEST(StateRobust, TaskThatWasNeverCreatedBecomesKnownByItsSteps) {
    Live live;
    live.add({.task = 3, .thread = 1, .kind = Kind::TaskEnded});
    EXPECT_EQ(live.state().task_count(), 0U);
    EXPECT_EQ(live.state().task(3), nullptr);

    live.add({.task = 3, .thread = 1, .kind = Kind::StepBegin});
    EXPECT_EQ(live.state().task_count(), 1U);
    EXPECT_EQ(live.state().task(1), nullptr);
    ASSERT_NE(live.state().task(3), nullptr);
    EXPECT_EQ(live.state().task(3)->id, 3U);
    EXPECT_EQ(live.state().running, 3U);
}

TEST(StateRobust, IdsOutOfOrderFindTheirPlace) {
    test::Script s;
    s.on(3).thread_begin(trace::ThreadRole::Thread, "late");
    Live live;
    const State& state = live.state();
    live.add(s.events[0]);
    live.add({.task = 2, .object = s.text("second"), .thread = 3, .kind = Kind::TaskCreated});
    live.add({.task = 1, .object = s.text("first"), .thread = 3, .kind = Kind::TaskCreated});

    EXPECT_EQ(s.tables->string(state.task(1)->name), "first");
    EXPECT_EQ(s.tables->string(state.task(2)->name), "second");
    EXPECT_EQ(state.threads[0].id, 0U);
    EXPECT_EQ(state.threads[2].id, 3U);
}

TEST(StateRobust, AbsurdIdsCostNothing) {
    Live live;
    const State& state = live.state();
    const std::size_t before = live.memory();
    live.add({.task = 4'000'000'000U, .thread = 1, .kind = Kind::TaskCreated});
    live.add({.task = 4'000'000'000U, .thread = 65535, .kind = Kind::StepBegin});
    live.add({.task = 1, .thread = 0, .kind = Kind::StepBegin});

    EXPECT_EQ(state.position, 3U);
    EXPECT_LT(live.memory() - before, 1'000'000U);
}

TEST(StateRobust, NoiseNeverBreaksIt) {
    std::mt19937 random{42};
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    for (int round = 0; round < 40; ++round) {
        Live live;
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
            live.add(e);
            if (i % 101 == 0) expect_consistent(live.state());
        }
    }
}

}  // namespace
}  // namespace loopscope::timeline
