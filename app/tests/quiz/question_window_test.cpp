// Questions in the window: real runs, keys and clicks, and pictures at many sizes without overlaps.
#include "app/tests/support/desk.hpp"
#include "app/tests/support/overlap.hpp"
#include "core/quiz/question.hpp"

#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loopscope::app::controller {
namespace {

using input::Key;
using lessons::Ask;
using quiz::Stage;
using test::Desk;

lessons::QuestionMark mark(Ask ask, trace::Kind kind = trace::Kind::None, int nth = 1) {
    lessons::QuestionMark made;
    made.ask = ask;
    made.when.kind = kind;
    made.nth = nth;
    return made;
}

std::vector<lessons::Lesson> lesson_with(std::vector<lessons::QuestionMark> questions) {
    lessons::Lesson lesson = loopscope::test::two_tasks();
    lesson.questions = std::move(questions);
    return {std::move(lesson)};
}

ControllerOptions asking() {
    ControllerOptions options;
    options.settings.questions = true;
    options.settings.reduced_motion = true;
    return options;
}

const lessons::QuestionMark kBothDue = mark(Ask::NextTask, trace::Kind::TimerDue, 2);

Stage stage(const Desk& desk) {
    return desk.controller->quiz().stage();
}

void play_to_question(Desk& desk) {
    desk.controller->activate("speed/4");
    desk.controller->activate("transport/play");
    ASSERT_TRUE(desk.until([&] { return stage(desk) == Stage::Asked; }));
}

std::string lines(const std::vector<std::string>& all) {
    std::ostringstream text;
    for (std::size_t i = 0; i < all.size() && i < 12; ++i) text << "\n  " << all[i];
    return text.str();
}

void expect_clean(Desk& desk, const std::string& what) {
    const stage::DisplayList list = desk.frame();
    const test::OverlapCheck check(list, desk.metrics, {0, 0, desk.size.x, desk.size.y});
    const auto overlaps = check.overlaps(), cut = check.cut();
    EXPECT_TRUE(overlaps.empty()) << what << lines(overlaps);
    EXPECT_TRUE(cut.empty()) << what << lines(cut);
    EXPECT_EQ(check.open_clips, 0U) << what;
}

void expect_clean_at_all_sizes(Desk& desk, const std::string& what) {
    const stage::Vec2 before = desk.size;
    for (const stage::Vec2 size : {stage::Vec2{1280, 720},
                                   {1600, 900},
                                   {1920, 1080},
                                   {1000, 700},
                                   {800, 600},
                                   {640, 400},
                                   {3840, 2160}}) {
        desk.size = size;
        std::ostringstream where;
        where << what << " at " << size.x << "x" << size.y;
        expect_clean(desk, where.str());
    }
    desk.size = before;
}

bool says(const stage::DisplayList& list, std::string_view words) {
    for (const stage::Item& item : list.items) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        if (text && text->text.find(words) != std::string::npos) return true;
    }
    return false;
}

TEST(QuestionInTheWindow, IsAskedLockedAndRevealedByKeys) {
    Desk desk({1600, 900}, asking(), lesson_with({kBothDue}));
    play_to_question(desk);
    EXPECT_TRUE(says(desk.frame(), "What runs next?"));
    EXPECT_TRUE(says(desk.frame(), "hidden until you answer"));
    const std::size_t asked = desk.position();
    // Nothing moves it: not the transport, not its keys, not the time line.
    for (const Key key : {Key::Space, Key::Right, Key::Left, Key::Home, Key::End, Key::Enter}) desk.key(key);
    desk.click("mini/scrub", 0.1F);
    desk.pass(1);
    EXPECT_EQ(desk.position(), asked);
    EXPECT_EQ(stage(desk), Stage::Asked);

    const auto told = [&] { return nlohmann::json::parse(desk.controller->state_json())["question"]; };
    EXPECT_EQ(told(), "asked");
    desk.key(Key::Digit3);
    EXPECT_EQ(stage(desk), Stage::Locked);
    EXPECT_EQ(told(), "locked");
    EXPECT_EQ(desk.state().view, View::Slide);
    desk.key(Key::Digit1);
    EXPECT_EQ(desk.controller->quiz().answer(), 2U);
    desk.key(Key::Enter);
    ASSERT_TRUE(desk.until([&] { return stage(desk) == Stage::Revealed; }));
    const auto list = desk.frame();
    EXPECT_TRUE(says(list, "Why"));
    EXPECT_TRUE(says(list, "Common mistake"));
    EXPECT_TRUE(says(list, "your answer"));
    EXPECT_FALSE(says(list, "hidden until you answer"));
    desk.key(Key::Enter);
    EXPECT_TRUE(desk.until([&] { return desk.session().player().where() == session::Where::Ended; }));
    EXPECT_EQ(stage(desk), Stage::None);
}

