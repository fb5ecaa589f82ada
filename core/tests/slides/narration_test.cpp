#include "core/slides/narration/narration.hpp"

#include "core/tests/support/random_script.hpp"
#include "core/trace/words.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::Script;
using trace::Block;
using trace::Cause;
using trace::Interest;
using trace::Kind;
using trace::MisuseKind;
using trace::ObjectKind;
using trace::Outcome;
using trace::PollWake;
using trace::TaskId;
using trace::ThreadRole;
using trace::Wait;

// With **strong** and `code` as in Markdown.
std::string marked(const Sentence& sentence) {
    std::string text;
    for (const Span& span : sentence.spans) {
        const char* mark = span.style == SpanStyle::Strong ? "**" : span.style == SpanStyle::Code ? "`" : "";
        text += mark + span.text + mark;
    }
    return text;
}

// About the last event so far.
std::string last(const Script& s) {
    const timeline::Timeline timeline = s.timeline();
    return marked(narrate(timeline, timeline.size()));
}

// The last event so far as a line of the listing, from its kind on, its columns drawn together.
std::string listed(const Script& s) {
    std::string line = describe(s.timeline(), s.here() - 1);
    const auto kind = line.find(trace::word(s.events.back().kind).substr(0, 12));
    line.erase(0, kind);
    const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
    line.erase(std::unique(line.begin(), line.end(), both_blank), line.end());
    return line;
}

Script loop() {
    Script s;
    s.run_begin("lesson").thread_begin(ThreadRole::Main, "main").loop_begin();
    return s;
}

// All sentences, one after the other, where they change; only of the beats if so asked.
std::vector<std::string> story(const Script& s, bool only_beats) {
    const timeline::Timeline timeline = s.timeline();
    std::vector<std::string> told;
    for (std::size_t p = 1; p <= timeline.size(); ++p) {
        if (only_beats && !trace::is_beat(timeline[p - 1])) continue;
        const std::string sentence = marked(narrate(timeline, p));
        if (told.empty() || told.back() != sentence) told.push_back(sentence);
    }
    return told;
}

TEST(Narration, TellsTwoSleepersBeatByBeat) {
    const std::vector<std::string> expected{
        "The loop is given **main**: it joins the ready queue",
        "The loop starts **main**, the first in the ready queue",
        "**main** makes a task of **task 1**: it joins the ready queue, and nothing of it runs yet",
        "**main** makes a task of **task 2**: it joins the ready queue, and nothing of it runs yet",
        "**main** gives control back: it awaits 2 tasks",
        "The loop starts **task 1**, the first in the ready queue; **task 2** is ready, not running",
        "**task 1** prints `Running task 1`",
        "**task 1** gives control back: it awaits `sleep(1 s)`",
        "The loop starts **task 2**, the first in the ready queue",
        "**task 2** prints `Running task 2`",
        "**task 2** gives control back: it awaits `sleep(1 s)`",
        "Nothing is ready: the loop sleeps in poll until the next timer, 1.000 s away",
        "The timer of **task 1** is due: the task is ready, not running yet",
        "Both timers are due: **task 1** and **task 2** are ready, in that order",
        "Its timer is due, so the loop resumes **task 1**; **task 2** is ready, not running",
        "**task 1** prints `Finished task 1`",
        "**task 1** is done and gives control back for good",
        "Its timer is due, so the loop resumes **task 2**",
        "**task 2** prints `Finished task 2`",
        "**task 2** is done and gives control back for good",
        "**task 2** was the last to end, so the loop resumes **main**",
        "**main** is done and gives control back for good",
        "The program prints `Finished`",
        "The program is done after 1.000 s",
    };
    EXPECT_EQ(story(test::two_sleepers(), true), expected);
}

