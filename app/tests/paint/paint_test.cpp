#include "app/paint/png.hpp"
#include "app/tests/paint/sheet.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

using paint::Printer;
using platform::Image;
using platform::PixelSize;
using stage::actor_ink;
using stage::DisplayList;
using stage::Ink;
using stage::ink;
using stage::Theme;
using stage::ThemeName;
using stage::Token;

constexpr ThemeName kThemes[] = {ThemeName::Dark, ThemeName::Light};

// One for all tests: a GL context is what takes the time.
Printer& printer() {
    static Result<Printer> made = Printer::create(1.0F);
    EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message());
    return made.value();
}

Image print(const DisplayList& list, PixelSize size = {64, 64}, ThemeName theme = ThemeName::Dark) {
    Result<Image> image = printer().paint(list, size, theme);
    EXPECT_TRUE(image.ok());
    return std::move(image.value());
}

int difference(const std::uint8_t* pixel, stage::Rgba color) {
    const float channels[] = {color.r, color.g, color.b};
    int most = 0;
    for (int i = 0; i < 3; ++i)
        most = std::max(most, std::abs(pixel[i] - static_cast<int>(std::lround(channels[i] * 255))));
    return most;
}

::testing::AssertionResult has_ink(const Image& image, int x, int y, Ink wanted, ThemeName theme) {
    const std::uint8_t* p = image.at(x, y);
    if (difference(p, Theme::get(theme).color(wanted)) <= 2) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure()
           << "pixel " << x << ", " << y << " is " << int{p[0]} << " " << int{p[1]} << " " << int{p[2]};
}

// Pixels of the picture that are not the theme's background.
int inked(const Image& image, stage::Rect within) {
    const stage::Rgba ground = Theme::get(ThemeName::Dark).color(ink(Token::Background));
    int count = 0;
    for (int y = 0; y < image.size.height; ++y) {
        for (int x = 0; x < image.size.width; ++x) {
            const bool inside = within.contains({static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F});
            if (inside && difference(image.at(x, y), ground) > 2) ++count;
        }
    }
    return count;
}
int inked(const Image& image) {
    return inked(image, {0, 0, static_cast<float>(image.size.width), static_cast<float>(image.size.height)});
}

TEST(Paint, ShowsEachItemInTheInkOfTheTheme) {
    for (const ThemeName theme : kThemes) {
        const Image image = print(tests::sheet(), {900, 640}, theme);

        EXPECT_TRUE(has_ink(image, 4, 4, ink(Token::Background), theme));
        EXPECT_TRUE(has_ink(image, 300, 20, ink(Token::Panel), theme));
        EXPECT_TRUE(has_ink(image, 300, 16, ink(Token::Hairline), theme));
        EXPECT_TRUE(has_ink(image, 440, 212, actor_ink(0).mixed(0.14F), theme));
        EXPECT_TRUE(has_ink(image, 440, 190, actor_ink(0), theme));
        EXPECT_TRUE(has_ink(image, 800, 195, ink(Token::Accent), theme));
        EXPECT_TRUE(has_ink(image, 500, 359, ink(Token::Loop), theme));  // the arrow
        EXPECT_TRUE(has_ink(image, 770, 345, actor_ink(3), theme));
        EXPECT_TRUE(has_ink(image, 840, 360, ink(Token::Glow), theme));
        EXPECT_TRUE(has_ink(image, 775, 305, ink(Token::Text), theme));  // the triangle
        EXPECT_TRUE(has_ink(image, 440, 510, ink(Token::Worker), theme));
        EXPECT_TRUE(has_ink(image, 440, 488, ink(Token::Panel), theme)) << "above the clip";
    }
}

TEST(Paint, IsTheSameEachTime) {
    const Image first = print(tests::sheet(), {900, 640});
    const Image second = print(tests::sheet(), {900, 640});

    EXPECT_EQ(first.rgba, second.rgba);
}

TEST(Paint, EveryIconFillsItsBoxAndStaysInIt) {
    for (int i = 0; i <= static_cast<int>(stage::Icon::Stop); ++i) {
        for (const float size : {14.0F, 16.0F, 24.0F}) {
            DisplayList list;
            list.add(stage::IconItem{static_cast<stage::Icon>(i), {32, 32}, size, ink(Token::Text)});

            const Image image = print(list);

            const stage::Rect box{32 - size / 2 - 1, 32 - size / 2 - 1, size + 2, size + 2};
            EXPECT_GT(inked(image), size * size / 8) << "icon " << i << " at " << size;
            EXPECT_EQ(inked(image), inked(image, box)) << "icon " << i << " at " << size;
        }
    }
}

TEST(Paint, AHairlineIsOneSharpRowWhereverItLies) {
    for (const float y : {20.0F, 20.3F, 20.5F, 20.9F}) {
        DisplayList list;
        list.add(stage::LineItem{{10, y}, {50, y}, ink(Token::Text)});

        const Image image = print(list);

        EXPECT_EQ(inked(image), 40) << y;
    }
}

TEST(Paint, AHatchStaysInsideOfItsRoundedBox) {
    DisplayList list;
    list.add(stage::HatchItem{{10, 10, 44, 44}, 22, ink(Token::Text)});

    const Image image = print(list);

    EXPECT_GT(inked(image), 300);
    EXPECT_EQ(inked(image, {10, 10, 6, 6}), 0) << "beyond the round corner";
    EXPECT_EQ(inked(image), inked(image, {9, 9, 46, 46}));
}

