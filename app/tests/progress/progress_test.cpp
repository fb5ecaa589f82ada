// What counts as done, right and met.
#include "app/progress/progress.hpp"

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app;
using namespace loopscope::app::progress;

namespace {

lessons::Lesson lesson_of(std::string id, std::size_t questions) {
    lessons::Lesson lesson;
    lesson.id = std::move(id);
    lesson.minutes = 6;
    lesson.questions.resize(questions);
    return lesson;
}

}  // namespace

TEST(Progress, OfALessonNobodyOpenedIsEmpty) {
    const DeckProgress deck;
    EXPECT_EQ(deck.of("nothing"), LessonProgress{});
    EXPECT_TRUE(deck.lessons.empty());
}

TEST(Progress, OpeningTellsWhichLessonWasLast) {
    DeckProgress deck;
    EXPECT_TRUE(note_opened(deck, "one"));
    EXPECT_FALSE(note_opened(deck, "one"));
    EXPECT_TRUE(note_opened(deck, "two"));
    EXPECT_EQ(deck.last, "two");
    EXPECT_TRUE(deck.of("one").opened);
}

TEST(Progress, AMistakeStaysMetWhenTheAnswerIsRightLater) {
    DeckProgress deck;
    note_answer(deck, {"one", 0, false, 6});
    note_answer(deck, {"one", 0, false, 4});
    note_answer(deck, {"one", 0, false, 6});
    note_answer(deck, {"one", 0, true, 0});
    const Answer& answer = deck.of("one").answers.at(0);
    EXPECT_TRUE(answer.right);
    EXPECT_EQ(answer.tries, 4);
    EXPECT_EQ(answer.met, (std::vector<int>{4, 6}));
}

TEST(Progress, AQuestionAskedOnTheSpotIsNotKept) {
    DeckProgress deck;
    EXPECT_FALSE(note_answer(deck, {"one", -1, true, 0}));
    EXPECT_TRUE(deck.lessons.empty());
}

TEST(Progress, OnlyQuestionsThatTheLessonStillHasCount) {
    DeckProgress deck;
    note_answer(deck, {"one", 0, true, 0});
    note_answer(deck, {"one", 7, true, 0});
    note_finished(deck, "one");
    const Sum sum = sum_of(lesson_of("one", 3), deck.of("one"));
    EXPECT_EQ(sum.right, 1U);
    EXPECT_EQ(sum.questions, 3U);
    EXPECT_EQ(sum.finished, 1U);
    EXPECT_FLOAT_EQ(share_of(sum), 0.5F);
}

TEST(Progress, ADecksSumIsThatOfItsLessons) {
    DeckProgress deck;
    note_answer(deck, {"one", 1, true, 0});
    note_finished(deck, "two");
    const std::vector<lessons::Lesson> all{lesson_of("one", 2), lesson_of("two", 0), lesson_of("three", 4)};
    const Sum sum = sum_of(all, deck);
    EXPECT_EQ(sum.lessons, 3U);
    EXPECT_EQ(sum.minutes, 18);
    EXPECT_EQ(sum.questions, 6U);
    EXPECT_EQ(sum.right, 1U);
    EXPECT_EQ(sum.finished, 1U);
}

TEST(Progress, AnImpossibleTimeIsNotKept) {
    DeckProgress deck;
    EXPECT_FALSE(note_took(deck, "one", lessons::Mode::Sync, -1));
    EXPECT_TRUE(note_took(deck, "one", lessons::Mode::Sync, 2.0));
    EXPECT_FALSE(note_took(deck, "one", lessons::Mode::Sync, 2.0));
    EXPECT_TRUE(note_took(deck, "one", lessons::Mode::Sync, 2.1));
    EXPECT_DOUBLE_EQ(deck.of("one").took.at("sync"), 2.1);
}
