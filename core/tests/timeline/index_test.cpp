// The parts of the index against lists that are gone through from end to end.
#include "core/timeline/links.hpp"
#include "core/timeline/marks.hpp"
#include "core/timeline/spans.hpp"
#include "core/timeline/timers.hpp"

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::timeline {
namespace {

struct Life {
    Place begin = 0, end = kNever;
};

TEST(Spans, TellWhatThereWasAtAnyPosition) {
    std::mt19937 random(1);
    Spans spans;
    std::vector<Life> lives;
    std::vector<std::uint32_t> open;
    constexpr Place kEnd = 20'000;
    for (Place at = 1; at < kEnd; ++at) {
        // In waves, so that whole groups are over while others go on.
        const bool begins = open.empty() || random() % 100 < (at / 3000 % 2 == 0 ? 70U : 30U);
        if (begins) {
            ASSERT_EQ(spans.begin(at), lives.size());
            open.push_back(static_cast<std::uint32_t>(lives.size()));
            lives.push_back({at});
        } else {
            const std::size_t which = random() % 5 == 0 ? random() % open.size() : 0;
            spans.end(open[which], at);
            lives[open[which]].end = at;
            open.erase(open.begin() + static_cast<std::ptrdiff_t>(which));
        }
    }
    for (Place at = 0; at < kEnd + 100; at += 173) {
        std::vector<std::uint32_t> expected, found;
        for (std::uint32_t i = 0; i < lives.size(); ++i) {
            if (lives[i].begin <= at && at < lives[i].end) expected.push_back(i);
        }
        for (std::uint32_t i = spans.next(0, at); i < spans.size(); i = spans.next(i + 1, at))
            found.push_back(i);
        ASSERT_EQ(found, expected) << at;
        ASSERT_EQ(spans.count(at), expected.size()) << at;
        ASSERT_EQ(spans.last(at), expected.empty() ? spans.size() : expected.back()) << at;
    }
}

TEST(Links, FindTheLastOneBeforeAnyPosition) {
    std::mt19937 random(2);
    Links links;
    std::vector<Chain> chains(5);
    std::vector<std::vector<Place>> places(chains.size());
    for (Place at = 1; at < 30'000; ++at) {
        // The first of them has most, the last hardly any.
        std::size_t which = 0;
        while (which + 1 < chains.size() && random() % 8 == 0) ++which;
        links.add(chains[which], at);
        places[which].push_back(at);
    }
    for (std::size_t i = 0; i < chains.size(); ++i) {
        for (Place at = 0; at < 30'000; at += 97) {
            auto next = std::upper_bound(places[i].begin(), places[i].end(), at);
            std::uint32_t link = links.find(chains[i], at);
            for (int back = 0; back < 12 && next != places[i].begin(); ++back) {
                ASSERT_NE(link, kNoLink);
                ASSERT_EQ(links.place(link), *--next);
                link = links.before(link);
            }
            ASSERT_EQ(link == kNoLink, next == places[i].begin());
        }
    }
    EXPECT_EQ(links.find(Chain{}, 99), kNoLink);
}

TEST(Marks, AreCountedAndFoundBothWays) {
    std::mt19937 random(3);
    Marks marks;
    std::vector<std::size_t> turns;
    for (std::size_t position = 1; position <= 20'000; ++position) {
        // A long stretch without any.
        const bool turn = (position < 5000 || position > 15'000) && random() % 9 == 0;
        marks.add({.kind = turn ? trace::Kind::TurnBegin : trace::Kind::PhaseBegin});
        if (turn) turns.push_back(position);
    }
    constexpr auto kTurn = trace::Granularity::Turn;
    for (std::size_t position = 0; position <= 20'000; position += 7) {
        const auto after = std::upper_bound(turns.begin(), turns.end(), position);
        const auto at = std::lower_bound(turns.begin(), turns.end(), position);
        ASSERT_EQ(marks.count(kTurn, position), static_cast<std::size_t>(after - turns.begin()));
        ASSERT_EQ(marks.next(kTurn, position), after == turns.end() ? 0 : *after);
        ASSERT_EQ(marks.previous(kTurn, position), at == turns.begin() ? 0 : *std::prev(at));
    }
    EXPECT_EQ(marks.count(kTurn), turns.size());
    EXPECT_EQ(marks.last(kTurn), turns.back());
    EXPECT_EQ(marks.nth(kTurn, 10), turns[10]);
    EXPECT_EQ(marks.nth(kTurn, turns.size()), 0U);
    EXPECT_EQ(marks.count(trace::Granularity::TaskStep), 0U);
}

TEST(Timers, ComeInOrderOfTheirDeadlinesAtAnyPosition) {
    std::mt19937 random(4);
    Timers timers;
    std::vector<Timer> all;
    std::vector<Life> lives;
    std::vector<std::uint32_t> armed;
    constexpr Place kEnd = 8000;
    for (Place at = 1; at < kEnd; ++at) {
        if (armed.size() < 100 || random() % 2 == 0) {
            // Many of one deadline, and some far ahead.
            const std::int64_t deadline = at / 50 * 50 + random() % 10 * 1000;
            const Timer timer{static_cast<ObjectId>(all.size() + 1), 1, deadline, at};
            armed.push_back(timers.add(timer, at));
            all.push_back(timer);
            lives.push_back({at});
        } else {
            const std::size_t which = random() % armed.size();
            timers.remove(armed[which], at);
            lives[armed[which]].end = at;
            armed.erase(armed.begin() + static_cast<std::ptrdiff_t>(which));
        }
    }
    for (Place at = 0; at < kEnd + 10; at += 131) {
        std::vector<Timer> expected;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (lives[i].begin <= at && at < lives[i].end) expected.push_back(all[i]);
        }
        std::ranges::sort(expected, {}, [](const Timer& t) { return std::tuple(t.deadline, t.id); });
        const Few<Timer> first = timers.first(at, 20);
        ASSERT_EQ(first.size(), expected.size());
        expected.resize(std::min<std::size_t>(expected.size(), 20));
        ASSERT_EQ(first.first, expected) << at;
    }
    std::size_t removed = 0;
    timers.remove_all(kEnd, [&](ObjectId) { ++removed; });
    EXPECT_EQ(removed, armed.size());
    EXPECT_EQ(timers.count(kEnd), 0U);
}

}  // namespace
}  // namespace loopscope::timeline
