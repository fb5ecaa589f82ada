#include "core/timeline/cut.hpp"

#include "core/tests/support/moment.hpp"
#include "core/tests/support/random_script.hpp"

#include <gtest/gtest.h>

namespace loopscope::timeline {
namespace {

using test::Moment;

// What is told of those that live, without what counts the events before.
Moment what_lives(const State& state) {
    Moment m = test::moment_of(state);
    m.position = m.outputs = m.count = 0;
    m.numbered = 0;
    std::erase_if(m.tasks, [](const TaskState& task) { return task.status == TaskStatus::Ended; });
    for (TaskState& task : m.tasks) {
        task.number = 0;
        task.conducts = false;
        task.changed = 0;
        task.since = 0;
    }
    for (ThreadState& thread : m.threads) {
        thread.polled = 0;
        thread.poll_begin = thread.phase_since = thread.running_since = thread.block_since =
            thread.work_since = 0;
    }
    for (auto& timers : m.timers) {
        for (Timer& timer : timers) timer.added = 0;
    }
    for (WatchedFd& fd : m.fds) fd.is_ready = false;
    return m;
}

void expect_alike(const Moment& a, const Moment& b, std::size_t position) {
    EXPECT_EQ(a.living, b.living) << position;
    EXPECT_EQ(a.ready, b.ready) << position;
    EXPECT_EQ(a.timers, b.timers) << position;
    EXPECT_EQ(a.fds, b.fds) << position;
    EXPECT_EQ(a.queued, b.queued) << position;
    EXPECT_EQ(a.objects, b.objects) << position;
    EXPECT_EQ(a.running, b.running) << position;
    EXPECT_EQ(a.time, b.time) << position;
    ASSERT_EQ(a.tasks.size(), b.tasks.size()) << position;
    for (std::size_t i = 0; i < a.tasks.size(); ++i) {
        EXPECT_EQ(a.tasks[i].id, b.tasks[i].id) << position;
        EXPECT_EQ(a.tasks[i].name, b.tasks[i].name) << position;
        EXPECT_EQ(a.tasks[i].status, b.tasks[i].status) << position << ": " << a.tasks[i].id;
        EXPECT_EQ(a.tasks[i].parent, b.tasks[i].parent) << position;
    }
}

TEST(Cut, GoesOnAsIfNothingHadBeenForgotten) {
    const test::Script s = test::random_script({.seed = 9, .events = 6000, .tasks = 40});
    const Timeline whole = s.timeline();
    for (const std::size_t at : {0U, 1U, 700U, 2999U, 5000U, 6000U}) {
        const auto rest = without_the_oldest(whole, at);
        Timeline cut(rest);
        cut.follow();
        const std::size_t position = std::min<std::size_t>(at, whole.size());
        const std::size_t made_up = cut.size() - (whole.size() - position);
        // Right behind what was made up, and at the end.
        expect_alike(what_lives(cut.state_at(made_up)), what_lives(whole.state_at(position)), position);
        expect_alike(what_lives(cut.state_at(cut.size())), what_lives(whole.state_at(whole.size())),
                     position);
        if (position > 100) {
            EXPECT_LT(made_up, position);
        }
    }
}

TEST(Cut, OfNothingIsNothing) {
    EXPECT_EQ(without_the_oldest(Timeline(std::make_shared<trace::Tables>()), 5)->size(), 0U);
}

}  // namespace
}  // namespace loopscope::timeline
