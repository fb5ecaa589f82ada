// The whole window, built at many sizes and moments, looked over for overlaps and cut texts.
#include "app/tests/support/desk.hpp"
#include "app/tests/support/endless.hpp"
#include "app/tests/support/overlap.hpp"

#include <sstream>
#include <tuple>

#include <gtest/gtest.h>

namespace loopscope::app::controller {
namespace {

using test::Desk;

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

constexpr stage::Vec2 kSizes[] = {{1280, 720},  {1600, 900}, {1920, 1080}, {640, 400},
                                  {3840, 2160}, {1000, 700}, {800, 600}};

// Every view of one state of things.
void expect_all_views_clean(Desk& desk, const std::string& what) {
    for (const char* view : {"view/slide", "view/anatomy"}) {
        desk.controller->activate(view);
        for (const stage::Vec2 size : kSizes) {
            desk.size = size;
            std::ostringstream where;
            where << what << ", " << view << " at " << size.x << "x" << size.y;
            expect_clean(desk, where.str());
        }
    }
    desk.controller->activate("view/slide");
    desk.controller->activate("view/presenter");
    for (const stage::Vec2 size : {stage::Vec2{1280, 720}, stage::Vec2{853, 533}}) {
        desk.size = size;
        expect_clean(desk, what + ", presenter");
    }
    desk.controller->activate("view/presenter");
}

class Picture : public ::testing::TestWithParam<std::tuple<const char*, int>> {
protected:
    [[nodiscard]] static std::string mode() { return std::get<0>(GetParam()); }
    [[nodiscard]] static int tasks() { return std::get<1>(GetParam()); }
};

TEST_P(Picture, IsCleanFromTheStartToTheEndOfARun) {
    Desk desk;
    desk.session().set_value("tasks", tasks());
    desk.controller->activate("mode/" + mode());
    expect_all_views_clean(desk, "at the start");
    ASSERT_TRUE(desk.run_to_end());

    const timeline::Timeline& timeline = desk.session().timeline();
    for (const std::size_t part : {1U, 3U, 5U, 7U, 8U}) {
        desk.session().ask(session::Seek{timeline.beat((timeline.beat_count() - 1) * part / 8)});
        for (const char* page : {"page/read", "page/steps", "page/try"}) {
            desk.controller->activate(page);
            if (part != 5U && std::string_view(page) != "page/read") continue;
            expect_all_views_clean(desk, mode() + " at beat " + std::to_string(part) + "/8, " + page);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Modes, Picture,
                         ::testing::Combine(::testing::Values("sync", "async", "threads", "mt-async"),
                                            ::testing::Values(2, 200)));

TEST(PictureOfColumns, IsCleanWhileRacingAndAtTheEnd) {
    for (const int tasks : {1, 2, 5, 200}) {
        Desk desk;
        desk.session().set_value("tasks", tasks);
        desk.controller->activate("view/columns");
        for (const stage::Vec2 size : kSizes) {
            desk.size = size;
            expect_clean(desk, "columns before the race");
        }
        ASSERT_TRUE(desk.until([&] { return desk.session().race().ready(); }));
        for (const double share : {0.0, 0.3, 0.7, 1.0}) {
            desk.session().ask(session::ScrubRace{share});
            for (const stage::Vec2 size : kSizes) {
                desk.size = size;
                std::ostringstream where;
                where << tasks << " tasks, share " << share << " at " << size.x << "x" << size.y;
                expect_clean(desk, where.str());
            }
        }
    }
}

TEST(PictureOfOverlays, IsCleanAtEverySize) {
    Desk desk;
    desk.controller->activate("transport/forward");
    for (const char* overlay : {"help/toggle", "palette/open"}) {
        desk.controller->activate(overlay);
        for (const stage::Vec2 size : kSizes) {
            desk.size = size;
            expect_clean(desk, overlay);
        }
        desk.key(input::Key::Escape);
    }
    desk.controller->activate("palette/open");
    desk.type("there is nothing like this, and it is much too long for the line it stands in");
    for (const stage::Vec2 size : kSizes) {
        desk.size = size;
        expect_clean(desk, "palette with a long text");
    }
}

TEST(PictureOfLongWords, IsCleanAtEverySize) {
    std::vector<lessons::Lesson> lessons = {loopscope::test::two_tasks()};
    lessons::Lesson& lesson = lessons.front();
    lesson.title =
        "A title that goes on and on and does not seem to come to any end, however wide the window is";
    lesson.chapter = "A chapter whose name is longer than is good for it";
    lesson.text =
        std::string(300, 'w') + " `" + std::string(200, 'c') + "` and **" + std::string(150, 's') + "**";
    for (auto& p : lesson.parameters) p.label = "A label that says far too much: " + p.label;
    lesson.parameters[2].options = {"an option with a long name", "another one, even longer than that"};
    for (auto& [mode, steps] : lesson.steps) steps.push_back(std::string(120, 'x'));
    for (auto& [mode, listing] : lesson.listings) {
        listing.lines[1] = "    " + std::string(400, 'y') + "(" + std::string(90, 'z') + ");";
        listing.file = "a_file_with_a_name_that_would_fill_a_line_of_its_own_in_any_listing.cpp";
    }
    Desk desk({1600, 900}, {}, lessons);
    for (const char* page : {"page/read", "page/steps", "page/try"}) {
        desk.controller->activate(page);
        expect_all_views_clean(desk, page);
    }
}

TEST(PictureOfNotices, IsCleanWithManyOfThem) {
    ControllerOptions options;
    options.notice =
        "A notice with rather a lot of words in it, so that it takes two lines of the window, and perhaps a "
        "little more "
        "than that where the window is narrow, which is when it has to be cut";
    Desk desk({1600, 900}, std::move(options));
    for (const stage::Vec2 size : kSizes) {
        desk.size = size;
        expect_clean(desk, "notice");
    }
}

TEST(PictureOfTips, IsCleanForEveryPlace) {
    Desk desk({1280, 720});
    const auto hots = desk.controller->hots();
    for (const auto& item : hots) {
        if (item.tip.empty()) continue;
        desk.controller->handle(input::PointerMoved{item.box.center()});
        desk.frame();
        desk.pass(0.6);
        expect_clean(desk, "tip of " + item.id);
    }
}

TEST(PictureOfAFullRun, OffersToGoOnOrToStop) {
    ControllerOptions options;
    options.settings.memory_mb = 3;
    Desk desk({1600, 900}, std::move(options), {test::endless()});
    desk.controller->activate("speed/max");
    desk.controller->activate("transport/play");
    ASSERT_TRUE(desk.until([&] { return desk.session().full() && desk.session().held(); }));

    for (const stage::Vec2 size : {stage::Vec2{1600, 900}, stage::Vec2{640, 400}}) {
        desk.size = size;
        expect_clean(desk, "a full run");
        EXPECT_NE(desk.hot("memory/go-on"), nullptr);
    }
    EXPECT_TRUE(desk.click("memory/go-on"));
    EXPECT_FALSE(desk.session().full());
    ASSERT_TRUE(desk.until([&] { return desk.session().full() && desk.session().held(); }));
    EXPECT_TRUE(desk.click("memory/stop"));
    ASSERT_TRUE(desk.until([&] { return desk.session().ended(); }));
    desk.frame();
    EXPECT_EQ(desk.hot("memory/stop"), nullptr);
}

}  // namespace
}  // namespace loopscope::app::controller
