#include "core/slides/actors.hpp"

#include "core/tests/support/script.hpp"

#include <set>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::Script;

std::string letter(const timeline::Timeline& run, trace::TaskId task) {
    return actor_of(run.state_at(run.size()), run.tables(), task).letter;
}

TEST(Actors, CountFromAToZAndGoOnInNumbers) {
    EXPECT_EQ(letter_of(1), "A");
    EXPECT_EQ(letter_of(26), "Z");
    EXPECT_EQ(letter_of(27), "27");
    EXPECT_EQ(letter_of(0), "");
}

TEST(Actors, SixteenInARowLookDifferentEvenWithoutTheirLetters) {
    std::set<std::pair<int, int>> looks;
    for (unsigned n = 1; n <= 16; ++n) looks.insert({static_cast<int>(shape_of(n)), hue_of(n).actor});

    EXPECT_EQ(looks.size(), 16U);
}

TEST(Actors, LetterAGoesToTheFirstTaskThatMainSpawns) {
    const timeline::Timeline run = test::two_sleepers().timeline();

    EXPECT_EQ(letter(run, 2), "A");
    EXPECT_EQ(letter(run, 3), "B");
}

TEST(Actors, WhatConductsIsQuietAndBearsItsOwnFirstLetter) {
    const timeline::Timeline run = test::two_sleepers().timeline();

    const Actor main = actor_of(run.state_at(run.size()), run.tables(), 1);

    EXPECT_EQ(main.number, 0U);
    EXPECT_EQ(main.letter, "m");
    EXPECT_EQ(main.color, stage::ink(stage::Token::TextSoft));
}

TEST(Actors, AMainThatSleepsItselfIsAnActor) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId main = s.task("main");
    s.step(main).output(main, "hello");
    s.sleep(main, 100);

    EXPECT_EQ(letter(s.timeline(), main), "A");
}

TEST(Actors, ALoopThatIsGivenTwoTasksHasNoConductor) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId main = s.task("main"), handler = s.task("connection 1");

    EXPECT_EQ(letter(s.timeline(), main), "A");
    EXPECT_EQ(letter(s.timeline(), handler), "B");
}

TEST(Actors, KeepTheirLettersAtEveryMoment) {
    const timeline::Timeline run = test::two_sleepers(30).timeline();
    for (trace::TaskId task = 2; task <= 31; ++task) {
        for (std::size_t at = 0; at <= run.size(); ++at) {
            const timeline::TaskState* state = run.state_at(at).task(task);
            if (state == nullptr || state->id == 0) continue;
            ASSERT_EQ(state->number, task - 1) << "at " << at;
        }
    }
}

TEST(Actors, PlainCallsAndThreadsCountLikeTasks) {
    EXPECT_EQ(letter(test::two_blocking().timeline(), 1), "A");
    EXPECT_EQ(letter(test::two_blocking().timeline(), 2), "B");
    EXPECT_EQ(letter(test::two_threads().timeline(), 2), "B");
}

TEST(Actors, AnUnknownTaskIsQuiet) {
    const timeline::Timeline run = test::two_sleepers().timeline();

    EXPECT_EQ(actor_of(run.state_at(run.size()), run.tables(), 99).number, 0U);
    EXPECT_EQ(actor_of(run.state_at(0), run.tables(), 0).letter, "");
    EXPECT_EQ(name_of(run.state_at(0), run.tables(), 7), "task 7");
}

}  // namespace
}  // namespace loopscope::slides
