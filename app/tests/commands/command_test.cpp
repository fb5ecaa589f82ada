#include "app/commands/command.hpp"

#include "app/commands/palette.hpp"
#include "app/views/table.hpp"
#include "core/tests/support/built_in_deck.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace loopscope::app::commands {
namespace {

using input::CharTyped;
using input::Key;
using input::KeyPress;

class CommandTest : public ::testing::Test {
protected:
    CommandTest() { session.open(lessons.front(), false); }

    bool run(std::string_view id) { return registry.run(id, context); }
    [[nodiscard]] std::string bound(KeyPress press) const {
        const Command* command = registry.bound_to(press, context);
        return command ? command->id : "";
    }
    [[nodiscard]] std::string typed(char32_t code) const {
        const Command* command = registry.bound_to(CharTyped{code}, context);
        return command ? command->id : "";
    }

    std::vector<lessons::Lesson> lessons = {loopscope::test::two_tasks()};
    AppState state;
    session::Session session;
    const Views views = views::table();
    Context context{.state = state, .session = session, .lessons = lessons, .views = views};
    Registry registry{lessons, views};
};

KeyPress press(Key key, bool ctrl = false, bool shift = false) {
    KeyPress p;
    p.key = key;
    p.ctrl = ctrl;
    p.shift = shift;
    return p;
}

TEST_F(CommandTest, EveryCommandIsDeclaredOnceAndHasWhatItNeeds) {
    std::set<std::string> ids;
    for (const Command& command : registry.all()) {
        EXPECT_TRUE(ids.insert(command.id).second) << command.id;
        EXPECT_FALSE(command.label.empty()) << command.id;
        EXPECT_FALSE(command.group.empty()) << command.id;
        EXPECT_TRUE(static_cast<bool>(command.run)) << command.id;
        EXPECT_NE(command.label.back(), '.') << command.id;
    }
}

TEST_F(CommandTest, NoKeyIsBoundTwiceAtATime) {
    std::vector<Chord> seen;
    for (const Command& command : registry.all()) {
        // An open question, the game, the first page and the end of a lesson take keys from others while they
        // last.
        if (!command.is_enabled(context)) continue;
        for (const Chord& chord : command.keys) {
            EXPECT_EQ(std::ranges::find(seen, chord), seen.end()) << to_text(chord);
            seen.push_back(chord);
        }
    }
}

TEST_F(CommandTest, KeysAreThoseOfTheHelp) {
    EXPECT_EQ(bound(press(Key::Space)), "transport/play");
    EXPECT_EQ(bound(press(Key::Right)), "transport/forward");
    EXPECT_EQ(bound(press(Key::Left)), "transport/back");
    EXPECT_EQ(bound(press(Key::PageDown)), "transport/forward");
    EXPECT_EQ(bound(press(Key::PageUp)), "transport/back");
    EXPECT_EQ(bound(press(Key::Home)), "transport/start");
    EXPECT_EQ(bound(press(Key::End)), "transport/head");
    EXPECT_EQ(bound(press(Key::Digit1)), "view/slide");
    EXPECT_EQ(bound(press(Key::Digit2)), "view/columns");
    EXPECT_EQ(bound(press(Key::Digit3)), "view/anatomy");
    EXPECT_EQ(bound(press(Key::F11)), "window/fullscreen");
    EXPECT_EQ(bound(press(Key::T)), "theme/toggle");
    EXPECT_EQ(bound(press(Key::Q, true)), "window/quit");
    EXPECT_EQ(bound(press(Key::K, true)), "palette/open");
    EXPECT_EQ(bound(press(Key::P, true, true)), "palette/open");
    EXPECT_EQ(typed(U'?'), "help/toggle");
    EXPECT_EQ(typed(U'+'), "speed/faster");
    EXPECT_EQ(typed(U'-'), "speed/slower");
}

TEST_F(CommandTest, PlusNeedsShiftOnSomeKeyboardsOnly) {
    EXPECT_EQ(bound(press(Key::Equal, true)), "scale/up");
    EXPECT_EQ(bound(press(Key::Equal, true, true)), "scale/up");
    EXPECT_EQ(bound(press(Key::Plus, true)), "scale/up");
    EXPECT_EQ(bound(press(Key::Minus, true)), "scale/down");
    EXPECT_EQ(bound(press(Key::Digit0, true)), "scale/reset");
}

TEST_F(CommandTest, ModifiersMatter) {
    EXPECT_EQ(bound(press(Key::K)), "");
    EXPECT_EQ(bound(press(Key::T, true)), "");
    EXPECT_EQ(bound(press(Key::T, false, true)), "");
}

TEST_F(CommandTest, AHeldKeyRepeatsStepsButNotSwitches) {
    KeyPress again = press(Key::Right);
    again.repeat = true;
    EXPECT_EQ(bound(again), "transport/forward");
    again.key = Key::T;
    EXPECT_EQ(bound(again), "");
}

TEST_F(CommandTest, SpeedGoesUpAndDownTheSwitchAndStopsAtItsEnds) {
    run("speed/1");
    run("speed/faster");
    EXPECT_EQ(session.player().speed(), 2);
    for (int i = 0; i < 9; ++i) run("speed/faster");
    EXPECT_TRUE(std::isinf(session.player().speed()));
    for (int i = 0; i < 20; ++i) run("speed/slower");
    EXPECT_EQ(session.player().speed(), 0.1);
}

TEST_F(CommandTest, StepSizesCycle) {
    run("grain/next");
    EXPECT_EQ(session.player().granularity(), trace::Granularity::Callback);
    for (int i = 0; i < 3; ++i) run("grain/next");
    EXPECT_EQ(session.player().granularity(), trace::Granularity::Beat);
}

TEST_F(CommandTest, ModesCycleAndAreSwitchedOff) {
    const auto before = session.mode();
    run("mode/next");
    EXPECT_NE(session.mode(), before);
    EXPECT_TRUE(registry.find(mode_id(session.mode()))->is_active(context));

    run("view/columns");
    EXPECT_FALSE(run("mode/next"));
    EXPECT_FALSE(run("mode/sync"));
}

TEST_F(CommandTest, ColumnsShowTheRaceAndThePresenterTheSlide) {
    run("view/columns");
    EXPECT_TRUE(session.race_shown());
    run("view/presenter");
    EXPECT_TRUE(state.presenter);
    EXPECT_FALSE(session.race_shown());
    run("view/presenter");
    EXPECT_TRUE(session.race_shown());
}

TEST_F(CommandTest, ALessonThatRunsInOneWayHasNoColumns) {
    lessons.front().modes = {lessons::Mode::Async};

    EXPECT_FALSE(run("view/columns"));
    EXPECT_FALSE(run("mode/next"));
    EXPECT_EQ(bound(press(Key::Digit2)), "");
}

TEST_F(CommandTest, RunToBreakpointNeedsOne) {
    EXPECT_FALSE(run("transport/breakpoint"));
    trace::Breakpoint b;
    b.line = 3;
    session.ask(session::SetBreakpoints{{b}});
    EXPECT_TRUE(run("transport/breakpoint"));
}

TEST_F(CommandTest, ScaleStaysWithinItsBounds) {
    for (int i = 0; i < 60; ++i) run("scale/up");
    EXPECT_EQ(state.scale, kMostScale);
    for (int i = 0; i < 99; ++i) run("scale/down");
    EXPECT_EQ(state.scale, kLeastScale);
    run("scale/reset");
    EXPECT_EQ(state.scale, 1.0F);
    run("scale/up");
    EXPECT_FLOAT_EQ(state.scale, 1.1F);
}

TEST_F(CommandTest, PaletteOffersTheBestFitFirstAndOnlyWhatCanBeDone) {
    state.palette.text = "help";
    auto found = offers(registry, context);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].command->id, "help/toggle");

    state.palette.text = "two tasks";
    found = offers(registry, context);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].command->id, "lesson/two-tasks");

    state.palette.text = "next breakpoint";
    EXPECT_TRUE(offers(registry, context).empty());
    state.palette.text = "";
    EXPECT_GT(offers(registry, context).size(), 30U);
}

TEST_F(CommandTest, TipsNameTheKey) {
    EXPECT_EQ(registry.find("transport/play")->tip(), "Play or pause (Space)");
    EXPECT_EQ(registry.find("palette/open")->tip(), "Find a command or a lesson (Ctrl+K)");
}

TEST_F(CommandTest, UnknownIdsDoNothing) {
    EXPECT_FALSE(run(""));
    EXPECT_FALSE(run("no/such"));
}

}  // namespace
}  // namespace loopscope::app::commands