TEST(Narration, TellsPlainCallsAsHoldingTheirThread) {
    const std::vector<std::string> expected{
        "Next comes **task 1**, a plain call",
        "**task 1** is called: it runs at once, from start to end",
        "**task 1** prints `Running task 1`",
        "**task 1** sleeps for 1 s and holds its thread: nobody else can run on it",
        "**task 1** goes on 1.000 s later",
        "**task 1** prints `Finished task 1`",
        "**task 1** returns",
    };
    const std::vector<std::string> told = story(test::two_blocking(1), true);
    ASSERT_GE(told.size(), expected.size());
    EXPECT_EQ(std::vector<std::string>(told.begin(), told.begin() + 7), expected);
}

TEST(Narration, TellsThreadsByName) {
    const std::vector<std::string> told = story(test::two_threads(), false);
    const auto tells = [&](const char* sentence) {
        return std::find(told.begin(), told.end(), sentence) != told.end();
    };
    EXPECT_TRUE(tells("**main** waits for another thread to end"));
    EXPECT_TRUE(tells("**Thread 1** begins: a thread of its own"));
    EXPECT_TRUE(tells("**task 1** runs on **Thread 1**, a thread of its own"));
    EXPECT_TRUE(tells("**task 2** sleeps for 1 s and holds its thread: nobody else can run on it"));
    EXPECT_TRUE(tells("**Thread 2** ends"));
}

TEST(Narration, BeginsWithNothing) {
    EXPECT_EQ(marked(narrate(timeline::Timeline(std::make_shared<trace::Tables>()), 5)),
              "Nothing has happened yet");
}

TEST(Narration, WhatTheUserDoesChangesNoSentence) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a);
    const std::string before = last(s);
    s.gate_closed(trace::GateCause::Step).clock(0.5).gate_opened();
    EXPECT_EQ(last(s), before);
}

TEST(Narration, ReadyIsNotRunning) {
    Script s = loop();
    const TaskId a = s.task("a");
    EXPECT_EQ(last(s), "**a** is ready, and first in the queue");
    s.task("b");
    EXPECT_EQ(last(s), "**b** is ready, not running, as **a** is first");
    s.step(a);
    s.task("c");
    EXPECT_EQ(last(s), "**c** is ready, not running, as **a** still runs");
}

TEST(Narration, ManyDueTimersAreCounted) {
    Script s = loop();
    std::vector<trace::ObjectId> timers;
    for (int i = 1; i <= 5; ++i) {
        const TaskId id = s.task("task " + std::to_string(i));
        s.step(id);
        timers.push_back(s.sleep(id, 10));
    }
    s.at(10).turn();
    EXPECT_EQ(last(s), "The loop begins turn 1: 5 timers are due");
    s.phase(trace::Phase::Timers).due(timers[0]).due(timers[1]);
    EXPECT_EQ(last(s), "The timer of **task 2** is due too: the task is ready, behind **task 1**");
    s.due(timers[2]).due(timers[3]).due(timers[4]);
    EXPECT_EQ(last(s), "5 timers are due: **task 1**, **task 2** and 3 more are ready, in that order");
}

