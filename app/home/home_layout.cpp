#include "app/home/home_layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loopscope::app::home {
namespace {

using stage::Rect;

constexpr float kTop = 52, kGap = 18, kCardGap = 16, kLeastCard = 236, kMostCard = 460;
constexpr float kCard = 158, kHeading = 46, kBetweenBands = 22;
constexpr std::size_t kMostColumns = 4;

// What is above the page: one line of title and one below it, the sum of progress at the right where there is
// room.
void header(HomeLayout& out, float margin, float right) {
    const bool low = out.window.h < 560;
    const float y = kTop + (low ? 2.0F : 14.0F), h = low ? 62.0F : 76.0F;
    const float width = right - margin;
    const float summary = std::min(292.0F, width * 0.42F);
    if (width >= 620) {
        out.summary = {right - summary, y, summary, h};
        out.title = {margin, y, width - summary - 24, h};
    } else {
        out.title = {margin, y, width, h};
    }
}

// One row of chapters side by side, each with a few columns for its cards. Returns how far down it reaches.
float band(HomeLayout& out, const std::vector<Chapter>& chapters, std::size_t from, std::size_t to,
           std::size_t columns, Rect area, float heading) {
    const std::size_t count = to - from;
    const std::size_t span = std::max<std::size_t>(1, columns / count);
    const std::size_t across = std::max(columns, count * span);
    const auto n = static_cast<float>(across);
    const float card = std::min(kMostCard, (area.w - kGap * (n - 1)) / n);
    float bottom = area.y;
    for (std::size_t c = from; c < to; ++c) {
        const float x = area.x + static_cast<float>((c - from) * span) * (card + kGap);
        const float width = static_cast<float>(span) * (card + kGap) - kGap;
        out.chapters.push_back({c, {x, area.y, width, heading}});
        const auto& lessons = chapters[c].lessons;
        for (std::size_t i = 0; i < lessons.size(); ++i) {
            const Rect box{x + static_cast<float>(i % span) * (card + kGap),
                           area.y + heading + static_cast<float>(i / span) * (kCard + kCardGap), card, kCard};
            out.cards.push_back({lessons[i], box});
            bottom = std::max(bottom, box.bottom());
        }
    }
    return bottom;
}

}  // namespace

std::vector<Chapter> chapters_of(std::span<const lessons::Lesson> lessons) {
    std::vector<Chapter> chapters;
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        const std::string& name = lessons[i].chapter;
        auto it = std::ranges::find(chapters, name, &Chapter::name);
        if (it == chapters.end()) it = chapters.insert(it, {name, {}});
        it->lessons.push_back(i);
    }
    return chapters;
}

HomeLayout lay_out(std::span<const lessons::Lesson> lessons, stage::Vec2 window) {
    HomeLayout out;
    out.window = {0, 0, window.x, window.y};
    const float margin = window.x < 760 ? 12 : 24;
    out.top = {margin - 8, 0, window.x - 2 * margin + 16, kTop};
    float right = window.x - margin;
    if (window.x >= 1120 && window.y >= 420) {
        constexpr float kSide = 300;
        out.side = {right - kSide, kTop + 16, kSide, window.y - kTop - 16 - 24};
        right -= kSide + 26;
    }
    header(out, margin, right);
    const float top = out.title.bottom() + 4;
    out.page = {margin, top, std::max(0.0F, right - margin), std::max(0.0F, window.y - top)};

    const std::vector<Chapter> chapters = chapters_of(lessons);
    if (chapters.empty() || out.page.w < 40) return out;
    const auto fitting = static_cast<std::size_t>(std::max(1.0F, (out.page.w + kGap) / (kLeastCard + kGap)));
    const std::size_t columns = std::min(fitting, kMostColumns);
    const bool named = std::ranges::any_of(chapters, [](const Chapter& c) { return !c.name.empty(); });
    const float heading = named ? kHeading : 10;
    float y = top;
    for (std::size_t from = 0; from < chapters.size(); from += columns) {
        const std::size_t to = std::min(from + columns, chapters.size());
        if (from > 0) y += kBetweenBands;
        // Where chapters do not fill the row, their cards are spread over what is free.
        const std::size_t across =
            to - from < columns && from == 0 ? (columns / (to - from)) * (to - from) : columns;
        y = band(out, chapters, from, to, across, {out.page.x, y, out.page.w, 0}, heading);
    }
    out.most_scroll = std::max(0.0F, y + 24 - window.y);
    return out;
}

std::optional<std::size_t> neighbour(const HomeLayout& layout, std::size_t from, Direction direction) {
    if (layout.cards.empty()) return std::nullopt;
    const auto here = std::ranges::find(layout.cards, from, &PlacedCard::lesson);
    if (here == layout.cards.end()) return layout.cards.front().lesson;
    const stage::Vec2 at = here->box.center();
    std::size_t best = from;
    float least = std::numeric_limits<float>::max();
    for (const PlacedCard& card : layout.cards) {
        const stage::Vec2 way = card.box.center() - at;
        float along = 0, aside = 0;
        switch (direction) {
            case Direction::Left: along = -way.x, aside = way.y; break;
            case Direction::Right: along = way.x, aside = way.y; break;
            case Direction::Up: along = -way.y, aside = way.x; break;
            case Direction::Down: along = way.y, aside = way.x; break;
        }
        if (along < 1) continue;
        // Straight on is nearer than anything aside.
        const float far = along + 3 * std::abs(aside);
        if (far < least) {
            least = far;
            best = card.lesson;
        }
    }
    return best;
}

float scroll_to(const HomeLayout& layout, std::size_t lesson, float scroll) {
    const auto card = std::ranges::find(layout.cards, lesson, &PlacedCard::lesson);
    if (card != layout.cards.end()) {
        constexpr float kAbove = kHeading + 6, kBelow = 24;
        scroll = std::max(scroll, card->box.bottom() + kBelow - layout.window.h);
        scroll = std::min(scroll, std::max(0.0F, card->box.y - layout.page.y - kAbove));
    }
    return std::clamp(scroll, 0.0F, layout.most_scroll);
}

}  // namespace loopscope::app::home
