// Votes, questions on the spot, and the game.
#include "app/tests/quiz/play.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace loopscope::app::quiz {
namespace {

TEST(Vote, CountsEveryKeyAndTakesTheLastBack) {
    Play stage({kBothDue});
    stage.moment.voting = true;
    stage.run();
    for (const std::size_t vote : {0U, 2U, 2U, 3U, 1U}) stage.quiz.choose(vote);
    stage.quiz.choose(9);
    stage.quiz.take_back();
    EXPECT_EQ(stage.quiz.votes(), (std::vector<int>{1, 0, 2, 1}));
    EXPECT_EQ(stage.quiz.votes_in_all(), 4);
    EXPECT_EQ(stage.quiz.stage(), Stage::Asked);
    stage.quiz.go_on();
    EXPECT_EQ(stage.quiz.stage(), Stage::Locked);
    stage.quiz.choose(0);
    stage.quiz.take_back();
    EXPECT_EQ(stage.quiz.votes_in_all(), 4);
    stage.quiz.go_on();
    stage.run();
    EXPECT_EQ(stage.quiz.stage(), Stage::Revealed);
    // A class is not a learner.
    EXPECT_TRUE(stage.quiz.take_answers().empty());
}

TEST(AskMe, AsksAnywhereAndAlternates) {
    Play stage({});
    stage.moment.playing = false;
    stage.record(30);
    stage.position = 20;
    stage.quiz.ask_here();
    EXPECT_TRUE(stage.quiz.wants_rehearsal());
    stage.look();
    ASSERT_EQ(stage.quiz.stage(), Stage::Asked);
    EXPECT_EQ(stage.quiz.question()->ask, Ask::NextTask);
    EXPECT_EQ(stage.quiz.count_text(), "");
    EXPECT_EQ(stage.position, 20U);
    stage.quiz.skip();
    stage.quiz.ask_here();
    stage.look();
    ASSERT_EQ(stage.quiz.stage(), Stage::Asked);
    EXPECT_EQ(stage.quiz.question()->ask, Ask::NextOutput);
}

TEST(AskMe, SaysSoWhereNothingMoreHappens) {
    Play stage({});
    stage.record(stage.whole.size());
    stage.position = stage.whole.size();
    stage.quiz.ask_here();
    stage.look();
    EXPECT_EQ(stage.quiz.stage(), Stage::None);
    EXPECT_EQ(stage.quiz.take_notices().size(), 1U);
}

TEST(Game, ShowsWhatTheMovesHaveBroughtAbout) {
    Play stage({});
    stage.quiz.play_game();
    stage.look();
    ASSERT_NE(stage.quiz.game(), nullptr);
    EXPECT_TRUE(stage.quiz.stands_still());
    EXPECT_FALSE(stage.moment.playing);
    const std::size_t before = stage.quiz.shown()->size();
    const auto& moves = stage.quiz.game()->moves();
    ASSERT_EQ(moves.front().kind, loopscope::quiz::MoveKind::Resume);
    stage.quiz.play(loopscope::quiz::MoveKind::Poll);
    EXPECT_NE(stage.quiz.game()->refusal(), nullptr);
    stage.quiz.play(std::size_t{0});
    stage.look();
    EXPECT_EQ(stage.quiz.game()->refusal(), nullptr);
    EXPECT_GT(stage.quiz.shown()->size(), before);
    stage.quiz.undo();
    stage.look();
    EXPECT_EQ(stage.quiz.shown()->size(), before);
    stage.quiz.play(std::size_t{99});
    stage.quiz.play_game();
    stage.look();
    EXPECT_EQ(stage.quiz.game(), nullptr);
    EXPECT_EQ(stage.quiz.shown(), nullptr);
}

TEST(Game, IsNotForProgramsWithoutALoop) {
    Play stage({}, loopscope::test::two_blocking());
    stage.quiz.play_game();
    stage.look();
    EXPECT_EQ(stage.quiz.game(), nullptr);
    EXPECT_EQ(stage.quiz.take_notices().size(), 1U);
}

TEST(Game, OffersTheRecordedMoveAmongMany) {
    Play stage({}, loopscope::test::two_sleepers(200));
    stage.quiz.play_game();
    stage.look();
    const Game* game = stage.quiz.game();
    ASSERT_NE(game, nullptr);
    while (!game->rules().won()) {
        ASSERT_LE(game->moves().size(), 12U);
        const auto it = std::ranges::find(game->moves(), *game->rules().recorded());
        ASSERT_NE(it, game->moves().end());
        stage.quiz.play(static_cast<std::size_t>(it - game->moves().begin()));
    }
    EXPECT_EQ(game->rules().wrong(), 0);
}

}  // namespace
}  // namespace loopscope::app::quiz