TEST(QuestionInTheWindow, IsAnsweredByClicks) {
    Desk desk({1280, 720}, asking(), lesson_with({kBothDue}));
    play_to_question(desk);
    ASSERT_TRUE(desk.click("quiz/answer/1"));
    EXPECT_EQ(stage(desk), Stage::Locked);
    ASSERT_TRUE(desk.click("quiz/continue"));
    ASSERT_TRUE(desk.until([&] { return stage(desk) == Stage::Revealed; }));
    EXPECT_TRUE(says(desk.frame(), "correct, as you said"));
    ASSERT_TRUE(desk.click("quiz/again"));
    ASSERT_TRUE(desk.until([&] { return !desk.session().player().playing(); }));
    EXPECT_EQ(stage(desk), Stage::Revealed);
    EXPECT_EQ(desk.position(), desk.controller->quiz().verdict()->position);
    ASSERT_TRUE(desk.click("quiz/continue"));
    EXPECT_EQ(stage(desk), Stage::None);
}

TEST(QuestionInTheWindow, IsSkippedByEscapeAndByS) {
    for (const Key key : {Key::Escape, Key::S}) {
        Desk desk({1600, 900}, asking(), lesson_with({kBothDue}));
        play_to_question(desk);
        desk.key(key);
        EXPECT_EQ(stage(desk), Stage::None);
        EXPECT_TRUE(desk.until([&] { return desk.session().player().where() == session::Where::Ended; }));
    }
}

// No later event, whatever has been recorded of it, leaves a trace in the picture.
TEST(QuestionInTheWindow, ShowsNothingOfTheFuture) {
    Desk desk({1600, 900}, asking(), lesson_with({}));
    ASSERT_TRUE(desk.run_to_end());
    desk.controller->activate("speed/1");
    const auto& timeline = desk.session().timeline();
    std::size_t due = 0;
    while (timeline[due].kind != trace::Kind::TimerDue) ++due;
    desk.session().ask(session::Seek{due + 4});
    EXPECT_FALSE(says(desk.frame(), "?"));
    desk.key(Key::Q);
    ASSERT_TRUE(desk.until([&] { return stage(desk) == Stage::Asked; }));
    const auto list = desk.frame();
    EXPECT_FALSE(says(list, "Finished in"));
    EXPECT_FALSE(says(list, "prints Finished"));
    EXPECT_EQ(desk.session().shown_timeline().size(), due + 4);
    for (const stage::Item& item : list.items) {
        const auto* hot = std::get_if<stage::HotItem>(&item);
        if (!hot || !hot->id.starts_with("slide/row/")) continue;
        EXPECT_LE(std::stoul(hot->id.substr(10)), due + 4) << hot->id;
    }
}

TEST(QuestionInTheWindow, IsNotAskedWhereTheyAreSwitchedOff) {
    ControllerOptions options = asking();
    options.settings.questions = false;
    Desk desk({1600, 900}, std::move(options), lesson_with({kBothDue}));
    desk.controller->activate("speed/4");
    desk.controller->activate("transport/play");
    EXPECT_TRUE(desk.until([&] { return desk.session().player().where() == session::Where::Ended; }));
    EXPECT_FALSE(desk.controller->settings().questions);
    desk.controller->activate("quiz/switch");
    EXPECT_TRUE(desk.controller->settings().questions);
}

