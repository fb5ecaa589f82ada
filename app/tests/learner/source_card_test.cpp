// The listing in two languages.
#include "app/panels/current_line.hpp"
#include "app/tests/learner/deck.hpp"
#include "app/tests/support/overlap.hpp"

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app;
using namespace loopscope::app::test;

TEST(TwinMarks, GoWithTheTags) {
    lessons::Listing cpp{"a.cpp", 10, {"one", "two", "three"}, {"", "wait", "done"}};
    lessons::Listing python{"a.py", 3, {"eins", "zwei", "drei", "vier"}, {"done", "", "wait", "wait"}};
    panels::ListingMarks marks;
    marks.current = {11};
    marks.current_task = 2;
    marks.parked[11] = {2};
    marks.parked[12] = {3, 4};
    marks.parked[10] = {5};
    const panels::ListingMarks twins = panels::twin_marks(cpp, marks, python);
    EXPECT_EQ(twins.current, (std::vector<std::uint32_t>{5, 6}));
    EXPECT_EQ(twins.current_task, 2U);
    EXPECT_EQ(twins.parked.at(5), (std::vector<trace::TaskId>{2}));
    EXPECT_EQ(twins.parked.at(3), (std::vector<trace::TaskId>{3, 4}));
    EXPECT_EQ(twins.parked.size(), 2U);
}

TEST(TwinMarks, OfALineOutsideOrWithoutATagAreNone) {
    const lessons::Listing cpp{"a.cpp", 10, {"one"}, {""}};
    const lessons::Listing python{"a.py", 1, {"eins"}, {""}};
    panels::ListingMarks marks;
    marks.current = {10};
    marks.parked[3] = {1};
    marks.parked[99] = {1};
    const panels::ListingMarks twins = panels::twin_marks(cpp, marks, python);
    EXPECT_TRUE(twins.current.empty());
    EXPECT_TRUE(twins.parked.empty());
}

TEST(SourceCard, ShowsTheLanguageThatWasChosen) {
    Desk desk({1600, 900}, unasked());
    const auto shows = [&](std::string_view words) {
        return std::ranges::any_of(desk.frame().items, [&](const stage::Item& item) {
            const auto* text = std::get_if<stage::TextItem>(&item);
            return text != nullptr && text->text.find(words) != std::string::npos;
        });
    };
    EXPECT_TRUE(shows("two_tasks.cpp"));
    EXPECT_TRUE(desk.click("listing/python"));
    EXPECT_TRUE(shows("two_tasks.py"));
    EXPECT_FALSE(shows("two_tasks.cpp"));
    EXPECT_TRUE(desk.click("listing/both"));
    EXPECT_TRUE(shows("two_tasks.py"));
    EXPECT_TRUE(shows("two_tasks.cpp"));
    EXPECT_EQ(desk.controller->settings().language, "both");
}

TEST(SourceCard, ALineOfPythonStopsWhereItsTwinDoes) {
    Desk desk({1600, 900}, unasked());
    const lessons::Lesson& lesson = *desk.session().lesson();
    const lessons::Listing& cpp = *lesson.listing(desk.session().mode(), desk.session().values());
    const auto wait = std::ranges::find(cpp.tags, "wait");
    ASSERT_NE(wait, cpp.tags.end());
    const auto line = cpp.first_line + static_cast<std::uint32_t>(wait - cpp.tags.begin());
    EXPECT_TRUE(desk.click("listing/python"));
    EXPECT_TRUE(desk.click("line/" + std::to_string(line)));
    ASSERT_EQ(desk.session().player().breakpoints().size(), 1U);
    EXPECT_EQ(desk.session().player().breakpoints()[0].line, line);
    EXPECT_EQ(desk.session().player().breakpoints()[0].file, cpp.file);
    EXPECT_TRUE(desk.click("line/" + std::to_string(line)));
    EXPECT_TRUE(desk.session().player().breakpoints().empty());
}

TEST(SourceCard, HasNothingOnAnythingElseInEitherLanguageAtAnyMoment) {
    for (const stage::Vec2 size :
         {stage::Vec2{1600, 900}, {1280, 720}, {1067, 600}, {820, 700}, {640, 400}}) {
        for (const char* language : {"listing/python", "listing/both"}) {
            Desk desk(size, unasked());
            desk.controller->activate(language);
            ASSERT_TRUE(desk.run_to_end());
            for (std::size_t at = 0; at <= desk.session().timeline().size(); at += 7) {
                desk.session().ask(session::Seek{at});
                const OverlapCheck check(desk.frame(), desk.metrics, {0, 0, size.x, size.y});
                EXPECT_EQ(check.overlaps(), std::vector<std::string>{}) << language << " " << size.x;
                EXPECT_EQ(check.cut(), std::vector<std::string>{}) << language << " " << size.x;
            }
        }
    }
}
