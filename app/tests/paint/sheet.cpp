#include "app/tests/paint/sheet.hpp"

namespace loopscope::app::tests {
namespace {

using namespace stage;

void icons(DisplayList& list) {
    constexpr int kIcons = static_cast<int>(Icon::Stop) + 1;
    for (int i = 0; i < kIcons; ++i) {
        const int row = i / 16;
        const float x = 40 + static_cast<float>(i % 16) * 54, y = 56 + static_cast<float>(row) * 76;
        list.add(IconItem{static_cast<Icon>(i), {x - 10, y}, 24, ink(Token::Text)});
        list.add(IconItem{static_cast<Icon>(i), {x + 14, y - 2}, 16, ink(Token::TextSoft)});
        list.add(IconItem{static_cast<Icon>(i), {x + 14, y + 18}, 14, actor_ink(static_cast<unsigned>(i))});
    }
}

void texts(DisplayList& list) {
    const char* const names[] = {"Body A coroutine keeps the loop busy",
                                 "BodyStrong whoever is ready",
                                 "Label task step",
                                 "LabelStrong fetch(1) runs",
                                 "Small in 72 ms · é ü ß — “µ” ≥",
                                 "SmallStrong slept 38 ms",
                                 "Caps ready queue",
                                 "Heading 0.414 s",
                                 "Title Two tasks",
                                 "Display Loop",
                                 "Code co_await sleep(1.0);",
                                 "CodeStrong",
                                 "CodeSmall resume → A",
                                 "CodeTiny 0.414 now",
                                 "Clock 0.414 s"};
    float y = 200;
    for (int i = 0; i < kFontCount; ++i) {
        list.add(TextItem{{32, y},
                          names[i],
                          static_cast<Font>(i),
                          ink(i % 3 == 0   ? Token::Text
                              : i % 3 == 1 ? Token::TextSoft
                                           : Token::TextFaint),
                          Align::Left});
        y += i >= 7 && i <= 9 ? 34 : 25;
    }
}

void shapes(DisplayList& list) {
    list.add(BoxItem{{380, 190, 120, 44}, 9, actor_ink(0).mixed(0.14F), actor_ink(0), 1, true, true});
    list.add(BoxItem{{515, 190, 120, 44}, 9, actor_ink(1).mixed(0.14F), actor_ink(1), 2, true, true});
    list.add(BoxItem{{650, 190, 120, 44}, 9, {}, ink(Token::TextFaint), 1, false, true, Dash::Dashed});
    list.add(BoxItem{{785, 190, 85, 44}, 22, ink(Token::Accent), {}, 1, true, false});
    list.add(TextItem{{827, 212}, "solid", Font::LabelStrong, ink(Token::OnSolid), Align::Center});
    list.add(HatchItem{{380, 250, 120, 40}, 9, ink(Token::TextFaint)});
    list.add(BoxItem{{380, 250, 120, 40}, 9, {}, ink(Token::TextFaint), 1, false, true});
    list.add(HatchItem{{520, 250, 10, 90}, 5, actor_ink(2)});
    list.add(BoxItem{{520, 250, 10, 90}, 5, {}, actor_ink(2), 1, false, true});
    list.add(LineItem{{560, 250}, {860, 250}, ink(Token::Hairline)});
    list.add(LineItem{{560, 260.4F}, {860, 260.4F}, ink(Token::Line), 2, Dash::Dashed});
    list.add(LineItem{{560, 270}, {860, 270}, ink(Token::TextFaint), 2, Dash::Dotted});
    list.add(LineItem{{560, 300}, {620, 330}, ink(Token::Text), 2, Dash::Solid});
    list.add(LineItem{{640, 300}, {700, 330}, ink(Token::Text), 2, Dash::Dashed});
    list.add(ArrowItem{{380, 360}, {620, 360}, ink(Token::Loop), 2.2F});
    list.add(ArrowItem{{620, 384}, {380, 384}, actor_ink(0), 2, Dash::Dashed});
    list.add(ArrowItem{{660, 340}, {720, 390}, ink(Token::Text), 2, Dash::Solid, false});
    list.add(ArrowItem{{740, 390}, {745, 390}, ink(Token::Text), 2});
    list.add(TextItem{{392, 348}, "resume", Font::LabelStrong, ink(Token::Loop)});
    for (unsigned i = 0; i < 4; ++i) {
        const float x = 400 + static_cast<float>(i) * 50;
        const char letter[] = {static_cast<char>('A' + i), 0};
        list.add(BadgeItem{static_cast<BadgeShape>(i), {x, 425}, 20, actor_ink(i), letter, true});
        list.add(BadgeItem{static_cast<BadgeShape>(i), {x, 460}, 26, actor_ink(i), letter, false});
        list.add(BadgeItem{static_cast<BadgeShape>(i), {x + 22, 425}, 14, actor_ink(i), letter, true});
    }
    list.add(PolyItem{{{760, 300}, {790, 300}, {775, 320}}, ink(Token::Text)});
    list.add(PolyItem{{{800, 320}, {815, 300}, {830, 318}, {850, 302}}, ink(Token::Error), false, 2});
    list.add(DiscItem{{770, 345}, 6, actor_ink(3)});
    list.add(DiscItem{{795, 345}, 6, actor_ink(3), false, 1.6F});
    list.add(GlowItem{{840, 360}, 14, ink(Token::Glow)});
    list.add(ClipItem{{380, 490, 100, 40}, true});
    list.add(BoxItem{{370, 480, 90, 90}, 45, ink(Token::Worker), {}, 1, true, false});
    list.add(ClipItem{{}, false});
    list.add(HotItem{"sheet/hot", {0, 0, 10, 10}, "not drawn"});
}

void ring(DisplayList& list) {
    const Vec2 center{735, 515};
    ShaderItem glow{"ring",
                    {center.x - 118, center.y - 118, 236, 236},
                    {5, 0.5F, 7, 0, 90.0F / 118, 14.0F / 118, 0.24F, 0},
                    ink(Token::Loop),
                    ink(Token::Glow),
                    ink(Token::Track)};
    list.add(glow);
    for (int i = 0; i < 7; ++i) {
        const float from = 6.2832F / 7 * static_cast<float>(i) + 0.12F,
                    to = 6.2832F / 7 * static_cast<float>(i + 1) - 0.12F;
        list.add(ArcItem{center, 90, from, to, i == 5 ? ink(Token::Loop) : ink(Token::Track), 14});
    }
    list.add(GlowItem{{647.5F, 495}, 14, ink(Token::Glow)});
}

}  // namespace

DisplayList sheet() {
    DisplayList list;
    list.bounds = {0, 0, kSheetSize.x, kSheetSize.y};
    list.add(BoxItem{{16, 16, 868, 608}, 12, ink(Token::Panel), ink(Token::Hairline), 1, true, true});
    icons(list);
    texts(list);
    shapes(list);
    ring(list);
    return list;
}

}  // namespace loopscope::app::tests
