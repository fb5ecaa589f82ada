#include "core/stage/theme.hpp"

#include <gtest/gtest.h>

namespace loopscope::stage {
namespace {

constexpr ThemeName kThemes[] = {ThemeName::Dark, ThemeName::Light};

// Everything that a text may be written in.
std::vector<Ink> writing_inks() {
    std::vector<Ink> inks;
    for (const Token token : {Token::Text, Token::TextSoft, Token::TextFaint, Token::Loop, Token::Worker,
                              Token::Error, Token::Accent}) {
        inks.push_back(ink(token));
    }
    for (unsigned hue = 0; hue < kHueCount; ++hue) inks.push_back(actor_ink(hue));
    return inks;
}

TEST(Theme, EveryInkThatTextIsWrittenInStandsOutOnPanels) {
    for (const ThemeName name : kThemes) {
        const Theme& theme = Theme::get(name);
        for (const Ink& writing : writing_inks()) {
            EXPECT_GE(contrast(theme.color(writing), theme.color(ink(Token::Panel))), 4.5)
                << "token " << static_cast<int>(writing.token) << " hue " << int{writing.actor} << " dark "
                << theme.dark();
        }
    }
}

TEST(Theme, GreysOfTextStandOutOnEverySurface) {
    for (const ThemeName name : kThemes) {
        const Theme& theme = Theme::get(name);
        for (const Token text : {Token::Text, Token::TextSoft, Token::TextFaint}) {
            for (const Token ground : {Token::Background, Token::Panel, Token::Raised, Token::Code}) {
                EXPECT_GE(contrast(theme.color(ink(text)), theme.color(ink(ground))), 4.5)
                    << "text " << static_cast<int>(text) << " ground " << static_cast<int>(ground) << " dark "
                    << theme.dark();
            }
        }
    }
}

TEST(Theme, HuesKeepTheirContrastOnALightFillOfTheSameHue) {
    for (const ThemeName name : kThemes) {
        const Theme& theme = Theme::get(name);
        for (const Ink& writing : writing_inks()) {
            if (writing.token == Token::TextFaint) continue;
            EXPECT_GE(contrast(theme.color(ink(Token::Text)), theme.color(writing.mixed(0.14F))), 7.0)
                << "hue of token " << static_cast<int>(writing.token) << " dark " << theme.dark();
        }
    }
}

TEST(Theme, TheListingIsReadableOnItsGround) {
    for (const ThemeName name : kThemes) {
        const Theme& theme = Theme::get(name);
        for (const Token token :
             {Token::Keyword, Token::Type, Token::Function, Token::String, Token::Number, Token::Comment}) {
            EXPECT_GE(contrast(theme.color(ink(token)), theme.color(ink(Token::Code))), 4.5)
                << "token " << static_cast<int>(token) << " dark " << theme.dark();
        }
    }
}

TEST(Theme, TextOnSolidFillsIsReadable) {
    for (const ThemeName name : kThemes) {
        const Theme& theme = Theme::get(name);
        std::vector<Ink> fills = {ink(Token::Accent), ink(Token::Loop), ink(Token::Worker),
                                  ink(Token::Error)};
        for (unsigned hue = 0; hue < kHueCount; ++hue) fills.push_back(actor_ink(hue));
        for (const Ink& fill : fills) {
            EXPECT_GE(contrast(theme.color(ink(Token::OnSolid)), theme.color(fill)), 4.5)
                << "token " << static_cast<int>(fill.token) << " hue " << int{fill.actor} << " dark "
                << theme.dark();
        }
    }
}

TEST(Theme, TheTokenOrItsRimStandsOut) {
    for (const ThemeName name : kThemes) {
        const Theme& theme = Theme::get(name);
        const Rgba rim = theme.color(ink(theme.dark() ? Token::Background : Token::Text));
        const Rgba panel = theme.color(ink(Token::Panel)), core = theme.color(ink(Token::Glow));
        EXPECT_GE(std::max(contrast(core, panel), contrast(rim, panel)), 3.0);
        EXPECT_GE(contrast(core, rim), 3.0);
    }
}

TEST(Theme, StrengthMixesOpaquelyIntoThePanel) {
    const Theme& theme = Theme::get(ThemeName::Dark);
    const Ink loop = ink(Token::Loop);

    EXPECT_EQ(theme.color(loop.mixed(0)), theme.color(ink(Token::Panel)));
    EXPECT_EQ(theme.color(loop.mixed(1)), theme.color(loop));
    EXPECT_EQ(theme.color(loop.mixed(0.5F)).a, 1.0F);
    EXPECT_EQ(theme.color(loop.faded(0.25F)).a, 0.25F);
}

TEST(Theme, ContrastOfBlackAndWhiteIsTwentyOne) {
    EXPECT_NEAR(contrast({0, 0, 0, 1}, {1, 1, 1, 1}), 21.0, 1e-6);
    EXPECT_NEAR(contrast({0.5F, 0.5F, 0.5F, 1}, {0.5F, 0.5F, 0.5F, 1}), 1.0, 1e-6);
}

}  // namespace
}  // namespace loopscope::stage
