#include "app/controller/parameter_keys.hpp"

#include "app/tests/support/desk.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::controller {
namespace {

using input::Key;
using test::Desk;

bool tab_to(Desk& desk, const std::string& id) {
    for (int i = 0; i < 200 && desk.window().focus != id; ++i) desk.key(Key::Tab);
    return desk.window().focus == id && desk.window().focus_shown;
}

double value(const Desk& desk, const char* name) {
    return desk.session().values().at(name);
}

TEST(ParameterKeys, ArrowsMoveTheSliderThatTheKeyboardIsAt) {
    Desk desk({1920, 1080});
    desk.click("page/try");
    ASSERT_TRUE(tab_to(desk, "set/tasks"));

    desk.key(Key::Right);
    desk.key(Key::Up);
    EXPECT_EQ(value(desk, "tasks"), 4);
    desk.key(Key::Left);
    desk.key(Key::Down);
    desk.key(Key::Down);
    EXPECT_EQ(value(desk, "tasks"), 1);
    desk.key(Key::Left);
    EXPECT_EQ(value(desk, "tasks"), 1);
    EXPECT_EQ(desk.window().focus, "set/tasks");
}

TEST(ParameterKeys, HomeAndEndGoToTheLeastAndTheMost) {
    Desk desk({1920, 1080});
    desk.click("page/try");
    ASSERT_TRUE(tab_to(desk, "set/tasks"));

    desk.key(Key::End);
    EXPECT_EQ(value(desk, "tasks"), 200);
    desk.key(Key::Right);
    EXPECT_EQ(value(desk, "tasks"), 200);
    desk.key(Key::Home);
    EXPECT_EQ(value(desk, "tasks"), 1);
}

TEST(ParameterKeys, SmallStepsStayRound) {
    Desk desk({1920, 1080});
    desk.click("page/try");
    ASSERT_TRUE(tab_to(desk, "set/seconds"));

    for (int i = 0; i < 13; ++i) desk.key(Key::Right);
    EXPECT_DOUBLE_EQ(value(desk, "seconds"), 2.3);
}

TEST(ParameterKeys, AChoiceTakesTheKeyboardAlong) {
    Desk desk({1920, 1080});
    desk.click("page/try");
    ASSERT_TRUE(tab_to(desk, "set/wait/option/0"));

    desk.key(Key::Right);
    EXPECT_EQ(value(desk, "wait"), 1);
    EXPECT_EQ(desk.window().focus, "set/wait/option/1");
    desk.key(Key::Home);
    EXPECT_EQ(value(desk, "wait"), 0);
    EXPECT_EQ(desk.window().focus, "set/wait/option/0");
}

TEST(ParameterKeys, DoWhatTheyAlwaysDoEverywhereElse) {
    Desk desk({1920, 1080});
    desk.click("page/try");
    ASSERT_TRUE(desk.until([&] { return desk.session().held(); }));
    desk.key(Key::Right);
    ASSERT_TRUE(desk.until([&] { return desk.position() > 0; }));
    EXPECT_EQ(value(desk, "tasks"), 2);

    // A clicker steps whatever the keyboard is at.
    ASSERT_TRUE(tab_to(desk, "set/tasks"));
    const std::size_t before = desk.position();
    desk.key(Key::PageDown);
    ASSERT_TRUE(desk.until([&] { return desk.position() > before; }));
    EXPECT_EQ(value(desk, "tasks"), 2);

    // What is not on the screen any more cannot be moved.
    desk.click("page/read");
    const stage::HotItem* gone = desk.hot("set/tasks");
    ASSERT_EQ(gone, nullptr);
    desk.key(Key::Tab);
    desk.key(Key::Right);
    EXPECT_EQ(value(desk, "tasks"), 2);
}

TEST(ParameterKeys, MoveAParameterFromAnyOfItsParts) {
    const lessons::Parameter tasks{.name = "tasks",
                                   .label = "",
                                   .initial = 3,
                                   .least = 0,
                                   .most = 9,
                                   .step = 1,
                                   .unit = "",
                                   .options = {}};
    const stage::Setting more{1, stage::Setting::Part::More};
    const auto move = parameter_move(tasks, {}, more, Key::Left);

    ASSERT_TRUE(move);
    EXPECT_EQ(move->value, 2);
    EXPECT_EQ(move->focus, more);
    EXPECT_FALSE(parameter_move(tasks, {}, more, Key::Space));
}

}  // namespace
}  // namespace loopscope::app::controller
