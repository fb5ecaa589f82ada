// No GL here: texts are measured without it.
#include "app/ui/fonts.hpp"

#include "app/platform/assets.hpp"
#include "app/ui/imgui_compat.hpp"
#include "app/ui/text_metrics.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::ui {
namespace {

using stage::Font;

std::unique_ptr<Fonts> fonts(float scale) {
    auto loaded = Fonts::load(platform::find_assets().value() + "/fonts", scale);
    EXPECT_TRUE(loaded.ok()) << loaded.error().message();
    return std::move(loaded.value());
}

TEST(Fonts, MeasureInDesignPixelsAtEveryScale) {
    const auto loaded = fonts(1);
    const FontMetrics metrics{*loaded};
    const float once = metrics.width(Font::Body, "A coroutine keeps the loop busy only while it runs");

    ASSERT_TRUE(loaded->set_scale(2).ok());
    const float twice = metrics.width(Font::Body, "A coroutine keeps the loop busy only while it runs");

    EXPECT_GT(once, 250);
    EXPECT_NEAR(twice, once, once * 0.06F);
}

TEST(Fonts, CodeHasOneWidthForAll) {
    const auto loaded = fonts(1);
    const FontMetrics metrics{*loaded};

    EXPECT_EQ(metrics.width(Font::Code, "iiii"), metrics.width(Font::Code, "WWWW"));
    EXPECT_EQ(metrics.width(Font::Code, "i"), 8);
}

TEST(Fonts, CapsAreCapitalsSetApart) {
    const auto loaded = fonts(1);
    const FontMetrics metrics{*loaded};

    EXPECT_EQ(metrics.width(Font::Caps, "ready"), metrics.width(Font::Caps, "READY"));
    EXPECT_FLOAT_EQ(metrics.width(Font::Caps, "READY"),
                    metrics.width(Font::SmallStrong, "READY") + 4 * kCapsSpacing);
}

TEST(Fonts, HoldWhatTheWindowWrites) {
    const auto loaded = fonts(1);
    for (int font = 0; font < stage::kFontCount; ++font) {
        ImFont& face = loaded->at(static_cast<Font>(font));
        for (const char32_t glyph : U"Az09µ×…–—“”·−→←éß≥≈") {
            if (glyph == 0) continue;
            EXPECT_TRUE(compat::has_glyph(face, glyph_of(glyph)))
                << "U+" << std::hex << static_cast<unsigned>(glyph) << " in font " << font;
        }
    }
}

TEST(Fonts, AMissingFileIsNamed) {
    const auto loaded = Fonts::load("/nowhere", 1);

    ASSERT_FALSE(loaded.ok());
    EXPECT_NE(loaded.error().message().find("/nowhere/Inter-Regular.otf"), std::string::npos);
}

TEST(Utf8, IsReadPointByPoint) {
    std::string_view text = "aµ…😀";

    EXPECT_EQ(next_code_point(text), U'a');
    EXPECT_EQ(next_code_point(text), U'µ');
    EXPECT_EQ(next_code_point(text), U'…');
    EXPECT_EQ(next_code_point(text), U'😀');
    EXPECT_TRUE(text.empty());
}

TEST(Utf8, WhatIsBrokenGivesOneReplacementEach) {
    std::string_view text = "\xff\xc3(\xe2\x82";

    EXPECT_EQ(next_code_point(text), char32_t{0xFFFD});
    EXPECT_EQ(next_code_point(text), char32_t{0xFFFD});
    EXPECT_EQ(next_code_point(text), U'(');
    EXPECT_EQ(next_code_point(text), char32_t{0xFFFD});
    EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace loopscope::app::ui