TEST(VoteInTheWindow, CountsLocksAndReveals) {
    Desk desk({1280, 720}, asking(), lesson_with({kBothDue}));
    desk.controller->activate("view/presenter");
    play_to_question(desk);
    expect_clean(desk, "vote asked");
    for (const Key key : {Key::Digit1, Key::Digit1, Key::Digit3, Key::Digit4}) desk.key(key);
    desk.key(Key::Backspace);
    EXPECT_TRUE(says(desk.frame(), "3 answers"));
    EXPECT_FALSE(says(desk.frame(), "67 %"));
    desk.key(Key::PageDown);
    EXPECT_EQ(stage(desk), Stage::Locked);
    EXPECT_TRUE(says(desk.frame(), "67 %"));
    expect_clean(desk, "vote locked");
    desk.key(Key::PageDown);
    ASSERT_TRUE(desk.until([&] { return stage(desk) == Stage::Revealed; }));
    for (const stage::Vec2 size : {stage::Vec2{1280, 720}, {853, 533}, {620, 480}}) {
        desk.size = size;
        expect_clean(desk, "vote revealed");
    }
    desk.key(Key::PageDown);
    EXPECT_EQ(stage(desk), Stage::None);
}

TEST(GameInTheWindow, IsPlayedByKeysAndClicks) {
    Desk desk({1600, 900}, asking(), lesson_with({}));
    desk.key(Key::G);
    ASSERT_TRUE(desk.until([&] { return desk.controller->quiz().game() != nullptr; }));
    EXPECT_TRUE(says(desk.frame(), "What does the loop do now?"));
    desk.key(Key::Space);
    EXPECT_TRUE(says(desk.frame(), "Not now"));
    desk.key(Key::Digit1);
    EXPECT_FALSE(says(desk.frame(), "Not now"));
    ASSERT_TRUE(desk.click("game/move/1"));
    const auto* game = desk.controller->quiz().game();
    EXPECT_EQ(game->rules().made(), 2U);
    desk.key(Key::Backspace);
    EXPECT_EQ(game->rules().made(), 1U);
    while (!game->rules().won()) {
        const auto it = std::ranges::find(game->moves(), *game->rules().recorded());
        desk.controller->quiz().play(static_cast<std::size_t>(it - game->moves().begin()));
        expect_clean_at_all_sizes(desk, "game at move " + std::to_string(game->rules().made()));
    }
    EXPECT_TRUE(says(desk.frame(), "One wrong move"));
    desk.key(Key::Escape);
    EXPECT_EQ(desk.controller->quiz().game(), nullptr);
    EXPECT_FALSE(desk.state().quit);
}

TEST(QuestionPicture, IsCleanInEveryStage) {
    for (const int tasks : {2, 30}) {
        for (const Ask ask : {Ask::NextTask, Ask::NextOutput, Ask::ReadyQueue, Ask::TotalTime}) {
            const auto what =
                mark(ask, ask == Ask::TotalTime ? trace::Kind::None : trace::Kind::TimerDue, tasks);
            Desk desk({1600, 900}, asking(), lesson_with({what}));
            desk.session().set_value("tasks", tasks);
            desk.session().set_value("seconds", 0.2);
            const std::string name =
                "ask " + std::to_string(static_cast<int>(ask)) + " of " + std::to_string(tasks);
            play_to_question(desk);
            ASSERT_EQ(stage(desk), Stage::Asked) << name;
            expect_clean_at_all_sizes(desk, name + " asked");
            const auto& options = desk.controller->quiz().question()->options;
            desk.controller->quiz().choose(options.size() - 1);
            expect_clean_at_all_sizes(desk, name + " locked");
            desk.key(Key::Enter);
            ASSERT_TRUE(desk.until([&] { return stage(desk) == Stage::Revealed; }));
            expect_clean_at_all_sizes(desk, name + " revealed");
        }
    }
}

}  // namespace
}  // namespace loopscope::app::controller
