// What the window keeps of a learner, and what the recap makes of it.
#include "app/tests/learner/deck.hpp"
#include "app/tests/support/overlap.hpp"

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app;
using namespace loopscope::app::test;
using input::Key;

namespace {

std::string text_of(const stage::DisplayList& list) {
    std::string all;
    for (const stage::Item& item : list.items) {
        if (const auto* text = std::get_if<stage::TextItem>(&item)) all += text->text + "\n";
    }
    return all;
}

}  // namespace

TEST(Learner, OpensThenFinishesALesson) {
    Desk desk({1600, 900}, unasked(), lessons_of({"", ""}));
    EXPECT_TRUE(desk.controller->progress().of("lesson-0").opened);
    EXPECT_FALSE(desk.controller->progress().of("lesson-0").finished);
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.1);
    EXPECT_TRUE(desk.controller->progress().of("lesson-0").finished);
    EXPECT_NEAR(desk.controller->progress().of("lesson-0").took.at("async"), 1.0, 0.05);
    EXPECT_FALSE(desk.controller->progress().of("lesson-1").opened);
}

TEST(Learner, AChangedNumberTellsNothingOfHowLongTheLessonTakes) {
    Desk desk({1600, 900}, unasked(), lessons_of({""}));
    desk.session().set_value("seconds", 3);
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.1);
    EXPECT_TRUE(desk.controller->progress().of("lesson-0").finished);
    EXPECT_TRUE(desk.controller->progress().of("lesson-0").took.empty());
}

TEST(Learner, ForgetsOnlyWhenAskedTwice) {
    Desk desk({1600, 900}, unasked(), lessons_of({""}));
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.1);
    EXPECT_TRUE(desk.controller->activate("progress/forget"));
    desk.frame();
    EXPECT_TRUE(desk.controller->progress().of("lesson-0").finished);
    EXPECT_TRUE(desk.controller->activate("progress/forget"));
    EXPECT_FALSE(desk.controller->progress().of("lesson-0").finished);
}

TEST(Learner, TheSecondAskingTooLateOnlyAsksAgain) {
    Desk desk({1600, 900}, unasked(), lessons_of({""}));
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.1);
    desk.controller->activate("progress/forget");
    desk.pass(10);
    desk.controller->activate("progress/forget");
    EXPECT_TRUE(desk.controller->progress().of("lesson-0").finished);
}

TEST(Recap, ShowsTheLearnersOwnTimes) {
    auto lessons = lessons_of({"", ""});
    lessons[1].id = "recap";
    Desk desk({1600, 900}, unasked(), lessons);
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.1);
    desk.controller->activate("lesson/recap");
    const std::string text = text_of(desk.frame());
    EXPECT_NE(text.find("1 / 2"), std::string::npos) << text;
    EXPECT_NE(text.find("1.00 s"), std::string::npos) << text;
    EXPECT_NE(text.find("Lesson number 0"), std::string::npos) << text;
    EXPECT_TRUE(desk.click("results/hide"));
    EXPECT_EQ(text_of(desk.frame()).find("What you have done"), std::string::npos);
}

TEST(Recap, HasNothingOnAnythingElseAtAnySize) {
    auto lessons = lessons_of({""});
    lessons[0].id = "recap";
    for (const bool presenter : {false, true}) {
        for (const stage::Vec2 size :
             {stage::Vec2{1600, 900}, {1280, 720}, {1067, 600}, {820, 1000}, {640, 480}, {320, 240}}) {
            Desk desk(size, unasked(), lessons);
            if (presenter) desk.controller->activate("view/presenter");
            ASSERT_TRUE(desk.run_to_end());
            desk.pass(0.1);
            const OverlapCheck check(desk.frame(), desk.metrics, {0, 0, size.x, size.y});
            EXPECT_EQ(check.overlaps(), std::vector<std::string>{}) << size.x << " x " << size.y;
            EXPECT_EQ(check.cut(), std::vector<std::string>{}) << size.x << " x " << size.y;
        }
    }
}

TEST(LessonCard, TellsItsGoalAndAtTheEndWhatToRemember) {
    auto lessons = lessons_of({""});
    lessons[0].goal = "See what happens";
    lessons[0].remember = {"Nothing comes from nothing"};
    Desk desk({1600, 1000}, unasked(), lessons);
    const std::string before = text_of(desk.frame());
    EXPECT_NE(before.find("See what happens"), std::string::npos);
    EXPECT_EQ(before.find("Nothing comes"), std::string::npos);
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.1);
    EXPECT_NE(text_of(desk.frame()).find("Nothing comes"), std::string::npos);
}
