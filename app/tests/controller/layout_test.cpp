#include "app/controller/layout.hpp"

#include "app/tests/support/overlap.hpp"
#include "app/views/table.hpp"

#include <string>

#include <gtest/gtest.h>

namespace loopscope::app::controller {
namespace {

std::vector<stage::Rect> parts(const Layout& at) {
    std::vector<stage::Rect> shown;
    for (const stage::Rect& r : {at.top, at.lesson, at.source, at.picture, at.strip, at.output, at.parameters,
                                 at.transport, at.title, at.sentence, at.progress}) {
        if (r.w > 0 && r.h > 0) shown.push_back(r);
    }
    return shown;
}

TEST(Layout, PanelsNeverLieOnOneAnotherAndStayInTheWindow) {
    for (const bool presenter : {false, true}) {
        for (const ViewEntry& view : views::table()) {
            for (float w = 320; w <= 4000; w += 97) {
                for (float h = 240; h <= 2300; h += 83) {
                    const auto all =
                        parts(lay_out({{w, h}, view.room, view.below_transport, presenter, 300, 64}));
                    for (std::size_t i = 0; i < all.size(); ++i) {
                        ASSERT_GE(all[i].x, 0) << w << "x" << h;
                        ASSERT_LE(all[i].right(), w + 0.5F) << w << "x" << h;
                        ASSERT_LE(all[i].bottom(), h + 0.5F) << w << "x" << h;
                        for (std::size_t j = i + 1; j < all.size(); ++j)
                            ASSERT_FALSE(test::meet(all[i], all[j], 0.5F))
                                << w << "x" << h << " parts " << i << " and " << j;
                    }
                }
            }
        }
    }
}

TEST(Layout, EverythingEssentialIsThereAt1280By720) {
    const Layout at = lay_out({{1280, 720}, Room::Middle, BelowTransport::MiniTimeline, false, 320, 0});

    EXPECT_GT(at.lesson.h, 130);
    EXPECT_GT(at.source.h, 190);
    EXPECT_GT(at.picture.w, 500);
    EXPECT_GT(at.strip.h, 400);
    EXPECT_GT(at.transport.h, 150);
}

TEST(Layout, ASmallWindowKeepsThePictureAndTheTransport) {
    const Layout at = lay_out({{640, 400}, Room::Middle, BelowTransport::MiniTimeline, false, 320, 0});

    EXPECT_EQ(at.lesson.w, 0);
    EXPECT_EQ(at.strip.w, 0);
    EXPECT_GT(at.picture.h, 200);
    EXPECT_GT(at.transport.h, 50);
}

TEST(Layout, OutputAppearsWhereThereIsHeight) {
    EXPECT_EQ(lay_out({{1280, 720}, Room::Middle, BelowTransport::MiniTimeline, false, 300, 0}).output.h, 0);
    EXPECT_GT(lay_out({{1600, 900}, Room::Middle, BelowTransport::MiniTimeline, false, 300, 0}).output.h,
              110);
}

}  // namespace
}  // namespace loopscope::app::controller
