#include "core/quiz/question.hpp"

#include "core/tests/support/random_script.hpp"
#include "core/tests/support/script.hpp"

#include <set>

#include <gtest/gtest.h>

namespace loopscope::quiz {
namespace {

using lessons::Ask;
using lessons::Mode;
using test::after;
using trace::Kind;

// Asked in a run that has come to `position` and no further; judged when it is over.
struct Asked {
    std::optional<Question> question;
    std::optional<Verdict> verdict;
    [[nodiscard]] std::string right() const {
        if (!question || !verdict || !verdict->right) return "(none)";
        return question->options[*verdict->right].text;
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> all;
        for (const Option& option : question->options) all.push_back(option.text);
        return all;
    }
    [[nodiscard]] int belief(std::string_view answer) const {
        for (std::size_t i = 0; i < question->options.size(); ++i) {
            if (question->options[i].text == answer) return misconception_of(*question, *verdict, i);
        }
        return -1;
    }
};

Asked ask(const test::Script& script, Ask what, std::size_t position, Mode mode = Mode::Async,
          bool rehearsed = true) {
    Asked asked;
    const timeline::Timeline whole = script.timeline(), before = script.timeline(position);
    asked.question = make_question(on_the_spot(what, mode), before, position, rehearsed ? &whole : nullptr);
    if (!asked.question) return asked;
    if (what != Ask::ReadyQueue) {
        EXPECT_FALSE(judge(*asked.question, before)) << "known before it has happened";
    }
    asked.verdict = judge(*asked.question, whole);
    return asked;
}

using Texts = std::vector<std::string>;

TEST(NextTask, IsTheFrontOfTheReadyQueue) {
    const auto script = test::two_sleepers();
    const auto asked = ask(script, Ask::NextTask, after(script, Kind::TimerDue, 2) + 1);
    ASSERT_TRUE(asked.verdict);
    EXPECT_EQ(asked.question->text, "What runs next?");
    EXPECT_EQ(asked.question->situation.plain(), "It is 1.000 s, and both sleeps are over.");
    EXPECT_EQ(asked.texts(), (Texts{"task 1", "task 2", "Both at once", "Nobody"}));
    EXPECT_EQ(asked.right(), "task 1");
    EXPECT_EQ(
        asked.verdict->reason.plain(),
        "task 1 is first in the ready queue, and the loop resumes one task at a time; task 2 is ready, not "
        "running.");
    EXPECT_EQ(asked.verdict->position, after(script, Kind::StepBegin, 4));
    EXPECT_EQ(asked.belief("Both at once"), 5);
    EXPECT_EQ(asked.belief("task 2"), 14);
    EXPECT_EQ(asked.belief("Nobody"), 4);
    EXPECT_EQ(asked.belief("task 1"), 0);
}

TEST(NextTask, IsKnownFromTheStateWithoutARehearsal) {
    const auto script = test::two_sleepers();
    const auto asked = ask(script, Ask::NextTask, after(script, Kind::TimerDue, 2) + 1, Mode::Async, false);
    EXPECT_EQ(asked.texts(), (Texts{"task 1", "task 2", "Both at once", "Nobody"}));
    EXPECT_EQ(asked.right(), "task 1");
}

TEST(NextTask, IsNobodyWhenAllSleep) {
    const auto script = test::two_sleepers();
    const auto asked = ask(script, Ask::NextTask, after(script, Kind::TaskSuspended, 3));
    EXPECT_EQ(asked.right(), "Nobody");
    EXPECT_EQ(asked.verdict->reason.plain(),
              "The ready queue is empty, so the loop sleeps in poll until 1.000 s, when the timer of task 1 "
              "is due.");
    EXPECT_EQ(asked.belief("task 1"), 9);
}

TEST(NextTask, ANewTaskDoesNotRunAtOnce) {
    const auto script = test::two_sleepers();
    // "main" has created "task 1", and goes on to create "task 2".
    const auto asked = ask(script, Ask::NextTask, after(script, Kind::TaskReady, 2));
    EXPECT_EQ(asked.right(), "task 1");
    EXPECT_EQ(asked.question->situation.plain(), "It is 0.000 s, and task 1 has become ready.");
}

TEST(Situation, TellsWorkFromABlockingCall) {
    const auto held_by = [](trace::Block block) {
        test::Script script;
        script.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
        const trace::TaskId id = script.task("crunch");
        script.turn().step(id).block(id, block, 300).later(300).unblock(id).end(id).run_end();
        return ask(script, Ask::NextTask, after(script, Kind::BlockBegin)).question->situation.plain();
    };
    EXPECT_EQ(held_by(trace::Block::Cpu), "It is 0.000 s, and crunch keeps its thread busy computing.");
    EXPECT_EQ(held_by(trace::Block::Sleep),
              "It is 0.000 s, and crunch holds its thread with a blocking call.");
}

TEST(NextTask, InPlainCallsIsTheNextCall) {
    const auto script = test::two_blocking();
    const auto asked = ask(script, Ask::NextTask, after(script, Kind::BlockBegin), Mode::Sync);
    EXPECT_EQ(asked.right(), "task 2");
    EXPECT_EQ(asked.verdict->reason.plain(),
              "task 2 is a plain call: it runs at once, from start to end, and no loop has a say in it.");
}

TEST(NextOutput, IsThatOfTheTaskThatRunsFirst) {
    const auto script = test::two_sleepers();
    const auto asked = ask(script, Ask::NextOutput, after(script, Kind::TimerDue, 2) + 1);
    ASSERT_TRUE(asked.verdict);
    EXPECT_EQ(asked.texts(), (Texts{"Finished", "Finished task 1", "Finished task 2", "Two lines at once"}));
    EXPECT_EQ(asked.right(), "Finished task 1");
    EXPECT_EQ(asked.verdict->reason.plain(),
              "Its timer was due, so the loop resumed task 1 before anybody else could print.");
    EXPECT_EQ(asked.belief("Finished task 2"), 7);
}

TEST(NextOutput, IsNotAskedWithoutARehearsal) {
    const auto script = test::two_sleepers();
    EXPECT_FALSE(ask(script, Ask::NextOutput, 20, Mode::Async, false).question);
}

TEST(NextOutput, WithMeasuredNumbersIsStillTheSameLine) {
    auto rehearsal = test::two_sleepers();
    test::Script run = test::two_sleepers();
    const auto end = after(run, Kind::LoopEnd);
    rehearsal.events[end].object = rehearsal.text("Finished in 1.000 s");
    run.events[end].object = run.text("Finished in 1.004 s");
    const auto expected = rehearsal.timeline(), whole = run.timeline();
    const auto question = make_question(on_the_spot(Ask::NextOutput, Mode::Async), whole, end, &expected);
    ASSERT_TRUE(question);
    const auto verdict = judge(*question, whole);
    ASSERT_TRUE(verdict && verdict->right);
    EXPECT_EQ(question->options[*verdict->right].text, "Finished in 1.000 s");
}

TEST(TotalTime, OffersTheSumAndTheLongestWait) {
    const auto script = test::two_sleepers();
    const auto asked = ask(script, Ask::TotalTime, 1);
    ASSERT_TRUE(asked.verdict);
    EXPECT_EQ(asked.question->situation.plain(), "Nothing has run yet.");
    EXPECT_EQ(asked.texts(), (Texts{"500 ms", "1 s", "2 s"}));
    EXPECT_EQ(asked.right(), "1 s");
    EXPECT_EQ(asked.belief("2 s"), 4);
    EXPECT_EQ(asked.verdict->reason.plain(),
              "The waits of 2 tasks overlapped: 2 s of waiting took 1 s, and the longest alone took 1 s.");
}

TEST(TotalTime, OfBlockingCallsIsTheSum) {
    const auto script = test::two_blocking();
    const auto asked = ask(script, Ask::TotalTime, 1, Mode::Sync);
    EXPECT_EQ(asked.right(), "2 s");
    EXPECT_EQ(asked.belief("1 s"), 5);
    EXPECT_EQ(asked.verdict->reason.plain(),
              "Each call held its thread while it waited, so the waits add up: 2 s in all.");
}

TEST(TotalTime, OfARunThatIsALittleLateIsStillRight) {
    const auto rehearsal = test::two_sleepers(2, 1000).timeline();
    const auto late = test::two_sleepers(2, 1012), other = test::two_sleepers(2, 1450);
    const auto question =
        make_question(on_the_spot(Ask::TotalTime, Mode::Async), late.timeline(1), 1, &rehearsal);
    ASSERT_TRUE(question);
    const auto verdict = judge(*question, late.timeline());
    ASSERT_TRUE(verdict && verdict->right);
    EXPECT_EQ(question->options[*verdict->right].text, "1 s");
    const auto neither = judge(*question, other.timeline());
    ASSERT_TRUE(neither);
    EXPECT_FALSE(neither->right);
}

TEST(TotalTime, IsNotAskedOfAProgramThatTakesNone) {
    test::Script script;
    script.run_begin("nothing").thread_begin(trace::ThreadRole::Main, "main").thread_end().run_end();
    EXPECT_FALSE(ask(script, Ask::TotalTime, 1).question);
    EXPECT_FALSE(ask(test::two_sleepers(), Ask::TotalTime, 1, Mode::Async, false).question);
}

TEST(ReadyQueue, IsAskedInOrder) {
    const auto script = test::two_sleepers();
    const auto asked = ask(script, Ask::ReadyQueue, after(script, Kind::TimerDue, 2) + 1);
    ASSERT_TRUE(asked.verdict);
    EXPECT_EQ(asked.right(), "task 1, task 2");
    const auto texts = asked.texts();
    EXPECT_NE(std::ranges::find(texts, "task 2, task 1"), texts.end());
    EXPECT_NE(std::ranges::find(texts, "Nobody"), texts.end());
    EXPECT_EQ(asked.verdict->reason.plain(),
              "Its timer was due: task 1 came first; who becomes ready later stands behind.");
    EXPECT_EQ(asked.verdict->position, asked.question->position);
}

TEST(ReadyQueue, IsEmptyWhileAllSleep) {
    const auto script = test::two_sleepers();
    const auto asked = ask(script, Ask::ReadyQueue, after(script, Kind::TaskSuspended, 3));
    EXPECT_EQ(asked.right(), "Nobody");
    EXPECT_EQ(asked.belief("task 1, task 2"), 4);
}

TEST(Question, IsNotAskedWhenAllIsOver) {
    const auto script = test::two_sleepers();
    for (const Ask what : {Ask::NextTask, Ask::NextOutput, Ask::ReadyQueue})
        EXPECT_FALSE(ask(script, what, script.here()).question);
}

TEST(Question, TellsTheMisconceptionOfTheMarkWhereTheAnswerHasNone) {
    const auto script = test::two_sleepers();
    const auto whole = script.timeline();
    auto mark = on_the_spot(Ask::NextTask, Mode::Async);
    mark.misconceptions = {3};
    const auto question = make_question(mark, whole, after(script, Kind::TimerDue, 2) + 1, &whole);
    ASSERT_TRUE(question);
    for (const Option& option : question->options) EXPECT_NE(option.misconception, 0) << option.text;
}

TEST(Question, WhateverHappensOtherwiseIsSaidHonestly) {
    const auto script = test::two_sleepers();
    const std::size_t at = after(script, Kind::TimerDue, 2) + 1;
    auto question = make_question(on_the_spot(Ask::NextTask, Mode::Async), script.timeline(at), at);
    ASSERT_TRUE(question);
    std::erase_if(question->options, [](const Option& o) { return o.text == "task 1"; });
    const auto verdict = judge(*question, script.timeline());
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->right);
    EXPECT_FALSE(verdict->reason.empty());
    EXPECT_EQ(misconception_of(*question, *verdict, 0), 0);
}

// Every question at every moment of many programs: it can be judged, the right answer is among those offered,
// nothing is offered twice, and asking again gives the same.
TEST(Question, HoldsForRandomPrograms) {
    int asked_in_all = 0;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        test::RandomWork work;
        work.seed = seed;
        work.events = 260;
        work.tasks = 1 + static_cast<int>(seed % 5);
        const auto script = test::random_script(work);
        const auto whole = script.timeline();
        for (std::size_t at = 1; at < script.here(); at += 7) {
            for (const Ask what : {Ask::NextTask, Ask::NextOutput, Ask::TotalTime, Ask::ReadyQueue}) {
                const auto question =
                    make_question(on_the_spot(what, Mode::Async), script.timeline(at), at, &whole);
                if (!question) continue;
                ++asked_in_all;
                ASSERT_GE(question->options.size(), 2U);
                ASSERT_LE(question->options.size(), 4U);
                std::set<std::string> texts;
                for (const Option& option : question->options)
                    texts.insert(option.text + "|" + option.second);
                ASSERT_EQ(texts.size(), question->options.size()) << "seed " << seed << " at " << at;
                const auto verdict = judge(*question, whole);
                ASSERT_TRUE(verdict) << "seed " << seed << " at " << at;
                ASSERT_TRUE(verdict->right)
                    << "seed " << seed << " at " << at << " ask " << static_cast<int>(what);
                ASSERT_FALSE(verdict->reason.empty());
                const auto again = make_question(on_the_spot(what, Mode::Async), whole, at, &whole);
                ASSERT_TRUE(again);
                for (std::size_t i = 0; i < question->options.size(); ++i)
                    ASSERT_EQ(again->options[i].text, question->options[i].text);
            }
        }
    }
    EXPECT_GT(asked_in_all, 500);
}

TEST(Question, SurvivesAnythingOdd) {
    const test::Script empty;
    const auto nothing = empty.timeline();
    for (const Ask what : {Ask::NextTask, Ask::NextOutput, Ask::TotalTime, Ask::ReadyQueue}) {
        EXPECT_FALSE(make_question(on_the_spot(what, Mode::Async), nothing, 0, nullptr));
        EXPECT_FALSE(make_question(on_the_spot(what, Mode::Async), nothing, 99, &nothing));
    }
    const auto many = test::two_sleepers(200);
    for (const Ask what : {Ask::NextTask, Ask::NextOutput, Ask::TotalTime, Ask::ReadyQueue}) {
        const auto asked = ask(many, what, after(many, Kind::TimerDue, 150) + 1);
        ASSERT_TRUE(asked.question);
        EXPECT_LE(asked.question->options.size(), 4U);
        EXPECT_NE(asked.right(), "(none)");
    }
}

}  // namespace
}  // namespace loopscope::quiz
