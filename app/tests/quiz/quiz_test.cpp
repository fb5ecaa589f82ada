// The quiz as a model: when it asks, what it keeps, how it goes on.
#include "app/tests/quiz/play.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::quiz {
namespace {

TEST(Quiz, AsksWhenTheRunReachesTheMark) {
    Play stage({kBothDue});
    stage.run();
    ASSERT_EQ(stage.quiz.stage(), Stage::Asked);
    EXPECT_EQ(stage.quiz.question()->text, "What runs next?");
    EXPECT_EQ(stage.quiz.count_text(), "question 1 of 1");
    EXPECT_FALSE(stage.moment.playing);
    EXPECT_EQ(stage.position, stage.quiz.question()->position);
    // What has already been recorded behind it is not to be seen.
    stage.look();
    ASSERT_NE(stage.quiz.shown(), nullptr);
    EXPECT_EQ(stage.quiz.shown()->size(), stage.position);
    EXPECT_FALSE(stage.turn());
}

TEST(Quiz, LocksTheFirstAnswerAndRevealsByRunningOn) {
    Play stage({kBothDue});
    stage.run();
    stage.choose("Both at once");
    EXPECT_EQ(stage.quiz.stage(), Stage::Locked);
    stage.choose("task 1");
    EXPECT_EQ(stage.answers()[*stage.quiz.answer()], "Both at once");
    EXPECT_FALSE(stage.turn());
    EXPECT_TRUE(stage.quiz.take_answers().empty());
    stage.quiz.go_on();
    stage.run();
    ASSERT_EQ(stage.quiz.stage(), Stage::Revealed);
    EXPECT_EQ(stage.position, stage.quiz.verdict()->position);
    EXPECT_EQ(stage.answers()[*stage.quiz.verdict()->right], "task 1");
    EXPECT_EQ(stage.quiz.take_answers(), (std::vector<AnswerGiven>{{"two-tasks", 0, false, 5}}));
    EXPECT_TRUE(stage.quiz.take_answers().empty());
    stage.quiz.go_on();
    stage.run();
    EXPECT_EQ(stage.quiz.stage(), Stage::None);
    EXPECT_EQ(stage.position, stage.whole.size());
    EXPECT_EQ(stage.quiz.shown(), nullptr);
}

TEST(Quiz, KeepsARightAnswer) {
    Play stage({kBothDue});
    stage.run();
    stage.choose("task 1");
    stage.quiz.go_on();
    stage.run();
    EXPECT_EQ(stage.quiz.take_answers(), (std::vector<AnswerGiven>{{"two-tasks", 0, true, 0}}));
}

TEST(Quiz, AsksEachQuestionOncePerRun) {
    Play stage({kBothDue});
    stage.run();
    stage.quiz.skip();
    stage.run();
    EXPECT_EQ(stage.position, stage.whole.size());
    stage.position = 1;
    stage.moment.playing = true;
    stage.run();
    EXPECT_EQ(stage.quiz.stage(), Stage::None);
    EXPECT_TRUE(stage.quiz.take_answers().empty());
    stage.position = 1;
    stage.moment.run = 2;
    stage.moment.playing = true;
    stage.run();
    EXPECT_EQ(stage.quiz.stage(), Stage::Asked);
}

TEST(Quiz, SkippingGoesOnAsBefore) {
    Play stage({kBothDue});
    stage.run();
    stage.quiz.skip();
    stage.grant();
    EXPECT_TRUE(stage.moment.playing);
    Play stepped({kBothDue});
    stepped.run();
    stepped.quiz.skip();
    // Somebody who took single steps is not made to play.
    Play by_hand({kBothDue});
    by_hand.moment.playing = false;
    by_hand.record(by_hand.whole.size());
    by_hand.position = by_hand.whole.size() - 10;
    by_hand.look();
    ASSERT_EQ(by_hand.quiz.stage(), Stage::Asked);
    by_hand.quiz.skip();
    by_hand.grant();
    EXPECT_FALSE(by_hand.moment.playing);
}

TEST(Quiz, IsSilentWhenSwitchedOffOrInFreeRun) {
    for (const bool free : {false, true}) {
        Play stage({kBothDue, mark(Ask::TotalTime)});
        stage.moment.by_beats = !free;
        if (!free) stage.quiz.set_enabled(false);
        stage.run();
        EXPECT_EQ(stage.position, stage.whole.size());
        EXPECT_EQ(stage.quiz.stage(), Stage::None);
        // Switched on afterwards it does not come back to what is past.
        stage.quiz.set_enabled(true);
        stage.moment.by_beats = true;
        stage.look();
        EXPECT_EQ(stage.quiz.stage(), Stage::None);
    }
}

TEST(Quiz, SwitchingOffSkipsWhatIsOpen) {
    Play stage({kBothDue});
    stage.run();
    stage.quiz.set_enabled(false);
    EXPECT_EQ(stage.quiz.stage(), Stage::None);
    stage.run();
    EXPECT_EQ(stage.position, stage.whole.size());
}

TEST(Quiz, WaitsForTheRunBeforehand) {
    Play stage({mark(Ask::TotalTime)});
    EXPECT_FALSE(stage.quiz.wants_rehearsal());
    stage.moment.rehearsal = nullptr;
    stage.moment.rehearsing = true;
    stage.run();
    EXPECT_TRUE(stage.quiz.wants_rehearsal());
    EXPECT_EQ(stage.quiz.stage(), Stage::Waiting);
    EXPECT_FALSE(stage.moment.playing);
    stage.moment.rehearsing = false;
    stage.moment.rehearsal = stage.rehearsal;
    stage.look();
    EXPECT_EQ(stage.quiz.stage(), Stage::Asked);
    EXPECT_EQ(stage.quiz.question()->text, "How long will it take in all?");
}

TEST(Quiz, LetsGoWhereNothingCanBeAsked) {
    Play stage({mark(Ask::TotalTime)});
    stage.moment.rehearsal = nullptr;
    stage.moment.rehearsing = true;
    stage.run();
    ASSERT_EQ(stage.quiz.stage(), Stage::Waiting);
    stage.moment.rehearsing = false;  // it came to nothing
    stage.run();
    EXPECT_EQ(stage.quiz.stage(), Stage::None);
    stage.run();
    EXPECT_EQ(stage.position, stage.whole.size());
}

TEST(Quiz, AnswersTheTotalAtTheEndAndAsksOthersMeanwhile) {
    Play stage({mark(Ask::TotalTime), kBothDue});
    stage.run();
    ASSERT_EQ(stage.quiz.stage(), Stage::Asked);
    stage.choose("2 s");
    stage.quiz.go_on();
    stage.run();
    ASSERT_EQ(stage.quiz.stage(), Stage::Asked);
    EXPECT_EQ(stage.quiz.question()->ask, Ask::NextTask);
    EXPECT_EQ(stage.quiz.count_text(), "question 2 of 2");
    stage.choose("task 1");
    stage.quiz.go_on();
    stage.run();
    stage.quiz.go_on();
    stage.run();
    ASSERT_EQ(stage.quiz.stage(), Stage::Revealed);
    EXPECT_EQ(stage.quiz.question()->ask, Ask::TotalTime);
    EXPECT_EQ(stage.answers()[*stage.quiz.verdict()->right], "1 s");
    EXPECT_EQ(stage.quiz.take_answers(),
              (std::vector<AnswerGiven>{{"two-tasks", 1, true, 0}, {"two-tasks", 0, false, 4}}));
}

TEST(Quiz, KnowsTheReadyQueueAtOnce) {
    Play stage({mark(Ask::ReadyQueue, Kind::TimerDue, 2)});
    stage.run();
    const std::size_t asked = stage.position;
    stage.choose("task 1, task 2");
    stage.quiz.go_on();
    stage.look();
    EXPECT_EQ(stage.quiz.stage(), Stage::Revealed);
    EXPECT_EQ(stage.position, asked);
}

TEST(Quiz, ShowsAgainFromTheQuestionToTheAnswer) {
    Play stage({kBothDue});
    stage.run();
    const std::size_t asked = stage.position;
    stage.choose("task 2");
    stage.quiz.go_on();
    stage.run();
    const std::size_t answered = stage.position;
    stage.quiz.watch_again();
    stage.grant();
    EXPECT_EQ(stage.position, asked);
    stage.run();
    EXPECT_EQ(stage.position, answered);
    EXPECT_EQ(stage.quiz.stage(), Stage::Revealed);
    EXPECT_EQ(stage.quiz.take_answers().size(), 1U);
}

TEST(Quiz, ClosesWhenTheRunIsTakenOnByHand) {
    Play stage({kBothDue});
    stage.run();
    stage.choose("task 2");
    stage.quiz.go_on();
    stage.run();
    stage.moment.playing = true;
    stage.turn();
    EXPECT_EQ(stage.quiz.stage(), Stage::None);
}

}  // namespace
}  // namespace loopscope::app::quiz
