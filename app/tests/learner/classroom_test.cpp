// In front of a class: type that is read from the last row, a blank screen, notes, a clock, the clicker.
#include "app/tests/learner/projector.hpp"
#include "app/tests/support/overlap.hpp"

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app;
using namespace loopscope::app::test;
using input::Key;

TEST(Classroom, EveryTextCanBeReadFromTheLastRow) {
    for (const char* mode : {"mode/sync", "mode/async", "mode/threads", "mode/mt-async"}) {
        auto lessons = lessons_of({""});
        lessons[0].notes = "Ask **first**, then `play`.";
        Desk desk({1920, 1080}, unasked(), lessons);
        desk.controller->activate(mode);
        project(desk);
        EXPECT_FLOAT_EQ(desk.controller->scale(), 1.5F);
        desk.controller->activate("class/timer");
        desk.controller->activate("class/notes");
        ASSERT_TRUE(desk.run_to_end());
        const std::size_t end = desk.session().timeline().size();
        for (std::size_t at = 0; at <= end; at += 3) {
            desk.session().ask(session::Seek{at});
            EXPECT_EQ(small_texts(desk), std::vector<std::string>{}) << mode << " at " << at;
        }
        desk.controller->activate("listing/both");
        EXPECT_EQ(small_texts(desk), std::vector<std::string>{}) << mode << ", both languages";
    }
}

TEST(Classroom, ABlankScreenShowsNothingAndSleepsUntilAnyKey) {
    Desk desk({1600, 900}, unasked(), lessons_of({""}));
    desk.controller->activate("view/presenter");
    desk.controller->activate("transport/play");
    desk.pass(0.3);
    desk.key(Key::B);
    desk.pass(5);
    EXPECT_EQ(desk.frame().items.size(), 1U);
    EXPECT_FALSE(desk.controller->animating());
    EXPECT_EQ(desk.controller->next_wake(), std::nullopt);
    const std::size_t position = desk.position();
    desk.key(Key::Right);
    desk.type("?");
    EXPECT_FALSE(desk.state().blank);
    EXPECT_FALSE(desk.state().help_open);
    EXPECT_GT(desk.frame().items.size(), 20U);
    EXPECT_EQ(desk.position(), position);
    desk.key(Key::Period);
    EXPECT_TRUE(desk.state().blank);
    desk.controller->handle(input::PointerPressed{{10, 10}});
    EXPECT_FALSE(desk.state().blank);
}

TEST(Classroom, TheClockTicksOnceASecond) {
    Desk desk({1600, 900}, unasked(), lessons_of({""}));
    desk.controller->activate("view/presenter");
    desk.key(Key::W);
    desk.controller->update(desk.now);
    const auto wake = desk.controller->next_wake();
    ASSERT_TRUE(wake);
    EXPECT_NEAR(*wake - desk.now, 1.0, 0.03);
    desk.pass(65);
    const stage::DisplayList list = desk.frame();
    EXPECT_TRUE(std::ranges::any_of(list.items, [](const stage::Item& item) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        return text != nullptr && text->text.starts_with("1:0");
    }));
}

TEST(Classroom, NotesAreForThePresenterAndNeverLieOnAnything) {
    auto lessons = lessons_of({""});
    lessons[0].notes = "Ask the class **first**.\n\n- one\n- two\n\nThen press play, and wait. " +
                       std::string("And wait. And wait. And wait. And wait. And wait. And wait. And wait.");
    for (const stage::Vec2 size : {stage::Vec2{1280, 720}, {1600, 900}, {900, 500}, {600, 400}, {320, 240}}) {
        Desk desk(size, unasked(), lessons);
        EXPECT_FALSE(desk.controller->activate("class/notes"));
        desk.controller->activate("view/presenter");
        desk.key(Key::N);
        const OverlapCheck check(desk.frame(), desk.metrics, {0, 0, size.x, size.y});
        EXPECT_EQ(check.overlaps(), std::vector<std::string>{}) << size.x;
        EXPECT_EQ(check.cut(), std::vector<std::string>{}) << size.x;
    }
}

TEST(Classroom, TheClickerGoesOnIntoTheNextLessonAtTheEnd) {
    Desk desk({1600, 900}, unasked(), lessons_of({"", ""}));
    desk.controller->activate("view/presenter");
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.1);
    desk.key(Key::PageDown);
    ASSERT_NE(desk.session().lesson(), nullptr);
    EXPECT_EQ(desk.session().lesson()->id, "lesson-1");
    EXPECT_TRUE(desk.state().presenter);
    EXPECT_EQ(desk.position() > 2, false);
    ASSERT_TRUE(desk.run_to_end());
    desk.key(Key::PageDown);
    EXPECT_EQ(desk.session().lesson()->id, "lesson-1");
}

TEST(Classroom, NextAndPreviousLessonStopAtTheEnds) {
    Desk desk({1600, 900}, unasked(), lessons_of({"", ""}));
    EXPECT_FALSE(desk.controller->activate("lesson/previous"));
    EXPECT_TRUE(desk.controller->activate("lesson/next"));
    EXPECT_EQ(desk.session().lesson()->id, "lesson-1");
    EXPECT_FALSE(desk.controller->activate("lesson/next"));
    EXPECT_TRUE(desk.controller->activate("lesson/previous"));
    EXPECT_EQ(desk.session().lesson()->id, "lesson-0");
}
