#include "app/paint/same.hpp"

#include "app/tests/paint/sheet.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::paint {
namespace {

using namespace stage;

template <class T, class Change>
bool notices(T item, Change change) {
    DisplayList before, after;
    before.add(item);
    change(item);
    after.add(item);
    return same(before, before) && !same(before, after);
}

TEST(SamePicture, IsOneThatWasMadeAgain) {
    EXPECT_TRUE(same(tests::sheet(), tests::sheet()));
}

TEST(SamePicture, NoticesWhatChanged) {
    EXPECT_TRUE(notices(LineItem{}, [](auto& i) { i.b.x = 1; }));
    EXPECT_TRUE(notices(ArrowItem{}, [](auto& i) { i.dash = Dash::Dashed; }));
    EXPECT_TRUE(notices(BoxItem{}, [](auto& i) { i.fill = ink(Token::Loop); }));
    EXPECT_TRUE(notices(HatchItem{}, [](auto& i) { i.box.h = 1; }));
    EXPECT_TRUE(notices(DiscItem{}, [](auto& i) { i.filled = false; }));
    EXPECT_TRUE(notices(ArcItem{}, [](auto& i) { i.to = 1; }));
    EXPECT_TRUE(notices(PolyItem{}, [](auto& i) { i.points.push_back({}); }));
    EXPECT_TRUE(notices(TextItem{}, [](auto& i) { i.text = "x"; }));
    EXPECT_TRUE(notices(IconItem{}, [](auto& i) { i.icon = Icon::Moon; }));
    EXPECT_TRUE(notices(BadgeItem{}, [](auto& i) { i.letter = "B"; }));
    EXPECT_TRUE(notices(GlowItem{}, [](auto& i) { i.center.y = 1; }));
    EXPECT_TRUE(notices(ClipItem{}, [](auto& i) { i.push = false; }));
    EXPECT_TRUE(notices(ShaderItem{}, [](auto& i) { i.values[7] = 1; }));
}

TEST(SamePicture, LooksNotAtWhatCannotBeSeen) {
    DisplayList before, after;
    before.add(HotItem{"a", {}, ""});
    after.add(HotItem{"b", {0, 0, 5, 5}, "tip"});

    EXPECT_TRUE(same(before, after));
}

TEST(SamePicture, NeedsAsManyItems) {
    DisplayList before, after;
    after.add(LineItem{});

    EXPECT_FALSE(same(before, after));
    EXPECT_FALSE(same(after, before));
}

}  // namespace
}  // namespace loopscope::app::paint
