// The fifteen misconceptions, each with a program of the lessons that proves the truth by its events.
#include "core/tests/support/play_program.hpp"

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

using namespace std::chrono_literals;
using test::play_program;
using test::Recording;
using trace::Event;
using trace::Kind;
using Lines = std::vector<std::string>;

trace::TaskId task(const Recording& run, std::string_view name) {
    for (const Event& e : run.of(Kind::TaskCreated)) {
        if (run.tables->string(e.object) == name) return e.task;
    }
    ADD_FAILURE() << "there is no task " << name;
    return 0;
}

std::vector<Event> of(const Recording& run, Kind kind, trace::TaskId task) {
    std::vector<Event> found = run.of(kind);
    std::erase_if(found, [task](const Event& e) { return e.task != task; });
    return found;
}

Event printed(const Recording& run, std::string_view line) {
    for (const Event& e : run.of(Kind::Output)) {
        if (run.tables->string(e.object) == line) return e;
    }
    ADD_FAILURE() << "this is not printed: " << line;
    return {};
}

bool is_printed(const Recording& run, const std::string& line) {
    const Lines lines = run.output();
    return std::ranges::find(lines, line) != lines.end();
}

std::vector<trace::TaskId> order_of_steps(const Recording& run) {
    std::vector<trace::TaskId> order;
    for (const Event& e : run.of(Kind::StepBegin)) order.push_back(e.task);
    return order;
}

TEST(Misconception, M1ACoroutineThatIsOnlyCalledRunsNothing) {
    const Recording run = play_program("giving_control", Mode::Async, {{"try", "call"}});

    EXPECT_FALSE(is_printed(run, "Cake goes into the oven"));
    EXPECT_EQ(run.of(Kind::TaskCreated).size(), 1U);
    const auto misuses = run.of(Kind::Misuse);
    ASSERT_EQ(misuses.size(), 1U);
    EXPECT_EQ(misuses[0].as<trace::MisuseKind>(), trace::MisuseKind::NeverAwaited);

    const Recording nothing = play_program("three_moves", Mode::Async, {{"mistake", "no await"}});
    EXPECT_EQ(nothing.output(), (Lines{"Finished in 0.000 s"}));
    EXPECT_EQ(nothing.of(Kind::Misuse).size(), 3U);
}

TEST(Misconception, M2ATaskThatIsCreatedBeginsInALaterStep) {
    const Recording run = play_program("giving_control", Mode::Async, {{"try", "spawn"}});

    const Event created = of(run, Kind::TaskCreated, task(run, "cook(Bread)")).at(0);
    const Event said = printed(run, "The task is made, and has not begun");
    const Event began = of(run, Kind::StepBegin, created.task).at(0);
    EXPECT_LT(created.seq, said.seq);
    EXPECT_LT(said.seq, began.seq);
}

TEST(Misconception, M3AnAwaitOfWhatIsReadyDoesNotGoBackToTheLoop) {
    const Recording run = play_program("giving_control", Mode::Async, {{"try", "ready"}});

    // Three awaits, and only the one that has to wait ends main's step.
    const trace::TaskId main = task(run, "main");
    EXPECT_EQ(of(run, Kind::CoroutineBegin, main).size(), 1U);
    EXPECT_EQ(of(run, Kind::TaskSuspended, main).size(), 1U);
    EXPECT_EQ(of(run, Kind::StepBegin, main).size(), 2U);
    EXPECT_LT(printed(run, "The bill is 12, the guest still stands").seq,
              of(run, Kind::StepBegin, task(run, "guest")).at(0).seq);
}

TEST(Misconception, M4AnAwaitLeavesTheThreadToTheOthers) {
    const Recording run = play_program("server", Mode::Async);

    const trace::TaskId one = task(run, "handle(1)"), two = task(run, "handle(2)");
    const Event waits = of(run, Kind::TaskSuspended, one).at(0);
    const Event goes_on = of(run, Kind::StepBegin, one).at(1);
    const Event other = of(run, Kind::StepBegin, two).at(0);
    EXPECT_LT(waits.seq, other.seq);
    EXPECT_LT(other.seq, goes_on.seq);
    EXPECT_EQ(waits.thread, other.thread);
}

