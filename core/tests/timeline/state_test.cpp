#include "core/timeline/state.hpp"

#include "core/tests/support/moment.hpp"

#include <gtest/gtest.h>

namespace loopscope::timeline {
namespace {

using test::after;
using test::Script;
using trace::Block;
using trace::Interest;
using trace::ObjectKind;
using trace::Outcome;
using trace::Phase;
using trace::PollWake;
using trace::ThreadRole;
using trace::Wait;

// A run whose main thread has a loop.
Script loop() {
    Script s;
    s.run_begin().thread_begin(ThreadRole::Main, "main").loop_begin();
    return s;
}

// Of the first thread.
std::vector<TaskId> ready_of(const State& state, ThreadId thread = 1) {
    std::vector<TaskId> ids;
    for (const ReadyItem& item : state.ready(thread)) ids.push_back(item.task);
    return ids;
}

TEST(State, CountsEventsAndFollowsTime) {
    Script s = loop();
    s.at(5).turn();

    const State state = after(s);

    EXPECT_EQ(state.position, 4U);
    EXPECT_EQ(state.time, test::ns(5));
    EXPECT_EQ(state.active, 1U);
}

TEST(State, CreatedTaskKnowsNameParentAndPlace) {
    Script s = loop();
    const TaskId main = s.task("main", 3);
    s.step(main).at(2).create("child", 7);

    const State state = after(s);

    const TaskState& child = *state.task(2);
    EXPECT_EQ(s.tables->string(child.name), "child");
    EXPECT_EQ(child.parent, main);
    EXPECT_EQ(s.tables->site(child.created_at).line, 7U);
    EXPECT_EQ(child.line, child.created_at);
    EXPECT_EQ(child.status, TaskStatus::Created);
    EXPECT_EQ(child.thread, 1U);
    EXPECT_EQ(child.since, test::ns(2));
}

TEST(State, ReadyTasksQueueInOrder) {
    Script s = loop();
    const TaskId a = s.task("a"), b = s.task("b");

    const State state = after(s);

    EXPECT_EQ(ready_of(state), (std::vector<TaskId>{a, b}));
    EXPECT_EQ(state.task(b)->status, TaskStatus::Ready);
    EXPECT_EQ(state.ready(1)[1].cause, Cause::First);
    EXPECT_EQ(state.running, 0U);
}

TEST(State, StepLeavesTheReadyQueueAndRuns) {
    Script s = loop();
    const TaskId a = s.task("a"), b = s.task("b");
    s.at(1).step(a);

    const State state = after(s);

    EXPECT_EQ(ready_of(state), std::vector<TaskId>{b});
    EXPECT_EQ(state.task(a)->status, TaskStatus::Running);
    EXPECT_EQ(state.task(a)->since, test::ns(1));
    EXPECT_EQ(state.threads[0].running, a);
    EXPECT_EQ(state.running, a);
}

TEST(State, WakeFromAWorkerJoinsTheQueueOfTheTasksLoop) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a).suspend(a, Wait::Worker, 4, 9);
    s.on(2).thread_begin(ThreadRole::Worker, "worker 1", 1);
    s.ready(a, Cause::WorkerDone, 9);

    const State state = after(s);

    EXPECT_EQ(ready_of(state), std::vector<TaskId>{a});
    EXPECT_TRUE(state.ready(2).empty());
    EXPECT_EQ(state.task(a)->cause, Cause::WorkerDone);
    EXPECT_EQ(state.task(a)->cause_arg, 9);
}

TEST(State, SuspendedTaskKnowsWhatItWaitsForAndFreesItsThread) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a).at(3).suspend(a, Wait::Lock, 12, 5);

    const State state = after(s);

    const TaskState& task = *state.task(a);
    EXPECT_EQ(task.status, TaskStatus::Suspended);
    EXPECT_EQ(task.wait, Wait::Lock);
    EXPECT_EQ(task.wait_arg, 5);
    EXPECT_EQ(s.tables->site(task.line).line, 12U);
    EXPECT_EQ(state.threads[0].running, 0U);
    EXPECT_EQ(state.running, 0U);
}

