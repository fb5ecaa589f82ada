#include "core/stage/display_list.hpp"

#include <gtest/gtest.h>

namespace loopscope::stage {
namespace {

DisplayList one_of_each() {
    DisplayList list;
    list.add(LineItem{{0, 0}, {10, 0}, ink(Token::Line)});
    list.add(ArrowItem{{0, 1}, {10, 1}, ink(Token::Loop), 2.2F, Dash::Dashed, false});
    list.add(BoxItem{{0, 2, 10, 4}, 3, actor_ink(1).mixed(0.14F), actor_ink(1), 2, true, true});
    list.add(HatchItem{{0, 3, 10, 4}, 2, ink(Token::TextFaint)});
    list.add(DiscItem{{5, 4}, 3, ink(Token::Loop)});
    list.add(ArcItem{{5, 5}, 3, 0, 1.5F, ink(Token::Track)});
    list.add(PolyItem{{{0, 6}, {4, 6}, {2, 9}}, ink(Token::Text)});
    list.add(TextItem{{0, 7}, "say \"hi\"\n", Font::Label, ink(Token::TextSoft).faded(0.5F), Align::Right});
    list.add(IconItem{Icon::Moon, {5, 8}, 16, ink(Token::TextFaint)});
    list.add(BadgeItem{BadgeShape::Diamond, {5, 9}, 20, actor_ink(2), "C", false});
    list.add(GlowItem{{5, 10}, 14, ink(Token::Glow)});
    list.add(ClipItem{{0, 11, 10, 10}, true});
    list.add(HotItem{"slide/row/3", {0, 12, 10, 10}, "Go there"});
    list.add(ShaderItem{"ring", {0, 13, 10, 10}, {1, 2}, {}, {}, {}});
    list.add(ClipItem{{}, false});
    return list;
}

TEST(DisplayList, WritesOneLineAnItem) {
    EXPECT_EQ(to_text(one_of_each()),
              "line 0,0 10,0 line 1\n"
              "arrow 0,1 10,1 loop 2.2 dashed no-dot\n"
              "box [0,2 10x4] 3 fill actor1*0.14 border actor1 2\n"
              "hatch [0,3 10x4] 2 faint\n"
              "disc 5,4 3 loop\n"
              "arc 5,5 3 0 1.5 track 4\n"
              "poly 0,6 4,6 2,9 text\n"
              "text 0,7 label soft@0.5 right \"say \\\"hi\\\"\\n\"\n"
              "icon moon 5,8 16 faint\n"
              "badge diamond \"C\" 5,9 20 actor2 hollow\n"
              "glow 5,10 14 glow\n"
              "clip [0,11 10x10]\n"
              "hot slide/row/3 [0,12 10x10] \"Go there\"\n"
              "shader ring [0,13 10x10] 1 2 0 0 0 0 0 0\n"
              "unclip\n");
}

TEST(DisplayList, RoundsToATenthAndKnowsNoMinusZero) {
    DisplayList list;
    list.add(DiscItem{{1.26F, -0.01F}, 2.04F, ink(Token::Loop)});

    EXPECT_EQ(to_text(list), "disc 1.3,0 2 loop\n");
}

TEST(DisplayList, AddsAnotherMovedAsAWhole) {
    DisplayList here, back;

    here.add(one_of_each(), {100, 50});
    back.add(here, {-100, -50});

    EXPECT_NE(to_text(here), to_text(one_of_each()));
    EXPECT_EQ(to_text(back), to_text(one_of_each()));
}

TEST(DisplayList, MayBeAddedToItself) {
    DisplayList list;
    list.add(DiscItem{{1, 1}, 2, ink(Token::Loop)});

    list.add(list, {10, 0});

    EXPECT_EQ(to_text(list), "disc 1,1 2 loop\ndisc 11,1 2 loop\n");
}

}  // namespace
}  // namespace loopscope::stage