TEST(Misconception, M5AsyncMakesNoThreadAndUsesNoOtherCore) {
    const Recording sync = play_program("cpu_bound", Mode::Sync);
    const Recording async = play_program("cpu_bound", Mode::Async);

    EXPECT_EQ(async.events.back().at(), sync.events.back().at());
    EXPECT_EQ(async.of(Kind::ThreadBegin).size(), 1U);
    EXPECT_EQ(play_program("cpu_bound", Mode::Threads).events.back().at(), sync.events.back().at() / 2);
}

TEST(Misconception, M6AwaitsInARowDoNotOverlap) {
    const Recording row = play_program("three_moves", Mode::Async, {{"mistake", "in a row"}});

    EXPECT_EQ(row.of(Kind::TaskCreated).size(), 1U);
    EXPECT_EQ(row.events.back().at(), 900ms);
    EXPECT_EQ(play_program("three_moves", Mode::Async).events.back().at(), 300ms);
}

TEST(Misconception, M7ResultsComeInTheOrderOfTheCallsAndTasksEndInTheirOwn) {
    const Recording run = play_program("endings", Mode::Async, {{"topic", "all"}});

    const Event far = of(run, Kind::TaskEnded, task(run, "ask(Far)")).at(0);
    const Event near = of(run, Kind::TaskEnded, task(run, "ask(Near)")).at(0);
    EXPECT_LT(task(run, "ask(Far)"), task(run, "ask(Near)"));
    EXPECT_LT(near.seq, far.seq);
    EXPECT_LT(printed(run, "Result of Far").seq, printed(run, "Result of Near").seq);
}

TEST(Misconception, M8WhoIsAwaitedFirstDoesNotRunFirst) {
    const Recording a_first = play_program("loop_steps", Mode::Async, {{"until", "A, then B"}});
    const Recording b_first = play_program("loop_steps", Mode::Async, {{"until", "B, then A"}});

    EXPECT_EQ(order_of_steps(b_first), order_of_steps(a_first));
    EXPECT_EQ(order_of_steps(b_first).at(0), task(b_first, "task(A)"));
}

TEST(Misconception, M9ATimerIsNeverEarlyButMayBeLate) {
    const Recording run = play_program("under_the_hood", Mode::Async, {{"topic", "late"}});

    ASSERT_EQ(run.of(Kind::TimerDue).size(), 1U);
    const Event due = run.of(Kind::TimerDue)[0];
    EXPECT_EQ(Nanos{due.arg}, 100ms);
    EXPECT_EQ(due.at(), 300ms);
}

TEST(Misconception, M10GivingWayLetsTheOthersRun) {
    const Recording run = play_program("giving_control", Mode::Async, {{"try", "yield"}});

    const trace::TaskId ann = task(run, "count(Ann)"), ben = task(run, "count(Ben)");
    std::vector<trace::TaskId> order = order_of_steps(run);
    std::erase(order, task(run, "main"));
    EXPECT_EQ(order, (std::vector{ann, ben, ann, ben, ann, ben, ann, ben}));
    EXPECT_EQ(run.events.back().at(), 0s);
    EXPECT_TRUE(run.of(Kind::TimerAdded).empty());
}

TEST(Misconception, M11ABlockingCallHoldsUpEverybodyOnItsLoop) {
    const Recording run = play_program("two_tasks", Mode::Async, {{"wait", "block"}});

    EXPECT_EQ(of(run, Kind::StepBegin, task(run, "task(2)")).at(0).at(), 1s);
    ASSERT_EQ(run.of(Kind::LoopBlocked).size(), 1U);
    EXPECT_EQ(Nanos{run.of(Kind::LoopBlocked)[0].arg}, 1s);
}

