// What is open need not be a lesson: an exhibit with nothing but a title and what gives its events is shown
// by every view and panel.
#include "app/exhibit/exhibit.hpp"

#include "app/exhibit/lesson_exhibit.hpp"
#include "app/tests/support/desk.hpp"
#include "app/tests/support/overlap.hpp"
#include "app/views/table.hpp"

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

using test::Desk;

// No words, no listing, no modes, no parameters.
class Bare final : public exhibit::Exhibit {
public:
    explicit Bare(record::Starter starter) : starter_(std::move(starter)) {}
    [[nodiscard]] std::string_view id() const override { return "bare"; }
    [[nodiscard]] std::string_view title() const override { return "A program of somebody's own"; }
    [[nodiscard]] record::Starter starter(lessons::Mode, const lessons::Values&) const override {
        return starter_;
    }
    [[nodiscard]] bool runs() const override { return static_cast<bool>(starter_); }

private:
    record::Starter starter_;
};

std::shared_ptr<const Bare> two_tasks() {
    const lessons::Lesson& lesson = loopscope::test::two_tasks();
    return std::make_shared<const Bare>(lesson.program(lessons::Mode::Async, lesson.initial_values()));
}

void expect_clean(Desk& desk, const std::string& what) {
    const stage::DisplayList list = desk.frame();
    const test::OverlapCheck check(list, desk.metrics, {0, 0, desk.size.x, desk.size.y});
    for (const std::string& overlap : check.overlaps()) ADD_FAILURE() << what << ": " << overlap;
    for (const std::string& cut : check.cut()) ADD_FAILURE() << what << ": " << cut;
    EXPECT_EQ(check.open_clips, 0U) << what;
}

bool shows(Desk& desk, std::string_view words) {
    const stage::DisplayList list = desk.frame();
    return std::ranges::any_of(list.items, [&](const stage::Item& item) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        return text != nullptr && text->text.find(words) != std::string::npos;
    });
}

constexpr stage::Vec2 kSizes[] = {{1600, 900}, {1280, 720}, {640, 400}};

void expect_every_view_clean(Desk& desk, const std::string& when) {
    for (const ViewEntry& view : views::table()) {
        const bool shown = desk.controller->activate(view.command());
        EXPECT_EQ(shown, view.is_available(desk.session().exhibit())) << view.word;
        for (const stage::Vec2 size : kSizes) {
            desk.size = size;
            std::ostringstream what;
            what << when << ", " << view.word << " at " << size.x << "x" << size.y;
            expect_clean(desk, what.str());
        }
    }
    desk.controller->activate("view/presenter");
    expect_clean(desk, when + ", presenter");
    desk.controller->activate("view/presenter");
    desk.controller->activate("view/slide");
    desk.size = kSizes[0];
    desk.frame();
}

TEST(Exhibit, OneWithATitleAndEventsAloneIsShownByEveryViewAndPanel) {
    Desk desk;
    desk.session().open(two_tasks(), false);

    expect_every_view_clean(desk, "at the start");
    ASSERT_TRUE(desk.run_to_end());
    expect_every_view_clean(desk, "at the end");

    EXPECT_TRUE(shows(desk, "A program of somebody's own"));
    EXPECT_TRUE(shows(desk, "Finished task 2"));
    EXPECT_FALSE(shows(desk, "LESSON"));
}

TEST(Exhibit, WhatItLacksIsNotOffered) {
    Desk desk;
    desk.session().open(two_tasks(), false);
    desk.frame();

    for (const char* id :
         {"view/columns", "mode/next", "mode/sync", "class/notes", "listing/next", "lesson/next"})
        EXPECT_FALSE(desk.controller->activate(id)) << id;
    for (const char* id : {"page/read", "page/steps", "page/try", "view/columns"})
        EXPECT_EQ(desk.hot(id), nullptr) << id;
    EXPECT_EQ(desk.session().lesson(), nullptr);
}

TEST(Exhibit, KeysAndPagesOfLessonsDoNoHarm) {
    Desk desk;
    desk.session().open(two_tasks(), false);
    using input::Key;
    for (const Key key : {Key::L, Key::L, Key::M, Key::C, Key::N, Key::X, Key::Q, Key::S, Key::G, Key::G,
                          Key::P, Key::N, Key::P, Key::R, Key::Tab, Key::Right, Key::H, Key::H, Key::Escape})
        desk.key(key);
    desk.pass(0.5);

    expect_clean(desk, "after all keys");
    EXPECT_EQ(desk.session().exhibit()->title(), "A program of somebody's own");
}

TEST(Exhibit, IsNoLessonThatProgressOrSettingsRemember) {
    Desk desk;
    const std::string before = desk.controller->settings().lesson;
    desk.session().open(two_tasks(), false);
    ASSERT_TRUE(desk.run_to_end());

    EXPECT_EQ(desk.controller->settings().lesson, before);
    EXPECT_FALSE(desk.controller->progress().of("bare").finished);
}

TEST(Exhibit, OneThatGivesNoEventsIsOpenAllTheSame) {
    Desk desk;
    desk.session().open(std::make_shared<const Bare>(record::Starter{}), true);

    expect_every_view_clean(desk, "without a run");
    EXPECT_TRUE(desk.session().ended());
}

TEST(Exhibit, ALessonGivesAllThatItHas) {
    const lessons::Lesson& lesson = loopscope::test::two_tasks();
    const auto open = exhibit::exhibit_of(lesson);

    EXPECT_EQ(open->title(), lesson.title);
    EXPECT_EQ(open->text(), lesson.text);
    EXPECT_EQ(open->initial_values(), lesson.initial_values());
    EXPECT_EQ(open->steps(lessons::Mode::Async).size(), lesson.steps.at(lessons::Mode::Async).size());
    EXPECT_EQ(open->listing(lessons::Mode::Async, lesson.initial_values()),
              lesson.listing(lessons::Mode::Async, lesson.initial_values()));
    EXPECT_EQ(open->lesson(), &lesson);
    EXPECT_TRUE(open->runs());
}

}  // namespace
}  // namespace loopscope::app