TEST(Narration, ResumesNameTheirReason) {
    const auto resumed = [](Wait wait, Cause cause, std::int64_t arg, Script s = loop()) {
        const TaskId a = s.task("a");
        s.step(a).suspend(a, wait, 3, arg).ready(a, cause, arg).step(a);
        return last(s);
    };
    EXPECT_EQ(resumed(Wait::Sleep, Cause::TimerDue, 1), "Its timer is due, so the loop resumes **a**");
    EXPECT_EQ(resumed(Wait::FirstOf, Cause::TimerDue, 1), "Its time is up, so the loop resumes **a**");
    EXPECT_EQ(resumed(Wait::Yield, Cause::Yielded, 0), "A turn has passed, so the loop resumes **a**");
    EXPECT_EQ(resumed(Wait::Fd, Cause::FdReady, 14),
              "There is news on descriptor 14, so the loop resumes **a**");
    EXPECT_EQ(resumed(Wait::Worker, Cause::WorkerDone, 2),
              "Its work on the thread pool is done, so the loop resumes **a**");
    EXPECT_EQ(resumed(Wait::Process, Cause::ProcessDone, 77),
              "Process 77 has ended, so the loop resumes **a**");
    EXPECT_EQ(resumed(Wait::Sleep, Cause::Cancelled, 0),
              "It was cancelled, so the loop resumes **a** to let it end");
    EXPECT_EQ(resumed(Wait::None, Cause::Posted, 0),
              "Another thread asked for it, so the loop resumes **a**");
    EXPECT_EQ(resumed(Wait::None, Cause::None, 0), "The loop runs **a**");
    EXPECT_EQ(resumed(Wait::Event, Cause::ObjectSignal, 0),
              "What it awaits has come, so the loop resumes **a**");
    Script s = loop();
    const auto lock = s.object(ObjectKind::Lock, "accounts");
    EXPECT_EQ(resumed(Wait::Lock, Cause::ObjectSignal, lock, s),
              "The lock `accounts` is free for it, so the loop resumes **a**");
    s = loop();
    s.watch(1, 14, Interest::Read, "post 3");
    EXPECT_EQ(resumed(Wait::Fd, Cause::FdReady, 14, s),
              "The socket for `post 3` became readable, so the loop resumes **a**");
    s = loop();
    s.watch(1, 15, Interest::Write, "input of sort");
    EXPECT_EQ(resumed(Wait::Fd, Cause::FdReady, 15, s),
              "The pipe `input of sort` became writable, so the loop resumes **a**");
    s = loop();
    s.process(1, 77, "uniq -c");
    EXPECT_EQ(resumed(Wait::Process, Cause::ProcessDone, 77, s),
              "`uniq` has ended, so the loop resumes **a**");
    s = loop();
    const auto event = s.object(ObjectKind::Event, "event");
    EXPECT_EQ(resumed(Wait::Event, Cause::ObjectSignal, event, s),
              "The event is set, so the loop resumes **a**");
}

TEST(Narration, FailedChildResumesWhoWaitsForIt) {
    Script s = loop();
    const TaskId main = s.task("main"), child = s.task("child");
    s.step(main).suspend(main, Wait::Tasks, 3, 2).step(child).end(child, Outcome::Failed, "no such host");
    EXPECT_EQ(last(s), "**child** fails: `no such host`");
    s.ready(main, Cause::TaskDone, child).step(main);
    EXPECT_EQ(last(s), "**child** has failed, so the loop resumes **main**");
}

TEST(Narration, SuspensionsNameWhatIsAwaited) {
    Script s = loop();
    const TaskId a = s.task("a"), b = s.task("b");
    s.step(a);
    const auto awaits = [&](Wait wait, std::int64_t arg) {
        Script copy = s;
        copy.suspend(a, wait, 3, arg);
        return last(copy);
    };
    const std::string back = "**a** gives control back: it awaits ";
    EXPECT_EQ(awaits(Wait::Sleep, test::ns(250)), back + "`sleep(250 ms)`");
    EXPECT_EQ(awaits(Wait::Yield, 0),
              "**a** gives way: it awaits `sleep(0)`, and will be ready again at once");
    EXPECT_EQ(awaits(Wait::Task, b), back + "**b**");
    EXPECT_EQ(awaits(Wait::Tasks, 1), back + "one task");
    EXPECT_EQ(awaits(Wait::Tasks, 5), back + "5 tasks");
    EXPECT_EQ(awaits(Wait::Tasks, trace::pack_awaited({2, a, b})), back + "**a** and **b**");
    EXPECT_EQ(awaits(Wait::Tasks, trace::pack_awaited({1, b, 0})), back + "**b**");
    EXPECT_EQ(awaits(Wait::FirstOf, 3), back + "the first of 3 tasks");
    EXPECT_EQ(awaits(Wait::FirstOf, trace::pack_awaited({2, a, b})), back + "the first of **a** and **b**");
    EXPECT_EQ(awaits(Wait::Event, 99), back + "an event");
    EXPECT_EQ(awaits(Wait::Semaphore, 99), back + "a slot of a semaphore");
    EXPECT_EQ(awaits(Wait::Future, 99), back + "a future");
    EXPECT_EQ(awaits(Wait::Process, 42), back + "the end of process 42");
    EXPECT_EQ(awaits(Wait::None, 0), "**a** gives control back");
    s.process(a, 43, "sort -n");
    EXPECT_EQ(awaits(Wait::Process, 43), back + "the end of `sort`");
    const auto queue = s.object(ObjectKind::Queue, "jobs");
    EXPECT_EQ(awaits(Wait::Queue, queue), back + "the queue `jobs`");
    s.watch(a, 14, Interest::Read, "api:443");
    EXPECT_EQ(awaits(Wait::Fd, 14), back + "news on the socket for `api:443`");
    const auto work = s.work(a, "sha256");
    EXPECT_EQ(awaits(Wait::Worker, work), back + "`sha256` on the thread pool");
}

