// The quiz as a model: a recording that is played beat by beat by the test itself.
#include "app/quiz/quiz.hpp"

#include "core/tests/support/script.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace loopscope::app::quiz {
namespace {

using lessons::Ask;
using lessons::QuestionMark;
using loopscope::test::Script;
using trace::Kind;

lessons::Lesson lesson_with(std::vector<QuestionMark> questions) {
    lessons::Lesson lesson;
    lesson.id = "two-tasks";
    lesson.questions = std::move(questions);
    return lesson;
}

QuestionMark mark(Ask ask, Kind kind = Kind::None, int nth = 1) {
    QuestionMark made;
    made.ask = ask;
    made.when.kind = kind;
    made.nth = nth;
    return made;
}

// Plays a script one beat a turn, as far as the quiz lets it.
struct Play {
    explicit Play(std::vector<QuestionMark> questions, Script made = loopscope::test::two_sleepers())
        : script(std::move(made)), whole(script.timeline()), lesson(lesson_with(std::move(questions))) {
        recorded = std::make_unique<timeline::Timeline>(script.tables);
        moment.lesson = &lesson;
        moment.run = 1;
        moment.rehearsal = &whole;
        moment.playing = true;
        record(1);
        position = 1;
    }

    void record(std::size_t to) {
        if (to <= recorded->size()) return;
        recorded->append(std::span(script.events).subspan(recorded->size(), to - recorded->size()));
    }
    void grant() {
        for (const auto& wish : quiz.take_wishes()) {
            if (const auto* seek = std::get_if<session::Seek>(&wish)) position = seek->position;
            if (std::holds_alternative<session::Play>(wish)) moment.playing = true;
            if (std::holds_alternative<session::Seek>(wish) || std::holds_alternative<session::Pause>(wish))
                moment.playing = false;
        }
    }
    void look() {
        grant();
        moment.timeline = recorded.get();
        moment.position = position;
        quiz.update(moment);
        grant();
    }
    // False: it stands still.
    bool turn() {
        look();
        if (!moment.playing) return false;
        if (position >= whole.size()) {
            moment.playing = false;
            return false;
        }
        const std::size_t next = whole.next_beat(position);
        record(next);
        position = next;
        look();
        return true;
    }
    void run() {
        for (int i = 0; i < 1000 && turn(); ++i) {
        }
    }
    [[nodiscard]] std::vector<std::string> answers() const {
        std::vector<std::string> all;
        for (const auto& option : quiz.question()->options) all.push_back(option.text);
        return all;
    }
    void choose(std::string_view text) {
        const auto all = answers();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i] == text) quiz.choose(i);
        }
    }

    Script script;
    timeline::Timeline whole;
    lessons::Lesson lesson;
    std::unique_ptr<timeline::Timeline> recorded;
    std::size_t position = 0;
    Moment moment;
    Quiz quiz;
};

const QuestionMark kBothDue = mark(Ask::NextTask, Kind::TimerDue, 2);

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
    stage.moment.rehearsal = &stage.whole;
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