TEST(Misconception, M12ALoopWithNothingToDoSleeps) {
    const Recording run = play_program("under_the_hood", Mode::Async, {{"topic", "asleep"}});

    int naps = 0;
    for (const Event& e : run.of(Kind::PollEnd)) {
        if (e.as<trace::PollWake>() == trace::PollWake::Timeout && Nanos{e.arg} == 500ms) ++naps;
    }
    EXPECT_EQ(naps, 1);
    EXPECT_EQ(run.output(), (Lines{"Turns in half a second: 2"}));
}

TEST(Misconception, M13OnlyWhatCantBeAwaitedGoesToTheThreadPool) {
    const Recording run = play_program("under_the_hood", Mode::Async, {{"topic", "pool"}});

    EXPECT_EQ(run.of(Kind::WorkQueued).size(), 6U);
    EXPECT_TRUE(of(run, Kind::WorkQueued, task(run, "nap")).empty());
    // Four workers: the fifth piece begins when the first one ends.
    const auto begun = run.of(Kind::WorkBegin), ended = run.of(Kind::WorkEnd);
    EXPECT_EQ(begun.at(3).at(), 0s);
    EXPECT_EQ(begun.at(4).at(), ended.at(0).at());

    const Recording posts = play_program("posts", Mode::Async);
    EXPECT_FALSE(posts.of(Kind::FdWatched).empty());
    EXPECT_TRUE(posts.of(Kind::WorkQueued).empty());
}

TEST(Misconception, M14DueTimersStandBehindWhoIsReadyAndEqualOnesKeepTheirOrder) {
    const Recording queue = play_program("under_the_hood", Mode::Async, {{"topic", "queue"}});
    EXPECT_LT(queue.of(Kind::TimerDue).at(0).seq, printed(queue, "The worker goes on").seq);
    EXPECT_LT(printed(queue, "The worker goes on").seq, printed(queue, "The sleeper goes on").seq);

    const Recording equal = play_program("under_the_hood", Mode::Async, {{"topic", "equal"}});
    const auto due = equal.of(Kind::TimerDue);
    ASSERT_EQ(due.size(), 3U);
    for (std::size_t i = 0; i < due.size(); ++i) {
        EXPECT_EQ(due[i].arg, due[0].arg);
        EXPECT_EQ(due[i].task, task(equal, "nap(" + std::to_string(i + 1) + ")"));
    }
}

TEST(Misconception, M15ALoopThatIsLeftEarlyLeavesItsTasksHalfDone) {
    const Recording run = play_program("loop_steps", Mode::Async, {{"until", "A only"}});
    EXPECT_FALSE(is_printed(run, "B ends"));
    EXPECT_EQ(of(run, Kind::TaskEnded, task(run, "task(B)")).at(0).as<trace::Outcome>(),
              trace::Outcome::Stopped);

    const Recording forgotten = play_program("failures", Mode::Async, {{"topic", "forgotten"}});
    EXPECT_FALSE(is_printed(forgotten, "films copied"));
    EXPECT_EQ(of(forgotten, Kind::TaskEnded, task(forgotten, "copy(films)")).at(0).as<trace::Outcome>(),
              trace::Outcome::Cancelled);
}

TEST(Misconception, M15AFailureThatNobodyAwaitsIsLost) {
    const Recording run = play_program("failures", Mode::Async, {{"topic", "unseen"}});

    EXPECT_EQ(run.outcome(), trace::Outcome::Done);
    EXPECT_EQ(of(run, Kind::TaskEnded, task(run, "save(notes)")).at(0).as<trace::Outcome>(),
              trace::Outcome::Failed);
    ASSERT_EQ(run.of(Kind::Misuse).size(), 1U);
    EXPECT_EQ(run.of(Kind::Misuse)[0].as<trace::MisuseKind>(), trace::MisuseKind::ResultNeverRead);
}

TEST(Misconception, M15CancellingIsARequest) {
    const Recording run = play_program("endings", Mode::Async, {{"topic", "cancel"}});

    const Event asked = run.of(Kind::CancelRequested).at(0);
    const Event ended = of(run, Kind::TaskEnded, task(run, "copy")).at(0);
    EXPECT_EQ(asked.at(), 200ms);
    EXPECT_EQ(ended.at(), 300ms);
}

}  // namespace
}  // namespace loopscope::lessons