TEST(Paint, TextKeepsToTheWidthThatWasMeasured) {
    for (int i = 0; i < stage::kFontCount; ++i) {
        const auto font = static_cast<stage::Font>(i);
        const char* const words = "Hill 0.5 s";
        DisplayList list;
        list.add(stage::TextItem{{20, 40}, words, font, ink(Token::Text)});
        const float width = printer().metrics().width(font, words);

        const Image image = print(list, {400, 80});

        EXPECT_GT(inked(image), 40);
        EXPECT_EQ(inked(image), inked(image, {18, 0, width + 4, 80})) << "font " << i;
        EXPECT_GT(inked(image, {20 + width * 0.7F, 0, width * 0.3F, 80}), 0) << "font " << i;
    }
}

TEST(Paint, CapitalsStandInTheMiddleOfTheirLine) {
    for (int i = 0; i < stage::kFontCount; ++i) {
        DisplayList list;
        list.add(stage::TextItem{{20, 40}, "HEH", static_cast<stage::Font>(i), ink(Token::Text)});

        const Image image = print(list, {120, 80});

        int top = 0, bottom = 79;
        while (top < 79 && inked(image, {0, static_cast<float>(top), 120, 1}) == 0) ++top;
        while (bottom > 0 && inked(image, {0, static_cast<float>(bottom), 120, 1}) == 0) --bottom;
        EXPECT_NEAR(static_cast<float>(top + bottom + 1) / 2, 40.0F, 1.01F) << "font " << i;
    }
}

TEST(Paint, SurvivesWhatMakesNoSense) {
    constexpr float kNone = 0, kHuge = 1e7F;
    DisplayList list;
    list.add(stage::BoxItem{{5, 5, kNone, -3}, 9, ink(Token::Text), ink(Token::Text), 1, true, true});
    list.add(
        stage::BoxItem{{-kHuge, -kHuge, 2 * kHuge, 2 * kHuge}, kHuge, ink(Token::Panel), {}, 1, true, false});
    list.add(stage::HatchItem{{-kHuge, 5, 2 * kHuge, 20}, 50, ink(Token::Text), 0, 0});
    list.add(stage::ArcItem{{20, 20}, -5, 0, 9, ink(Token::Text), 4});
    list.add(stage::ArcItem{{20, 20}, 5, 3, 3, ink(Token::Text), 4});
    list.add(stage::ArrowItem{{20, 20}, {20, 20}, ink(Token::Text)});
    list.add(stage::PolyItem{{}, ink(Token::Text)});
    list.add(stage::PolyItem{{{1, 1}}, ink(Token::Text), false});
    list.add(stage::TextItem{{5, 20}, "", stage::Font::Body, ink(Token::Text)});
    list.add(stage::TextItem{
        {5, 20}, "\xff\xc3\n\t\xf0\x9f\x98\x80 \xe2\x82", stage::Font::Caps, ink(Token::Text)});
    list.add(stage::TextItem{
        {5, 20}, std::string(5000, 'x'), stage::Font::Body, ink(Token::Text), stage::Align::Right});
    list.add(stage::BadgeItem{stage::BadgeShape::Diamond, {20, 20}, 0, ink(Token::Text), "", true});
    list.add(stage::BadgeItem{stage::BadgeShape::Hexagon, {20, 20}, 2, ink(Token::Text), "long", false});
    list.add(stage::IconItem{stage::Icon::Moon, {20, 20}, 0.5F, ink(Token::Text)});
    list.add(stage::GlowItem{{20, 20}, 0, ink(Token::Glow)});
    list.add(stage::LineItem{{kNone, kNone}, {kHuge, 3}, ink(Token::Text), 1, stage::Dash::Dotted});
    list.add(stage::ShaderItem{"../ring", {0, 0, 50, 50}, {}, {}, {}, {}});
    list.add(stage::ShaderItem{"ring", {0, 0, 0, 0}, {}, {}, {}, {}});
    list.add(stage::ClipItem{{}, false});
    list.add(stage::ClipItem{{5, 5, 3, 3}, true});

    const Image image = print(list);

    EXPECT_EQ(image.size, (PixelSize{64, 64}));
}

TEST(Paint, RefusesASizeThatNoPictureHas) {
    EXPECT_FALSE(printer().paint({}, {0, 20}, ThemeName::Dark).ok());
    EXPECT_FALSE(printer().paint({}, {20, 1 << 20}, ThemeName::Dark).ok());
}

TEST(Png, SaysWhereItCouldNotWrite) {
    const auto written = paint::write_png(print({}), "/nowhere/at/all.png");

    ASSERT_FALSE(written.ok());
    EXPECT_NE(written.error().message().find("/nowhere/at/all.png"), std::string::npos);
}

TEST(Png, IsWrittenWithItsSize) {
    const std::string path = ::testing::TempDir() + "loopscope_sheet." + std::to_string(getpid()) + ".png";

    const auto written = paint::write_png(print(tests::sheet(), {900, 640}), path);

    ASSERT_TRUE(written.ok()) << written.error().message();
    std::ifstream file(path, std::ios::binary);
    std::string head(24, '\0');
    file.read(head.data(), 24);
    EXPECT_EQ(head.substr(1, 3), "PNG");
    EXPECT_EQ(head.substr(16, 8), std::string("\0\0\x03\x84\0\0\x02\x80", 8));
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace loopscope::app
