// The table of views, and what each makes of the pointer.
#include "app/tests/support/desk.hpp"
#include "app/views/table.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

using test::Desk;

TEST(Views, AreToldApartByEverythingThatNamesThem) {
    std::set<std::string_view> words, titles;
    std::set<input::Key> keys;
    std::set<View> views;
    for (const ViewEntry& entry : views::table()) {
        EXPECT_TRUE(words.insert(entry.word).second);
        EXPECT_TRUE(titles.insert(entry.title).second);
        EXPECT_TRUE(keys.insert(entry.key).second);
        EXPECT_TRUE(views.insert(entry.view).second);
        EXPECT_NE(entry.build, nullptr);
        EXPECT_EQ(&entry_of(views::table(), entry.view), &entry);
        EXPECT_EQ(&entry_of(views::table(), entry.word), &entry);
    }
    EXPECT_EQ(std::ranges::count_if(views::table(), &ViewEntry::presented), 1);
    EXPECT_EQ(entry_of(views::table(), "no such view").view, views::table().front().view);
}

TEST(Views, EachHasItsTabItsKeyAndItsCommand) {
    Desk desk;
    for (const ViewEntry& entry : views::table()) {
        desk.controller->activate("view/slide");
        desk.key(entry.key);
        EXPECT_EQ(desk.state().view, entry.view);
        desk.controller->activate("view/slide");
        EXPECT_TRUE(desk.click(entry.command()));
        EXPECT_EQ(desk.state().view, entry.view);
        EXPECT_EQ(desk.session().race_shown(), entry.races);
    }
}

TEST(Views, TabsAreIconsWhereTheirWordsHaveNoRoom) {
    Desk desk({320, 500});
    const stage::DisplayList list = desk.frame();
    for (const ViewEntry& entry : views::table()) {
        const stage::HotItem* tab = desk.hot(entry.command());
        ASSERT_NE(tab, nullptr) << entry.word;
        EXPECT_GE(tab->box.x, 0) << entry.word;
        EXPECT_FALSE(tab->tip.empty()) << entry.word;
        const bool has_icon = std::ranges::any_of(list.items, [&](const stage::Item& item) {
            const auto* icon = std::get_if<stage::IconItem>(&item);
            return icon != nullptr && icon->icon == entry.icon && tab->box.contains(icon->center);
        });
        EXPECT_TRUE(has_icon) << entry.word;
    }
    EXPECT_TRUE(desk.click("view/anatomy"));
    EXPECT_EQ(desk.state().view, View::Anatomy);
}

TEST(Views, ARowOfTheSlideIsAMomentToGoTo) {
    Desk desk;
    ASSERT_TRUE(desk.run_to_end());
    const stage::HotItem* row = nullptr;
    for (const stage::HotItem& item : desk.controller->hots()) {
        if (std::holds_alternative<stage::Moment>(item.target)) {
            row = &item;
            break;
        }
    }
    ASSERT_NE(row, nullptr);
    const std::size_t there = std::get<stage::Moment>(row->target).position;
    ASSERT_NE(there, desk.position());

    EXPECT_TRUE(desk.click(std::string(row->id)));

    EXPECT_EQ(desk.position(), there);
}

TEST(Views, TheAnatomyShowsTheLoopThatIsChosen) {
    Desk desk;
    desk.session().set_mode(lessons::Mode::MtAsync);
    ASSERT_TRUE(desk.run_to_end());
    desk.controller->activate("view/anatomy");
    desk.frame();
    std::vector<std::uint32_t> loops;
    std::vector<std::string> ids;
    for (const stage::HotItem& item : desk.controller->hots()) {
        if (const auto* loop = std::get_if<stage::LoopChoice>(&item.target)) {
            loops.push_back(loop->thread);
            ids.push_back(item.id);
        }
    }
    ASSERT_EQ(loops.size(), 2U);
    for (std::size_t i = 0; i < loops.size(); ++i) {
        EXPECT_TRUE(desk.click(ids[i]));
        EXPECT_EQ(desk.state().anatomy_loop, loops[i]);
    }
}

TEST(Views, ThePresenterShowsTheSlideWhateverWasChosen) {
    AppState state;
    state.view = View::Anatomy;
    EXPECT_EQ(shown_view(views::table(), state).view, View::Anatomy);
    state.presenter = true;
    EXPECT_EQ(shown_view(views::table(), state).view, View::Slide);
}

TEST(Views, AnOpenQuestionLeavesTheRaceForTheSlide) {
    Desk desk({1600, 900}, {}, {loopscope::test::two_tasks()});
    desk.controller->activate("quiz/ask");
    ASSERT_TRUE(desk.until([&] { return desk.controller->quiz().open(); }));
    ASSERT_TRUE(desk.controller->quiz().stands_still());
    EXPECT_FALSE(desk.controller->activate("view/columns"));
    EXPECT_EQ(desk.state().view, View::Slide);
    EXPECT_FALSE(desk.session().race_shown());
}

}  // namespace
}  // namespace loopscope::app
