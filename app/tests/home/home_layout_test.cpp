// The first page at all sizes, with decks of all shapes.
#include "app/home/home_layout.hpp"

#include <algorithm>

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app::home;

namespace {

std::vector<lessons::Lesson> deck(const std::vector<std::string>& chapters) {
    std::vector<lessons::Lesson> lessons;
    for (const std::string& chapter : chapters) {
        lessons::Lesson lesson;
        lesson.id = "lesson-" + std::to_string(lessons.size());
        lesson.chapter = chapter;
        lessons.push_back(std::move(lesson));
    }
    return lessons;
}

const std::vector<std::string> kFour{"A", "A", "A", "B", "B", "B", "B", "C", "C", "C", "D", "D", "D", "D"};

bool meet(stage::Rect a, stage::Rect b) {
    return a.x < b.right() - 0.01F && b.x < a.right() - 0.01F && a.y < b.bottom() - 0.01F &&
           b.y < a.bottom() - 0.01F;
}

std::size_t columns_of(const HomeLayout& layout) {
    std::vector<float> left;
    for (const PlacedCard& card : layout.cards) left.push_back(card.box.x);
    std::ranges::sort(left);
    left.erase(std::unique(left.begin(), left.end()), left.end());
    return left.size();
}

}  // namespace

TEST(HomeLayout, KeepsLessonsOfAChapterTogetherInTheOrderOfFirstAppearance) {
    const auto lessons = deck({"B", "A", "B", "C", "A"});
    const auto chapters = chapters_of(lessons);
    ASSERT_EQ(chapters.size(), 3U);
    EXPECT_EQ(chapters[0].name, "B");
    EXPECT_EQ(chapters[0].lessons, (std::vector<std::size_t>{0, 2}));
    EXPECT_EQ(chapters[1].lessons, (std::vector<std::size_t>{1, 4}));
    EXPECT_EQ(chapters[2].lessons, (std::vector<std::size_t>{3}));
}

TEST(HomeLayout, HasFourThenThreeThenTwoColumns) {
    const auto lessons = deck(kFour);
    EXPECT_EQ(columns_of(lay_out(lessons, {1600, 900})), 4U);
    EXPECT_EQ(columns_of(lay_out(lessons, {1920, 1080})), 4U);
    EXPECT_EQ(columns_of(lay_out(lessons, {1280, 720})), 3U);

    EXPECT_EQ(columns_of(lay_out(lessons, {640, 480})), 2U);
    EXPECT_EQ(columns_of(lay_out(lessons, {320, 240})), 1U);
}

TEST(HomeLayout, NothingLiesOnAnythingElse) {
    std::vector<std::string> many;
    for (int i = 0; i < 60; ++i) many.push_back("chapter " + std::to_string(i % 9));
    for (const auto& chapters :
         {kFour, std::vector<std::string>{}, std::vector<std::string>{""}, std::vector<std::string>(11, ""),
          std::vector<std::string>{"A", "A", "A", "A", "A", "B"}, many}) {
        const auto lessons = deck(chapters);
        for (const stage::Vec2 window : {stage::Vec2{1600, 900},
                                         {1280, 720},
                                         {1920, 1080},
                                         {1067, 600},
                                         {800, 1200},
                                         {640, 360},
                                         {320, 240},
                                         {120, 60},
                                         {3840, 2160}}) {
            const HomeLayout layout = lay_out(lessons, window);
            for (std::size_t i = 0; i < layout.cards.size(); ++i) {
                const stage::Rect box = layout.cards[i].box;
                EXPECT_GE(box.x, layout.page.x - 0.01F);
                EXPECT_LE(box.right(), layout.page.right() + 0.01F);
                for (std::size_t j = i + 1; j < layout.cards.size(); ++j)
                    EXPECT_FALSE(meet(box, layout.cards[j].box)) << i << " and " << j;
                for (const PlacedChapter& chapter : layout.chapters) EXPECT_FALSE(meet(box, chapter.heading));
                if (layout.side.w > 0) {
                    EXPECT_FALSE(meet(box, layout.side));
                }
            }
            if (layout.page.w >= 40) {
                EXPECT_EQ(layout.cards.size(), lessons.size());
            }
            EXPECT_FALSE(meet(layout.title, layout.summary));
            EXPECT_FALSE(meet(layout.title, layout.page));
        }
    }
}

TEST(HomeLayout, SpreadsASingleChapterOverAllColumns) {
    EXPECT_EQ(columns_of(lay_out(deck(std::vector<std::string>(8, "")), {1600, 900})), 4U);
    EXPECT_EQ(columns_of(lay_out(deck({"A", "A", "A", "B", "B"}), {1600, 900})), 4U);
}

TEST(HomeLayout, ArrowsReachEveryLessonAndComeBack) {
    const auto lessons = deck(kFour);
    for (const stage::Vec2 window : {stage::Vec2{1600, 900}, {1280, 720}, {640, 480}}) {
        const HomeLayout layout = lay_out(lessons, window);
        std::vector<bool> seen(lessons.size());
        std::vector<std::size_t> todo{0};
        while (!todo.empty()) {
            const std::size_t at = todo.back();
            todo.pop_back();
            if (seen[at]) continue;
            seen[at] = true;
            for (const Direction d : {Direction::Left, Direction::Right, Direction::Up, Direction::Down})
                todo.push_back(*neighbour(layout, at, d));
        }
        EXPECT_EQ(std::ranges::count(seen, true), static_cast<std::ptrdiff_t>(lessons.size()));
    }
    EXPECT_EQ(neighbour(lay_out(lessons, {1600, 900}), 0, Direction::Right), 3U);
    EXPECT_EQ(neighbour(lay_out(lessons, {1600, 900}), 0, Direction::Down), 1U);
    EXPECT_EQ(neighbour(lay_out(lessons, {1600, 900}), 0, Direction::Up), 0U);
}

TEST(HomeLayout, WithoutLessonsThereIsNowhereToGo) {
    EXPECT_EQ(neighbour(lay_out({}, {1600, 900}), 0, Direction::Down), std::nullopt);
    EXPECT_EQ(scroll_to(lay_out({}, {1600, 900}), 3, 50), 0);
}

TEST(HomeLayout, ScrollsUntilTheChosenCardIsInSight) {
    const auto lessons = deck(kFour);
    const HomeLayout layout = lay_out(lessons, {1280, 500});
    ASSERT_GT(layout.most_scroll, 0);
    float scroll = 0;
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        scroll = scroll_to(layout, i, scroll);
        const auto card = std::ranges::find(layout.cards, i, &PlacedCard::lesson);
        EXPECT_GE(card->box.y - scroll, layout.page.y - 0.01F);
        EXPECT_LE(card->box.bottom() - scroll, layout.window.h + 0.01F);
    }
    EXPECT_EQ(scroll_to(layout, 0, scroll), 0);
}