TEST(Narration, PollSaysWhatItSleepsFor) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a).suspend(a, Wait::Event, 3, 1).turn();
    const auto polls = [&](std::int64_t timeout) {
        Script copy = s;
        copy.poll_begin(timeout);
        return last(copy);
    };
    EXPECT_EQ(polls(test::ns(38)),
              "Nothing is ready: the loop sleeps in poll until the next timer, 38 ms away");
    EXPECT_EQ(polls(-1),
              "Nothing is ready and no timer is set: the loop sleeps in poll until somebody wakes it");
    s.watch(a, 14, Interest::Read, "api").work(a, "sha256");
    EXPECT_EQ(polls(-1),
              "Nothing is ready: the loop sleeps in poll until a socket has news or a worker is done");
    EXPECT_EQ(polls(test::ns(1500)),
              "Nothing is ready: the loop sleeps in poll until a socket has news, a worker is done or the "
              "next timer, 1.500 s away");
    s.poll_begin(-1).at(40).poll_end(PollWake::Io, 40);
    EXPECT_EQ(last(s), "The loop wakes after 40 ms: there is news from outside");
}

TEST(Narration, SeveralLoopsAreToldApart) {
    Script s;
    for (const trace::ThreadId thread : {trace::ThreadId{2}, trace::ThreadId{3}}) {
        s.on(thread).thread_begin(ThreadRole::Thread, "Thread " + std::to_string(thread - 1)).loop_begin();
    }
    s.turn();
    EXPECT_EQ(last(s), "The loop of **Thread 2** begins turn 1: nothing is ready");
}

TEST(Narration, BlockingOnALoopHoldsUpEverybody) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a).block(a, Block::Cpu, 200, 4);
    EXPECT_EQ(last(s),
              "**a** computes for 200 ms and holds its thread: the loop and everybody on it have to wait");
    s.later(200).unblock(a).loop_blocked(a, 200, 4);
    EXPECT_EQ(last(s), "**a** has held up the loop for 200 ms: nobody else could run");
}

TEST(Narration, WorkersRunBesideTheLoop) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a);
    const auto work = s.work(a, "sha256");
    EXPECT_EQ(last(s), "**a** hands `sha256` to the thread pool");
    s.on(2).thread_begin(ThreadRole::Worker, "worker 1", 1).work_begin(work, a, "sha256");
    EXPECT_EQ(last(s), "**worker 1** runs `sha256` for **a**, while the loop is free");
    s.work_end(work, a);
    EXPECT_EQ(last(s), "**worker 1** is done with `sha256`: the loop will hear of it in its poll");
    const auto another = s.on(1).work(a, "md5");
    s.work_cancelled(another, a, "md5");
    EXPECT_EQ(last(s), "The work `md5` of **a** is taken back before a worker has begun it");
}