TEST(State, EndedTaskKnowsHowItEnded) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a).at(4).end(a, Outcome::Failed, "no such file");

    const State state = after(s);

    EXPECT_EQ(state.task(a)->status, TaskStatus::Ended);
    EXPECT_EQ(state.task(a)->outcome, Outcome::Failed);
    EXPECT_EQ(s.tables->string(state.task(a)->message), "no such file");
    EXPECT_EQ(state.threads[0].running, 0U);
}

TEST(State, CallerRunsOnBehindAPlainCall) {
    Script s = loop();
    const TaskId outer = s.call("outer");
    const TaskId inner = s.call("inner");

    EXPECT_EQ(after(s).threads[0].running, inner);
    s.end(inner);

    const State state = after(s);
    EXPECT_EQ(state.threads[0].running, outer);
    EXPECT_EQ(state.running, outer);
}

TEST(State, AnotherThreadsTaskStillRunsWhenOneEnds) {
    Script s;
    s.on(2);
    const TaskId a = s.call("a");
    s.on(3).later(1);
    const TaskId b = s.call("b");
    s.end(b);

    EXPECT_EQ(after(s).running, a);
}

TEST(State, TaskKnowsWhichEventChangedItLast) {
    Script s = loop();
    std::vector<std::size_t> changed;
    const TaskId task = s.task("task", 3);
    const auto note = [&] { changed.push_back(after(s).task(task)->changed); };
    s.step(task);
    const std::size_t began = s.here();
    note();
    s.output(task, "text", 4);
    note();
    s.block(task, Block::Sleep, 1, 5);
    const std::size_t blocked = s.here();
    s.turn();
    note();
    s.unblock(task);
    const std::size_t free_again = s.here();
    note();
    s.suspend(task, Wait::Yield, 6);
    s.ready(task, trace::Cause::Yielded);
    const std::size_t ready = s.here();
    s.ready(task, trace::Cause::Yielded).turn();
    note();

    EXPECT_EQ(changed, (std::vector<std::size_t>{began, began, blocked, free_again, ready}));
}

TEST(State, LineIsTheLastPlaceSeen) {
    Script s = loop();
    const TaskId a = s.task("a", 1);
    const auto line = [&] { return s.tables->site(after(s).task(a)->line).line; };
    s.step(a);
    EXPECT_EQ(line(), 1U);
    s.coroutine_begin(a, 5);
    EXPECT_EQ(line(), 5U);
    s.output(a, "hello", 6);
    EXPECT_EQ(line(), 6U);
    s.output(a, "from nowhere");
    EXPECT_EQ(line(), 6U);
    s.block(a, Block::Sleep, 10, 7).unblock(a);
    EXPECT_EQ(line(), 7U);
    s.coroutine_end(a, 5);
    EXPECT_EQ(line(), 5U);
    s.suspend(a, Wait::Yield, 8);
    EXPECT_EQ(line(), 8U);
}

TEST(State, CancelRequestLastsUntilItIsDelivered) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a).suspend(a, Wait::Event, 2, 3).cancel(a);
    EXPECT_TRUE(after(s).task(a)->cancel_requested);

    s.ready(a, Cause::Cancelled).step(a);
    EXPECT_FALSE(after(s).task(a)->cancel_requested);
}

TEST(State, TimersStandByDeadlineThenId) {
    Script s = loop();
    const TaskId a = s.task("a");
    const ObjectId late = s.timer(a, 30), early = s.timer(a, 10), equal = s.timer(a, 10);
    const auto ids = [&] {
        const State state = after(s);
        std::vector<ObjectId> found;
        for (const Timer& t : state.timers(1)) found.push_back(t.id);
        return found;
    };
    EXPECT_EQ(ids(), (std::vector<ObjectId>{early, equal, late}));

    s.due(early).timer_cancelled(late);
    EXPECT_EQ(ids(), std::vector<ObjectId>{equal});
}

