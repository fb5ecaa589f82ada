// Canvases of several windows at work by turns, each with its own scale.
#include "app/paint/canvas.hpp"

#include "app/platform/assets.hpp"
#include "app/platform/offscreen.hpp"
#include "app/tests/paint/sheet.hpp"

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

constexpr platform::PixelSize kSize{900, 640};

class CanvasTest : public ::testing::Test {
protected:
    std::unique_ptr<paint::Canvas> canvas(float scale) {
        auto made = paint::Canvas::create(platform::find_assets().value(), scale);
        EXPECT_TRUE(made.ok());
        return std::move(made.value());
    }
    platform::Image draw(paint::Canvas& canvas, stage::ThemeName theme) {
        EXPECT_TRUE(screen_->begin(kSize).ok());
        canvas.draw(tests::sheet(), kSize, theme);
        return screen_->read();
    }

    std::unique_ptr<platform::Offscreen> screen_ = std::move(platform::Offscreen::create().value());
};

TEST_F(CanvasTest, TwoOfThemDrawByTurnsAsEachDoesAlone) {
    const platform::Image projector_alone = draw(*canvas(1.5F), stage::ThemeName::Light);
    const platform::Image teacher_alone = draw(*canvas(1), stage::ThemeName::Dark);

    const auto projector = canvas(1.5F);
    const auto teacher = canvas(1);
    for (int turn = 0; turn < 2; ++turn) {
        EXPECT_EQ(draw(*projector, stage::ThemeName::Light).rgba, projector_alone.rgba) << turn;
        EXPECT_EQ(draw(*teacher, stage::ThemeName::Dark).rgba, teacher_alone.rgba) << turn;
    }
}

TEST_F(CanvasTest, OneChangesItsScaleWithoutTheOther) {
    const auto projector = canvas(1);
    const auto teacher = canvas(1);
    const platform::Image before = draw(*teacher, stage::ThemeName::Dark);
    const float width = teacher->metrics().width(stage::Font::Body, "Running task 1");

    ASSERT_TRUE(projector->set_scale(2).ok());

    EXPECT_EQ(projector->scale(), 2);
    EXPECT_EQ(teacher->scale(), 1);
    EXPECT_EQ(teacher->metrics().width(stage::Font::Body, "Running task 1"), width);
    EXPECT_EQ(draw(*teacher, stage::ThemeName::Dark).rgba, before.rgba);
    EXPECT_NE(draw(*projector, stage::ThemeName::Dark).rgba, before.rgba);
}

TEST_F(CanvasTest, OneGoesWhileTheOtherStays) {
    auto projector = canvas(2);
    const auto teacher = canvas(1);
    const platform::Image before = draw(*teacher, stage::ThemeName::Dark);

    projector.reset();

    EXPECT_EQ(draw(*teacher, stage::ThemeName::Dark).rgba, before.rgba);
}

}  // namespace
}  // namespace loopscope::app