TEST(Narration, CancellationSaysWhereItLands) {
    Script s = loop();
    const TaskId main = s.task("main"), a = s.task("a");
    s.step(a).suspend(a, Wait::Event, 3, 1).step(main).cancel(a, main);
    EXPECT_EQ(last(s), "**main** cancels **a**: the await where it waits will throw");
    s.cancel(main, main);
    EXPECT_EQ(last(s), "**main** cancels itself: its next await will throw");
    s.end(main, Outcome::Cancelled);
    EXPECT_EQ(last(s), "**main** ends: it was cancelled");
}

TEST(Narration, ObjectsDescriptorsProcessesAndMisuse) {
    Script s = loop();
    const TaskId a = s.task("a");
    s.step(a);
    const auto lock = s.object(ObjectKind::Lock, "accounts");
    EXPECT_EQ(last(s), "The lock `accounts` is there");
    s.change(lock, 1, a);
    EXPECT_EQ(last(s), "**a** takes the lock `accounts`");
    const auto queue = s.object(ObjectKind::Queue, "queue");
    s.change(queue, 1, a);
    EXPECT_EQ(last(s), "The queue holds 1 item");
    s.watch(a, 14, Interest::Read, "api:443");
    EXPECT_EQ(last(s), "The loop watches the socket for `api:443`: **a** waits for it to become readable");
    s.fd_ready(14);
    EXPECT_EQ(last(s), "The socket for `api:443` became readable: **a** has waited for it");
    s.unwatch(14);
    EXPECT_EQ(last(s), "The loop stops watching the socket for `api:443`");
    s.process(a, 42, "ls -l");
    EXPECT_EQ(last(s), "**a** starts a process: `ls -l`");
    s.process_exit(42, -9);
    EXPECT_EQ(last(s), "`ls` is ended by signal 9");
    s.misuse(0, MisuseKind::NeverAwaited, 4);
    EXPECT_EQ(last(s), "A coroutine was made and never awaited: it will never run");
    s.misuse(a, MisuseKind::ResultNeverRead, 4);
    EXPECT_EQ(last(s), "**a** failed, and nobody has looked at its result");
    s.lost(12);
    EXPECT_EQ(last(s), "12 events could not be recorded here");
    const auto callback = s.callback_ready("on_data", Cause::Posted);
    EXPECT_EQ(last(s), "Another thread hands in the callback `on_data`: it joins the ready queue");
    s.callback_begin(callback, "on_data");
    EXPECT_EQ(last(s), "The loop runs the callback `on_data`");
    s.run_end(Outcome::Failed, "boom");
    EXPECT_EQ(last(s), "The program fails after 0.000 s: `boom`");
}

TEST(Narration, LongNamesAreCut) {
    Script s = loop();
    s.task(std::string(500, 'x') + "ä");
    EXPECT_LT(last(s).size(), 120U);
    s.output(1, "two\nlines " + std::string(500, 'y'));
    EXPECT_EQ(last(s).find('\n'), std::string::npos);
    EXPECT_LT(last(s).size(), 200U);
}

TEST(Narration, TheSameForwardsAndBackwards) {
    const timeline::Timeline timeline = test::random_script({.seed = 11, .events = 2500}).timeline();
    std::vector<Sentence> forwards;
    for (std::size_t p = 0; p <= timeline.size(); ++p) forwards.push_back(narrate(timeline, p));
    for (std::size_t p = timeline.size() + 1; p-- > 0;) ASSERT_EQ(narrate(timeline, p), forwards[p]);
}

