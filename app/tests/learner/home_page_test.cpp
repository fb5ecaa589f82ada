// The first page: what is on it at any size, and how one gets to a lesson from it.
#include "app/tests/learner/deck.hpp"
#include "app/tests/support/overlap.hpp"

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app;
using namespace loopscope::app::test;
using input::Key;

namespace {

const std::vector<std::string> kChapters{"Ideas", "Ideas", "Doing it", "Doing it", "Doing it", "Deeper"};

bool shows(const stage::DisplayList& list, std::string_view words) {
    return std::ranges::any_of(list.items, [&](const stage::Item& item) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        return text != nullptr && text->text.find(words) != std::string::npos;
    });
}

}  // namespace

TEST(HomePage, HasNothingOnAnythingElseAtAnySize) {
    auto lessons = lessons_of(kChapters);
    lessons[1].title = "A lesson whose title is much longer than any card could ever be made to be wide";
    lessons[2].trouble = "lesson.md:3: there is no program \"two_task\" (did you mean \"two_tasks\"?)";
    lessons[2].program = nullptr;
    for (const stage::Vec2 size : {stage::Vec2{1600, 900},
                                   {1280, 720},
                                   {1920, 1080},
                                   {1067, 600},
                                   {900, 1200},
                                   {700, 480},
                                   {480, 320},
                                   {320, 240},
                                   {60, 40}}) {
        Desk desk(size, at_home(), lessons);
        desk.until([&] { return desk.controller->has_thumbnails(); });
        const OverlapCheck check(desk.frame(), desk.metrics, {0, 0, size.x, size.y});
        EXPECT_EQ(check.overlaps(), std::vector<std::string>{}) << size.x << " x " << size.y;
        EXPECT_EQ(check.cut(), std::vector<std::string>{}) << size.x << " x " << size.y;
        EXPECT_EQ(check.open_clips, 0U);
    }
}

TEST(HomePage, OfADeckWithoutLessonsSaysSo) {
    Desk desk({1600, 900}, at_home(), {});
    EXPECT_TRUE(shows(desk.frame(), "no lessons"));
    for (const Key key : {Key::Down, Key::Right, Key::Enter, Key::H, Key::Escape, Key::Space}) desk.key(key);
    EXPECT_TRUE(desk.state().home);
}

TEST(HomePage, PicturesComeFromRunsInTheBackground) {
    Desk desk({1600, 900}, at_home(), lessons_of({"", ""}));
    const auto hatches_and_lines = [&] {
        return std::ranges::count_if(desk.frame().items, [](const stage::Item& item) {
            const auto* box = std::get_if<stage::BoxItem>(&item);
            return box != nullptr && box->fill.token == stage::Token::Actor;
        });
    };
    ASSERT_TRUE(desk.until([&] { return desk.controller->has_thumbnails(); }));
    // Two tasks that run twice each, in both pictures.
    EXPECT_GE(hatches_and_lines(), 8);
}

TEST(HomePage, ArrowsChooseAndEnterOpens) {
    Desk desk({1600, 900}, at_home(), lessons_of(kChapters));
    EXPECT_EQ(desk.session().lesson(), nullptr);
    desk.key(Key::Right);
    desk.key(Key::Down);
    EXPECT_EQ(desk.state().home_choice, "lesson-3");
    desk.key(Key::Enter);
    EXPECT_FALSE(desk.state().home);
    ASSERT_NE(desk.session().lesson(), nullptr);
    EXPECT_EQ(desk.session().lesson()->id, "lesson-3");
}

TEST(HomePage, AClickOnACardOpensIt) {
    Desk desk({1600, 900}, at_home(), lessons_of(kChapters));
    EXPECT_TRUE(desk.click("lesson/lesson-5"));
    ASSERT_NE(desk.session().lesson(), nullptr);
    EXPECT_EQ(desk.session().lesson()->id, "lesson-5");
}

TEST(HomePage, LeavesTheRunBehindItAsItIs) {
    Desk desk({1600, 900}, unasked(), lessons_of(kChapters));
    desk.key(Key::Right);
    desk.pass(2);
    const std::size_t position = desk.position();
    const unsigned runs = desk.session().runs();
    EXPECT_TRUE(desk.click("home/show"));
    EXPECT_TRUE(desk.state().home);
    desk.key(Key::Space);
    desk.key(Key::R);
    EXPECT_EQ(desk.session().runs(), runs);
    desk.key(Key::Enter);
    EXPECT_FALSE(desk.state().home);
    EXPECT_EQ(desk.session().runs(), runs);
    EXPECT_EQ(desk.position(), position);
    desk.key(Key::H);
    desk.key(Key::Escape);
    EXPECT_FALSE(desk.state().home);
}

TEST(HomePage, ASlashAndANameOpenALesson) {
    Desk desk({1600, 900}, at_home(), lessons_of(kChapters));
    desk.type("/");
    EXPECT_TRUE(desk.state().palette.open);
    desk.type("number 4");
    desk.key(Key::Enter);
    ASSERT_NE(desk.session().lesson(), nullptr);
    EXPECT_EQ(desk.session().lesson()->id, "lesson-4");
    desk.type("/");
    desk.type("lesson 2");
    desk.key(Key::Enter);
    EXPECT_EQ(desk.session().lesson()->id, "lesson-2");
}

TEST(HomePage, ScrollsWithTheWheelAndNoFurtherThanItsEnd) {
    Desk desk({1280, 420}, at_home(), lessons_of(kChapters));
    desk.controller->handle(input::Scrolled{{200, 300}, 0, -1, false, false});
    desk.frame();
    EXPECT_GT(desk.state().home_scroll, 0);
    for (int i = 0; i < 100; ++i) desk.controller->handle(input::Scrolled{{200, 300}, 0, -5, false, false});
    const float end = desk.state().home_scroll;
    EXPECT_LT(end, 2000);
    for (int i = 0; i < 100; ++i) desk.controller->handle(input::Scrolled{{200, 300}, 0, 5, false, false});
    EXPECT_EQ(desk.state().home_scroll, 0);
}
