#include "app/panels/markdown.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::panels {
namespace {

TEST(Markdown, TellsStrongAndCodeFromTheRest) {
    const auto all = parse_markdown("At `co_await` a task **gives control back**.");

    ASSERT_EQ(all.size(), 1U);
    const std::vector<StyledText> expected{{"At ", WordStyle::Regular},
                                           {"co_await", WordStyle::Code},
                                           {" a task ", WordStyle::Regular},
                                           {"gives control back", WordStyle::Strong},
                                           {".", WordStyle::Regular}};
    EXPECT_EQ(all[0].runs, expected);
}

TEST(Markdown, SplitsParagraphsAndJoinsLines) {
    const auto all = parse_markdown("one\ntwo\n\nthree");

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].runs[0].text, "one two");
    EXPECT_EQ(all[1].runs[0].text, "three");
}

TEST(Markdown, MarksListItems) {
    const auto all = parse_markdown("- a\n- b\n\nend");

    ASSERT_EQ(all.size(), 3U);
    EXPECT_TRUE(all[0].bullet);
    EXPECT_TRUE(all[1].bullet);
    EXPECT_FALSE(all[2].bullet);
}

TEST(Markdown, NothingIsNoParagraph) {
    EXPECT_TRUE(parse_markdown("").empty());
    EXPECT_TRUE(parse_markdown("\n\n").empty());
}

}  // namespace
}  // namespace loopscope::app::panels
