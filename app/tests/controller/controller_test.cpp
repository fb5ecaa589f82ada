#include "app/controller/controller.hpp"

#include "app/tests/support/desk.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loopscope::app::controller {
namespace {

using input::Key;
using test::Desk;

TEST(Controller, ClickingPlayPlaysAndPauses) {
    Desk desk;

    ASSERT_TRUE(desk.click("transport/play"));
    EXPECT_TRUE(desk.session().player().playing());
    ASSERT_TRUE(desk.click("transport/play"));
    EXPECT_FALSE(desk.session().player().playing());
}

TEST(Controller, StepsForwardAndBackByClickAndKey) {
    Desk desk;
    ASSERT_TRUE(desk.until([&] { return desk.session().held(); }));

    desk.click("transport/forward");
    ASSERT_TRUE(desk.until([&] { return desk.position() > 0; }));
    const std::size_t first = desk.position();
    desk.key(Key::Right);
    ASSERT_TRUE(desk.until([&] { return desk.position() > first; }));

    desk.key(Key::Left);
    EXPECT_EQ(desk.position(), first);
    EXPECT_EQ(desk.session().player().where(), session::Where::Replaying);
    desk.click("transport/head");
    EXPECT_GT(desk.position(), first);
}

TEST(Controller, SwitchesViewsModesSpeedAndStepSize) {
    Desk desk;

    desk.click("view/anatomy");
    EXPECT_EQ(desk.state().view, View::Anatomy);
    desk.click("view/slide");
    desk.click("mode/sync");
    EXPECT_EQ(desk.session().mode(), lessons::Mode::Sync);
    desk.click("speed/0.25");
    EXPECT_EQ(desk.session().player().speed(), 0.25);
    desk.click("grain/task-step");
    EXPECT_EQ(desk.session().player().granularity(), trace::Granularity::TaskStep);
    desk.click("pace/free");
    EXPECT_EQ(desk.session().player().pace(), session::Pace::Free);
    desk.click("theme/toggle");
    EXPECT_FALSE(desk.controller->dark());
}

TEST(Controller, ParametersAreChangedByStepperSliderAndChoice) {
    Desk desk;
    ASSERT_TRUE(desk.click("page/try"));

    desk.click("set/tasks/more");
    EXPECT_EQ(desk.session().values().at("tasks"), 3);
    desk.click("set/tasks/less");
    desk.click("set/tasks/less");
    desk.click("set/tasks/less");
    EXPECT_EQ(desk.session().values().at("tasks"), 1);
    desk.click("set/wait/option/1");
    EXPECT_EQ(desk.session().values().at("wait"), 1);
    for (int i = 0; i < 3; ++i) desk.click("set/seconds/more");
    EXPECT_DOUBLE_EQ(desk.session().values().at("seconds"), 1.3);
}

TEST(Controller, DraggingASliderFollowsThePointer) {
    Desk desk({1920, 1080});
    desk.click("page/try");
    ASSERT_NE(desk.hot("set/tasks"), nullptr);

    desk.click("set/tasks", 1.0F - 1e-4F);
    EXPECT_EQ(desk.session().values().at("tasks"), 200);
    desk.click("set/tasks", 0.0F);
    EXPECT_EQ(desk.session().values().at("tasks"), 1);
}

TEST(Controller, ClickingALineNumberSetsAndRemovesABreakpoint) {
    Desk desk;
    const auto& listing = desk.session().lesson()->listings.at(desk.session().mode());
    const std::string id = "line/" + std::to_string(listing.first_line + 2);

    ASSERT_TRUE(desk.click(id));
    ASSERT_EQ(desk.session().player().breakpoints().size(), 1U);
    EXPECT_EQ(desk.session().player().breakpoints()[0].line, listing.first_line + 2);
    desk.click(id);
    EXPECT_TRUE(desk.session().player().breakpoints().empty());
}

TEST(Controller, PaletteIsTypedIntoAndRunsWhatIsChosen) {
    Desk desk;
    desk.key(Key::K, true);
    ASSERT_TRUE(desk.state().palette.open);

    desk.type("anat");
    desk.key(Key::Space);
    desk.type(" ");
    EXPECT_FALSE(desk.session().player().playing());
    desk.key(Key::Backspace);
    desk.key(Key::Enter);

    EXPECT_FALSE(desk.state().palette.open);
    EXPECT_EQ(desk.state().view, View::Anatomy);
}

TEST(Controller, PaletteIsChosenFromWithArrowsAndPointer) {
    Desk desk;
    desk.key(Key::K, true);
    desk.key(Key::Down);
    EXPECT_EQ(desk.state().palette.selected, 1U);
    desk.key(Key::Up);
    desk.key(Key::Up);
    EXPECT_EQ(desk.state().palette.selected, 0U);
    desk.type("reduced");
    ASSERT_TRUE(desk.click("palette/item/0"));
    EXPECT_TRUE(desk.state().reduced_motion);
}

TEST(Controller, EscapeClosesTheTopmostThing) {
    Desk desk;
    desk.type("?");
    EXPECT_TRUE(desk.state().help_open);
    desk.key(Key::Escape);
    EXPECT_FALSE(desk.state().help_open);
    desk.key(Key::P);
    EXPECT_TRUE(desk.state().presenter);
    desk.key(Key::Escape);
    EXPECT_FALSE(desk.state().presenter);
}

TEST(Controller, AClickOutsideClosesAnOverlayAndReachesNothingBelow) {
    Desk desk;
    const stage::Vec2 play = desk.hot("transport/play")->box.center();
    desk.type("?");

    desk.controller->handle(input::PointerPressed{play});
    desk.controller->handle(input::PointerReleased{play});
    desk.frame();

    EXPECT_FALSE(desk.state().help_open);
    EXPECT_FALSE(desk.session().player().playing());
}

TEST(Controller, TabWalksThePlacesAndEnterActivates) {
    Desk desk;
    for (int i = 0; i < 200 && desk.window().focus != "view/anatomy"; ++i) desk.key(Key::Tab);
    ASSERT_EQ(desk.window().focus, "view/anatomy");
    EXPECT_TRUE(desk.window().focus_shown);

    desk.key(Key::Enter);
    EXPECT_EQ(desk.state().view, View::Anatomy);
    desk.key(Key::Tab, false, true);
    EXPECT_NE(desk.window().focus, "view/anatomy");
}

TEST(Controller, ScrubbingLooksAtThePast) {
    Desk desk;
    ASSERT_TRUE(desk.run_to_end());
    ASSERT_TRUE(desk.click("mini/scrub", 0.5F));

    EXPECT_EQ(desk.session().player().where(), session::Where::Replaying);
    EXPECT_GT(desk.session().player().playhead().time, 200'000'000);
    EXPECT_LT(desk.session().player().playhead().time, 800'000'000);
}

TEST(Controller, ColumnsRaceAndFinish) {
    Desk desk;
    desk.click("view/columns");
    ASSERT_TRUE(desk.until([&] { return desk.session().race().ready(); }));
    ASSERT_TRUE(desk.click("scrub/race", 0.3F));
    EXPECT_NEAR(desk.session().race().share(), 0.3, 0.02);
    desk.key(Key::End);
    EXPECT_TRUE(desk.session().race().at_end());
}

TEST(Controller, SleepsWhenNothingMoves) {
    Desk desk;
    ASSERT_TRUE(desk.until([&] { return desk.session().held(); }));
    desk.pass(1);

    EXPECT_FALSE(desk.controller->animating());
    EXPECT_FALSE(desk.controller->next_wake().has_value());
}

TEST(Controller, MovesWhileABeatIsShownAndCountsWhileItWaits) {
    Desk desk;
    desk.key(Key::Space);
    ASSERT_TRUE(desk.until([&] { return desk.position() > 0; }));
    EXPECT_TRUE(desk.controller->animating());

    ASSERT_TRUE(desk.until([&] { return desk.session().player().counting(); }));
    EXPECT_FALSE(desk.controller->animating());
    ASSERT_TRUE(desk.controller->next_wake().has_value());
    EXPECT_GE(*desk.controller->next_wake() - desk.now, 1.0 / 31);
}

TEST(Controller, NoticesGoAwayAndCanBeClosed) {
    ControllerOptions options;
    options.notice = "The settings could not be read: they are kept as settings.json.bak";
    Desk desk({1600, 900}, std::move(options));
    ASSERT_EQ(desk.state().notices.size(), 1U);
    ASSERT_TRUE(desk.click("notice/0"));
    EXPECT_TRUE(desk.state().notices.empty());

    ControllerOptions again;
    again.notice = "Something";
    Desk other({1600, 900}, std::move(again));
    other.pass(20);
    EXPECT_TRUE(other.state().notices.empty());
}

TEST(Controller, PresenterFillsTheScreenFromItsSize) {
    Desk desk({1920, 1080});
    desk.key(Key::P);
    EXPECT_FLOAT_EQ(desk.controller->scale(), 1.5F);
    desk.controller->handle(input::Resized{{1280, 720}});
    EXPECT_FLOAT_EQ(desk.controller->scale(), 1.5F);
    desk.key(Key::P);
    EXPECT_FLOAT_EQ(desk.controller->scale(), 1.0F);
}

TEST(Controller, SettingsAreWhatIsOnTheScreen) {
    ControllerOptions options;
    options.settings.view = "anatomy";
    options.settings.dark = false;
    options.settings.speed = 0;
    Desk desk({1280, 720}, std::move(options));

    EXPECT_EQ(desk.state().view, View::Anatomy);
    EXPECT_FALSE(desk.controller->dark());
    EXPECT_TRUE(std::isinf(desk.session().player().speed()));
    desk.key(Key::Equal, true);
    const Settings kept = desk.controller->settings();
    EXPECT_EQ(kept.view, "anatomy");
    EXPECT_EQ(kept.speed, 0);
    EXPECT_FALSE(kept.dark);
    EXPECT_FLOAT_EQ(kept.scale, 1.1F);
    EXPECT_EQ(kept.window_width, 1280);
    EXPECT_EQ(kept.lesson, "two-tasks");
}

TEST(Controller, TellsItsStateAsJson) {
    Desk desk;
    ASSERT_TRUE(desk.run_to_end());

    const auto json = nlohmann::json::parse(desk.controller->state_json());
    EXPECT_EQ(json["view"], "slide");
    EXPECT_EQ(json["mode"], "async");
    EXPECT_EQ(json["where"], "ended");
    EXPECT_EQ(json["playing"], false);
    EXPECT_EQ(json["ended"], true);
    EXPECT_EQ(json["outputs"], 5);
    EXPECT_EQ(json["time_s"], 1.0);
    EXPECT_EQ(json["position"], json["size"]);
}

TEST(Controller, ThePictureOfAMomentIsAlwaysTheSame) {
    Desk desk;
    ASSERT_TRUE(desk.run_to_end());
    desk.pass(0.5);

    EXPECT_EQ(stage::to_text(desk.controller->build(desk.size, desk.metrics)),
              stage::to_text(desk.controller->build(desk.size, desk.metrics)));
}

TEST(Controller, WorksWithoutAnyLesson) {
    const std::vector<lessons::Lesson> none;
    Desk desk({1600, 900}, {}, none);
    for (const Key key :
         {Key::Space, Key::Right, Key::Left, Key::Digit2, Key::Digit3, Key::P, Key::M, Key::R, Key::L})
        desk.key(key);
    desk.key(Key::K, true);

    EXPECT_FALSE(desk.frame().items.empty());
}

TEST(Controller, OddInputIsHarmless) {
    Desk desk;
    desk.controller->handle(input::PointerPressed{{-50, 99999}});
    desk.controller->handle(input::PointerReleased{{-50, 99999}});
    desk.controller->handle(input::Scrolled{{800, 400}, 1e9F, -1e9F});
    desk.controller->handle(input::Scrolled{{200, 500}, 0, 1e9F});
    desk.controller->handle(input::CharTyped{0x10FFFF});
    desk.controller->handle(input::FocusLost{});
    desk.controller->handle(input::PointerLeft{});
    for (const char* id : {"line/99999999999999", "line/x", "set/", "set/tasks/option/77",
                           "palette/item/9999", "notice/4", "overlay/close", ""})
        desk.controller->activate(id);
    desk.frame();
    desk.controller->build({0, 0}, desk.metrics);
    desk.controller->build({1, 1}, desk.metrics);

    EXPECT_FALSE(desk.state().quit);
}

}  // namespace
}  // namespace loopscope::app::controller