// What other runtimes tell of.
TEST(Narration, OtherRuntimes) {
    Script s = loop();
    const TaskId main = s.task("main");
    s.step(main);
    const auto text = [&](std::string_view words) { return s.text(words); };
    s.add({.arg = trace::pack(main, 0),
           .task = 2,
           .object = text("b"),
           .kind = Kind::TaskCreated,
           .reason = 1});
    EXPECT_EQ(last(s),
              "**main** makes a task of **b**: it runs at once, and **main** waits for its first await");
    EXPECT_EQ(listed(s), "task-created b by main, runs at once");
    s.add({.arg = main, .task = 2, .kind = Kind::StepBegin, .reason = 12});
    EXPECT_EQ(last(s), "**b** begins at once, inside **main**");
    EXPECT_EQ(listed(s), "step-begin b at once, inside main");
    s.end(2, Outcome::Collected);
    EXPECT_EQ(last(s), "**b** is thrown away before its end: nobody held it any more");

    s.add({.arg = trace::pack(s.site(4), text("f")), .task = main, .object = 3, .kind = Kind::CallbackReady});
    EXPECT_EQ(listed(s), "callback-ready main f, two_tasks.cpp:4");
    s.add({.arg = trace::pack(s.site(4), text("f")),
           .task = main,
           .object = 3,
           .kind = Kind::CallbackCancelled});
    EXPECT_EQ(last(s), "The callback `f` is taken back before it has run");

    s.add({.arg = text("then"), .task = main, .object = 4, .kind = Kind::MicrotaskQueued, .reason = 1});
    EXPECT_EQ(last(s), "**main** queues the microtask `then`: it runs before the loop goes on");
    EXPECT_EQ(listed(s), "microtask-queued main then, promises");
    s.add({.arg = 2, .kind = Kind::MicrotasksBegin});
    EXPECT_EQ(last(s), "The microtasks run, before the loop goes on: 2 wait");
    EXPECT_EQ(listed(s), "microtasks-begin next tick, 2 waiting");
    s.add({.arg = text("then"), .object = 4, .kind = Kind::MicrotaskBegin, .reason = 1});
    EXPECT_EQ(last(s), "The microtask `then` runs");
    s.add({.object = 4, .kind = Kind::MicrotaskEnd}).add({.arg = 1, .kind = Kind::MicrotasksEnd});
    EXPECT_EQ(last(s), "1 microtask has run, and the loop goes on");

    const std::int64_t error = trace::pack(text("ValueError"), text("no"));
    s.add({.arg = error, .task = main, .object = s.site(9), .kind = Kind::Exception});
    EXPECT_EQ(last(s), "**main** throws `ValueError: no`");
    EXPECT_EQ(listed(s), "exception main thrown, ValueError, no, two_tasks.cpp:9");
    s.add({.arg = error, .task = main, .kind = Kind::Exception, .reason = 1});
    EXPECT_EQ(last(s), "**main** catches `ValueError: no`");
    s.add({.arg = error, .task = main, .kind = Kind::Exception, .reason = 2});
    EXPECT_EQ(last(s), "Nobody catches what **main** has thrown: `ValueError: no`");

    s.add({.arg = trace::pack(text("Limiter"), text("seats")),
           .object = 7,
           .kind = Kind::ObjectCreated,
           .reason = 9});
    s.add({.arg = 2, .task = main, .object = 7, .kind = Kind::ObjectTaken});
    EXPECT_EQ(last(s), "**main** takes the object `seats`: 2 are free");
    EXPECT_EQ(listed(s), "object-taken main the object seats, 2 free");
    s.add({.arg = -1, .task = main, .object = 7, .kind = Kind::ObjectGivenBack});
    EXPECT_EQ(last(s), "**main** gives back the object `seats`");
    EXPECT_EQ(listed(s), "object-given-ba… main the object seats");
    s.add({.arg = trace::pack(3, text("42")), .task = main, .object = 7, .kind = Kind::ValuePut});
    EXPECT_EQ(last(s), "**main** puts `42` into the object `seats`");
    EXPECT_EQ(listed(s), "value-put main 42 into the object seats, 3 in it");
    s.add({.arg = trace::pack(~0U, text("42")), .task = main, .object = 7, .kind = Kind::ValueTaken});
    EXPECT_EQ(last(s), "**main** takes `42` from the object `seats`");
    EXPECT_EQ(listed(s), "value-taken main 42 from the object seats");

    s.add({.arg = s.now() + test::ns(200), .task = main, .object = 8, .kind = Kind::LimitBegin});
    EXPECT_EQ(last(s), "A limit is set for **main**: it strikes in 200 ms");
    EXPECT_EQ(listed(s), "limit-begin main limit 8, deadline 0.200000");
    s.add({.arg = test::ns(200), .task = main, .object = 8, .kind = Kind::LimitStruck});
    EXPECT_EQ(last(s), "The limit of **main** is over: what it limits is cancelled");
    s.add({.arg = test::ns(200), .task = main, .object = 8, .kind = Kind::LimitEnd});
    EXPECT_EQ(last(s), "**main** has come to the end of its limit in time");

    s.add({.arg = trace::pack(s.site(5), text("3")),
           .task = main,
           .object = text("left"),
           .kind = Kind::ValueWatched});
    EXPECT_EQ(last(s), "`left` is `3`");
    EXPECT_EQ(listed(s), "value-watched main left = 3, two_tasks.cpp:5");
}

