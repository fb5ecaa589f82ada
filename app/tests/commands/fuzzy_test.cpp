#include "app/commands/fuzzy.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::commands {
namespace {

int score(std::string_view typed, std::string_view label) {
    const auto result = fit(typed, label);
    return result ? result->score : -1;
}

TEST(Fuzzy, AnEmptyTextFitsEverythingAlike) {
    EXPECT_EQ(score("", "Play or pause"), 0);
    EXPECT_EQ(score("   ", "Help"), 0);
}

TEST(Fuzzy, LettersMustComeInOrder) {
    EXPECT_GE(score("ppa", "Play or pause"), 0);
    EXPECT_EQ(score("yalp", "Play or pause"), -1);
    EXPECT_EQ(score("playx", "Play or pause"), -1);
}

TEST(Fuzzy, CaseDoesNotMatter) {
    EXPECT_EQ(score("PLAY", "Play or pause"), score("play", "play or pause"));
}

TEST(Fuzzy, WordsMayComeInAnyOrder) {
    EXPECT_GE(score("pause play", "Play or pause"), 0);
}

TEST(Fuzzy, StartsOfWordsAndRunsOfLettersWin) {
    EXPECT_GT(score("full", "Full screen"), score("full", "Useful labels"));
    EXPECT_GT(score("st", "One step back"), score("st", "Fast"));
}

TEST(Fuzzy, TellsWhichLettersWereHit) {
    const auto result = fit("ps", "Play or pause");

    ASSERT_TRUE(result.has_value());
    ASSERT_EQ(result->places.size(), 2U);
    EXPECT_LT(result->places[0], result->places[1]);
}

TEST(Fuzzy, CopesWithLongAndStrangeText) {
    EXPECT_EQ(score(std::string(5000, 'x'), "Help"), -1);
    EXPECT_EQ(score("\xC3\xA4", "Help"), -1);
    EXPECT_EQ(score("a", ""), -1);
}

}  // namespace
}  // namespace loopscope::app::commands
