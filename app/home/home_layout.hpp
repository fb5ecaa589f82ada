// Where everything on the first page is: pure geometry, so that keys and pictures agree.
#pragma once

#include "core/lessons/lesson.hpp"
#include "core/stage/display_list.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace loopscope::app::home {

struct Chapter {
    // May be empty.
    std::string name;
    std::vector<std::size_t> lessons;
};
// In the order in which they appear first; lessons of the same chapter stand together.
std::vector<Chapter> chapters_of(std::span<const lessons::Lesson> lessons);

struct PlacedChapter {
    // Index in chapters_of().
    std::size_t chapter = 0;
    // Without height where no chapter has a name.
    stage::Rect heading;
};
struct PlacedCard {
    std::size_t lesson = 0;
    stage::Rect box;
};

// A rectangle without width is not shown. What lies in `page` is scrolled: headings and cards are given as
// they are at scroll 0.
struct HomeLayout {
    stage::Rect window, top, title, summary, page, side;
    std::vector<PlacedChapter> chapters;
    std::vector<PlacedCard> cards;
    float most_scroll = 0;
};
HomeLayout lay_out(std::span<const lessons::Lesson> lessons, stage::Vec2 window);

enum class Direction : std::uint8_t { Left, Right, Up, Down };
// The lesson whose card is next to that of `from` in a direction; `from` itself where there is none. Nothing
// where there are no lessons.
std::optional<std::size_t> neighbour(const HomeLayout& layout, std::size_t from, Direction direction);
// How far to scroll from `scroll` so that the card of this lesson is in sight.
float scroll_to(const HomeLayout& layout, std::size_t lesson, float scroll);

}  // namespace loopscope::app::home