// Any kind, with any reason, on a timeline that never heard of what it is about.
TEST(Narration, EveryKindHasItsWords) {
    for (int kind = 0; kind < trace::kKindCount + 1; ++kind) {
        for (int reason = 0; reason < 16; ++reason) {
            for (const std::int64_t arg : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{7},
                                           std::numeric_limits<std::int64_t>::max()}) {
                timeline::Timeline timeline(std::make_shared<trace::Tables>());
                trace::Event e;
                e.kind = static_cast<Kind>(kind);
                e.reason = static_cast<std::uint8_t>(reason);
                e.arg = arg;
                e.task = 5;
                e.object = 9;
                e.thread = 1;
                timeline.append({&e, 1});
                EXPECT_FALSE(plain(narrate(timeline, 1)).empty());
                EXPECT_FALSE(describe(timeline, 0).empty());
                EXPECT_TRUE(!trace::is_beat(e) || plain(narrate(timeline, 1)) != "Nothing has happened yet")
                    << kind;
            }
        }
    }
}

TEST(Listing, ColumnsAreAligned) {
    const timeline::Timeline timeline = test::two_sleepers().timeline();
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < timeline.size(); ++i) {
        if (timeline[i].task == 2) lines.push_back(describe(timeline, i));
    }
    const std::vector<std::string> expected{
        "0.000000  main        task-created      task 1            by main, two_tasks.cpp:47",
        "0.000000  main        task-ready        task 1            first step",
        "0.000000  main        step-begin        task 1            first step",
        "0.000000  main        output            task 1            Running task 1",
        "0.000000  main        timer-added       task 1            timer 1, deadline 1.000000",
        "0.000000  main        task-suspended    task 1            sleep until 1.000000, two_tasks.cpp:39",
        "1.000000  main        timer-due         task 1            timer 1, deadline 1.000000",
        "1.000000  main        task-ready        task 1            timer due",
        "1.000000  main        step-begin        task 1            timer due",
        "1.000000  main        output            task 1            Finished task 1",
        "1.000000  main        task-ended        task 1            done",
    };
    EXPECT_EQ(lines, expected);
}

TEST(Listing, KeepsItsColumnsWithLongNames) {
    Script s = loop();
    const TaskId a = s.task("a task with a name that is longer than its column");
    s.step(a);
    const std::string line = describe(s.timeline(), s.here() - 1);
    EXPECT_EQ(line, "0.000000  main        step-begin        a task with a n…  first step");
}

TEST(Listing, NothingBeyondTheEnd) {
    EXPECT_EQ(describe(timeline::Timeline(std::make_shared<trace::Tables>()), 0), "");
}

}  // namespace
}  // namespace loopscope::slides