TEST(State, LoopKnowsTurnPhaseAndPoll) {
    Script s = loop();
    s.turn().phase(Phase::Prepare).at(2).poll_begin(test::ns(50));
    State state = after(s);
    EXPECT_TRUE(state.threads[0].has_loop);
    EXPECT_EQ(state.threads[0].turn, 1);
    EXPECT_EQ(state.threads[0].phase, Phase::Poll);
    EXPECT_TRUE(state.threads[0].polling);
    EXPECT_EQ(state.threads[0].poll_begin, test::ns(2));
    EXPECT_EQ(state.threads[0].poll_timeout, test::ns(50));

    s.at(52).poll_end(PollWake::Timeout, 50).phase(Phase::Check);
    state = after(s);
    EXPECT_FALSE(state.threads[0].polling);
    EXPECT_EQ(state.threads[0].poll_slept, test::ns(50));
    EXPECT_EQ(state.threads[0].poll_wake, PollWake::Timeout);
    EXPECT_EQ(state.threads[0].phase, Phase::Check);
    EXPECT_EQ(state.threads[0].phase_since, test::ns(52));

    s.loop_end();
    EXPECT_FALSE(after(s).threads[0].has_loop);
}

TEST(State, PlainCallbacksQueueAndRun) {
    Script s = loop();
    const TaskId a = s.task("a");
    const ObjectId callback = s.callback_ready("on_data", Cause::Posted);
    State state = after(s);
    ASSERT_EQ(state.ready(1).size(), 2U);
    EXPECT_EQ(state.ready(1)[1].callback, callback);
    EXPECT_EQ(s.tables->string(state.ready(1)[1].name), "on_data");

    s.callback_begin(callback, "on_data");
    state = after(s);
    EXPECT_EQ(ready_of(state), std::vector<TaskId>{a});
    EXPECT_EQ(state.threads[0].callback, callback);

    s.callback_end(callback);
    EXPECT_EQ(after(s).threads[0].callback, 0U);
}

TEST(State, BlockingTaskHoldsItsThread) {
    Script s;
    s.run_begin().thread_begin(ThreadRole::Main, "main");
    const TaskId a = s.call("a");
    s.at(1).block(a, Block::Cpu, 20, 9);
    State state = after(s);
    EXPECT_EQ(state.task(a)->status, TaskStatus::Running);
    EXPECT_TRUE(state.task(a)->blocking);
    EXPECT_EQ(state.task(a)->block, Block::Cpu);
    EXPECT_EQ(state.task(a)->block_ns, test::ns(20));
    EXPECT_EQ(state.task(a)->since, test::ns(1));
    EXPECT_TRUE(state.threads[0].blocking);

    s.at(21).unblock(a);
    state = after(s);
    EXPECT_FALSE(state.task(a)->blocking);
    EXPECT_FALSE(state.threads[0].blocking);
    EXPECT_EQ(state.running, a);
}

TEST(State, ThreadWithoutATaskBlocksToo) {
    Script s;
    s.run_begin().thread_begin(ThreadRole::Main, "main").at(1).block(0, Block::Join, -1);

    const State state = after(s);

    EXPECT_TRUE(state.threads[0].blocking);
    EXPECT_EQ(state.threads[0].block, Block::Join);
    EXPECT_EQ(state.threads[0].block_since, test::ns(1));
    EXPECT_EQ(state.threads[0].block_ns, -1);
}

TEST(State, WorkMovesFromTheQueueToAWorker) {
    Script s = loop();
    const TaskId a = s.task("a");
    const ObjectId first = s.work(a, "hash"), second = s.work(a, "read");
    EXPECT_EQ(after(s).queued().size(), 2U);

    s.on(2).thread_begin(ThreadRole::Worker, "worker 1", 1).at(3).work_begin(first, a, "hash");
    State state = after(s);
    ASSERT_EQ(state.queued().size(), 1U);
    EXPECT_EQ(state.queued()[0].id, second);
    EXPECT_EQ(state.threads[1].worker, 1U);
    EXPECT_EQ(state.threads[1].work, first);
    EXPECT_EQ(s.tables->string(state.threads[1].work_label), "hash");
    EXPECT_EQ(state.threads[1].work_for, a);
    EXPECT_EQ(state.threads[1].work_since, test::ns(3));

    s.work_end(first, a);
    EXPECT_EQ(after(s).threads[1].work, 0U);
}

