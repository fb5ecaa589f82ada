#include "app/panels/text_flow.hpp"

#include "app/tests/support/fixed_metrics.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::panels {
namespace {

class TextFlowTest : public ::testing::Test {
protected:
    float set(std::vector<StyledText> runs, float width, float height) {
        list.items.clear();
        slides::Pen pen(list, metrics);
        return flow(pen, runs, {0, 0, width, height}, style);
    }
    [[nodiscard]] std::vector<stage::TextItem> texts() const {
        std::vector<stage::TextItem> result;
        for (const auto& item : list.items) {
            if (const auto* text = std::get_if<stage::TextItem>(&item)) result.push_back(*text);
        }
        return result;
    }

    test::FixedMetrics metrics;
    FlowStyle style;
    stage::DisplayList list;
};

TEST_F(TextFlowTest, WordsOfOneStyleOnOneLineAreOneText) {
    set({{"one two three", WordStyle::Regular}}, 1000, 100);

    ASSERT_EQ(texts().size(), 1U);
    EXPECT_EQ(texts()[0].text, "one two three");
}

TEST_F(TextFlowTest, WrapsAtSpacesAndNeverBeyondTheWidth) {
    const float height = set({{"a task gives control back at every await", WordStyle::Regular}}, 120, 1000);

    EXPECT_GT(texts().size(), 2U);
    EXPECT_EQ(height,
              flow_height(metrics, std::vector<StyledText>{{"a task gives control back at every await"}}, 120,
                          style));
    for (const auto& text : texts()) EXPECT_LE(text.at.x + metrics.width(text.font, text.text), 120.5F);
}

TEST_F(TextFlowTest, ANumberAndItsUnitAreNeverParted) {
    const std::vector<StyledText> said{
        {"After 1.000 s (or 38 ms, or 5 µs) the loop is at 97 %.", WordStyle::Regular}};
    for (float width = 80; width < 600; width += 3) {
        set(said, width, 1000);
        for (const auto& text : texts()) {
            EXPECT_FALSE(text.text.back() >= '0' && text.text.back() <= '9') << width << ": " << text.text;
            EXPECT_LE(text.at.x + metrics.width(text.font, text.text), width + 0.5F) << text.text;
        }
    }
}

TEST_F(TextFlowTest, ANumberBeforeAnyOtherWordMayEndALine) {
    const float width = metrics.width(style.regular, "there are 12") + 1;
    set({{"there are 12 tasks", WordStyle::Regular}}, width, 1000);

    ASSERT_EQ(texts().size(), 2U);
    EXPECT_EQ(texts()[0].text, "there are 12");
}

TEST_F(TextFlowTest, EndsWithAnEllipsisWhereThereIsMoreToSay) {
    set({{"a task gives control back at every await", WordStyle::Regular}}, 120, 60);

    ASSERT_EQ(texts().size(), 2U);
    EXPECT_TRUE(texts().back().text.ends_with("…"));
}

TEST_F(TextFlowTest, AFullStopStaysWithTheCodeBeforeIt) {
    const float chip = metrics.width(style.code, "co_await") + 10;
    set({{"co_await", WordStyle::Code}, {".", WordStyle::Regular}}, chip + 1, 100);

    ASSERT_EQ(texts().size(), 2U);
    EXPECT_NEAR(texts()[0].at.y, texts()[1].at.y, 1.5F);
}

TEST_F(TextFlowTest, AWordThatIsTooLongIsCut) {
    set({{std::string(400, 'm'), WordStyle::Regular}}, 100, 100);

    ASSERT_EQ(texts().size(), 1U);
    EXPECT_LE(metrics.width(texts()[0].font, texts()[0].text), 110);
}

TEST_F(TextFlowTest, NothingInNoRoom) {
    EXPECT_EQ(set({{"words", WordStyle::Regular}}, 100, 0), 0);
    EXPECT_EQ(set({}, 100, 100), 0);
    set({{"words", WordStyle::Code}}, 0, 100);
}

}  // namespace
}  // namespace loopscope::app::panels
