// The lessons that come with Loopscope are whole, and what they promise holds.
#include "core/lessons/deck.hpp"
#include "core/tests/support/play_program.hpp"
#include "core/trace/validate.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

const Deck& built_in() {
    static const Deck deck = load_deck(LOOPSCOPE_LESSONS);
    return deck;
}

TEST(BuiltInDeck, HasNoProblem) {
    EXPECT_GE(built_in().lessons.size(), 16U);
    for (const Problem& problem : built_in().problems) ADD_FAILURE() << to_text(problem);
}

TEST(BuiltInDeck, ItsClaimsHold) {
    for (const Lesson& lesson : built_in().lessons) {
        for (const Problem& problem : check_claims(lesson, lesson.id)) ADD_FAILURE() << to_text(problem);
    }
}

TEST(BuiltInDeck, EveryLessonHasAllThatItNeeds) {
    for (const Lesson& lesson : built_in().lessons) {
        SCOPED_TRACE(lesson.id);
        EXPECT_FALSE(lesson.goal.empty());
        EXPECT_FALSE(lesson.text.empty());
        EXPECT_FALSE(lesson.notes.empty());
        EXPECT_FALSE(lesson.chapter.empty());
        EXPECT_GE(lesson.remember.size(), 2U);
        EXPECT_LE(lesson.remember.size(), 4U);
        EXPECT_FALSE(lesson.questions.empty());
        for (const Mode mode : lesson.modes) {
            EXPECT_TRUE(lesson.steps.contains(mode)) << mode_word(mode);
            const bool claimed =
                std::ranges::any_of(lesson.claims, [mode](const Claim& claim) { return claim.mode == mode; });
            EXPECT_TRUE(claimed) << mode_word(mode);
            EXPECT_NE(lesson.listing(mode, lesson.initial_values()), nullptr) << mode_word(mode);
            EXPECT_NE(lesson.python_listing(mode, lesson.initial_values()), nullptr) << mode_word(mode);
        }
    }
}

TEST(BuiltInDeck, MeetsAllFifteenMisconceptions) {
    std::set<int> met;
    for (const Lesson& lesson : built_in().lessons)
        met.insert(lesson.misconceptions.begin(), lesson.misconceptions.end());
    for (int number = 1; number <= 15; ++number) EXPECT_TRUE(met.contains(number)) << number;
}

// An own program may do the same in a process of its own, and is to be believed.
TEST(BuiltInDeck, WhatItsProgramsTellIsBelieved) {
    for (const Program& program : all_programs()) {
        for (const Mode mode : program.modes) {
            SCOPED_TRACE(program.name + " " + std::string(mode_word(mode)));
            const test::Recording run = test::play_program(program.name, mode);
            trace::Validator validator(*run.tables);
            for (const trace::Event& event : run.events)
                ASSERT_EQ(validator.objection(event), "") << trace::word(event.kind) << " at " << event.seq;
        }
    }
}

}  // namespace
}  // namespace loopscope::lessons