TEST(State, WatchedDescriptorIsReadyUntilTheLoopLooksAgain) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.watch(a, 14, Interest::Read, "api:443").fd_ready(14);
    State state = after(s);
    ASSERT_EQ(state.fds().size(), 1U);
    EXPECT_EQ(state.fds()[0].fd, 14U);
    EXPECT_TRUE(state.fds()[0].is_ready);

    s.poll_begin(0);
    EXPECT_FALSE(after(s).fds()[0].is_ready);

    s.unwatch(14);
    EXPECT_TRUE(after(s).fds().empty());
}

TEST(State, ObjectsKeepTheirValue) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.timer(a, 10);
    const ObjectId queue = s.object(ObjectKind::Queue, "jobs");
    s.change(queue, 3, a);

    const State state = after(s);

    const auto found = state.object(queue);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, queue);
    EXPECT_EQ(found->kind, ObjectKind::Queue);
    EXPECT_EQ(s.tables->string(found->name), "jobs");
    EXPECT_EQ(found->value, 3);
    EXPECT_EQ(found->last_task, a);
    EXPECT_FALSE(state.object(queue + 1));
}

TEST(State, GateAndClockAreTheUsersDoing) {
    Script s = loop();
    s.gate_closed(trace::GateCause::Pause).clock(0.25);
    EXPECT_TRUE(after(s).held);
    EXPECT_DOUBLE_EQ(after(s).rate, 0.25);

    s.gate_opened();
    EXPECT_FALSE(after(s).held);
}

TEST(State, RunAndThreadsEnd) {
    Script s = loop();
    s.output(0, "bye").loop_end().thread_end().run_end(Outcome::Stuck, "nothing can wake it");

    const State state = after(s);

    EXPECT_EQ(state.outputs, 1U);
    EXPECT_TRUE(state.threads[0].ended);
    EXPECT_TRUE(state.ended);
    EXPECT_EQ(state.outcome, Outcome::Stuck);
    EXPECT_EQ(s.tables->string(state.message), "nothing can wake it");
}

TEST(State, TasksGivenToALoopBeforeItStartsAreNumberedInThatOrder) {
    Script s = loop();
    const trace::TaskId a = s.task("a", 1);
    const trace::TaskId b = s.task("b", 2);

    const State state = after(s);

    EXPECT_EQ(state.task(a)->number, 1U);
    EXPECT_EQ(state.task(b)->number, 2U);
}

TEST(State, NumbersCountTheTasksThatDoSomethingOfTheirOwn) {
    const State state = after(test::two_sleepers());

    EXPECT_TRUE(state.task(1)->conducts);
    EXPECT_EQ(state.task(1)->number, 0U);
    EXPECT_EQ(state.task(2)->number, 1U);
    EXPECT_EQ(state.task(3)->number, 2U);
    EXPECT_EQ(state.numbered(), 2U);
}

TEST(State, TwoSleepersEndWithNothingLeft) {
    const State state = after(test::two_sleepers());

    EXPECT_EQ(state.task_count(), 3U);
    EXPECT_EQ(state.alive_count(), 0U);
    for (TaskId id = 1; id <= 3; ++id) EXPECT_EQ(state.task(id)->status, TaskStatus::Ended);
    EXPECT_TRUE(state.ready(1).empty());
    EXPECT_TRUE(state.timers(1).empty());
    EXPECT_EQ(state.running, 0U);
    EXPECT_EQ(state.time, test::ns(1000));
    EXPECT_EQ(state.outputs, 5U);
}

}  // namespace
}  // namespace loopscope::timeline
