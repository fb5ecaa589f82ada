// Reading a part of a run says the same as reading all of it.
#include "core/slides/loop/bars_in_view.hpp"
#include "core/slides/loop/rows.hpp"
#include "core/tests/slides/scripts.hpp"
#include "core/tests/support/random_script.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::Script;

constexpr std::size_t kCrowd = 6000;

// All fall asleep at once and are due at once: rows of many thousand events. Between them the loop turns in
// vain for as long, which is worth no row at all.
Script crowd() {
    Script s;
    s.run_begin("crowd").thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId main = s.task("main", 1);
    s.turn().step(main);
    std::vector<trace::TaskId> tasks;
    for (std::size_t i = 0; i < kCrowd; ++i) tasks.push_back(s.task("sleeper", 2));
    s.suspend(main, trace::Wait::Tasks, 3, static_cast<std::int64_t>(kCrowd));
    std::vector<trace::ObjectId> timers;
    s.turn();
    for (const trace::TaskId task : tasks) {
        s.step(task);
        timers.push_back(s.sleep(task, 1000, 4));
    }
    for (std::size_t i = 0; i < kCrowd; ++i) s.turn().look();
    s.turn().nap(1000).turn().phase(trace::Phase::Timers);
    // As one loop does it: first all that are due, then all that are ready by it.
    for (const trace::ObjectId timer : timers) s.due(timer);
    for (const trace::TaskId task : tasks) s.step(task).output(task, "awake", 5).end(task);
    s.ready(main, trace::Cause::TaskDone, tasks.back()).turn().step(main).end(main);
    s.loop_end().thread_end().run_end();
    return s;
}

std::vector<Script> all_runs() {
    std::vector<Script> all{test::named_script("async"),
                            test::named_script("sync"),
                            test::named_script("threads"),
                            test::named_script("mistake"),
                            test::named_script("trouble"),
                            test::named_script("many"),
                            crowd()};
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        test::RandomWork work;
        work.seed = seed;
        work.events = 9000;
        work.tasks = seed == 1 ? 150 : 12;
        work.tasks_end = seed != 3;
        all.push_back(test::random_script(work));
    }
    return all;
}

LaneLayout all_lanes(const LoopRows& rows) {
    LaneLayout lanes;
    lanes.count = rows.lanes();
    lanes.first_x = 10;
    lanes.first_gap = lanes.gap = 10;
    lanes.width = 10 * static_cast<float>(rows.lanes()) + 100;
    lanes.pinned = true;
    return lanes;
}

TEST(LoopRows, AreTheSameWhereverReadingBegins) {
    for (const Script& script : all_runs()) {
        const timeline::Timeline run = script.timeline();
        for (const bool true_time : {false, true}) {
            LoopRows whole;
            whole.follow(run, true_time);
            const auto all = whole.window(0, whole.size());
            ASSERT_EQ(all->rows.size(), whole.size());
            std::mt19937 random(3);
            LoopRows rows;
            rows.follow(run, true_time);
            for (int i = 0; i < 60; ++i) {
                const std::size_t from = random() % rows.size(), count = random() % 60 + 1;
                const auto part = rows.window(from, from + count);
                for (std::size_t r = from; r < std::min(from + count, rows.size()); ++r) {
                    Row is = (*part)[r], was = (*all)[r];
                    ASSERT_NEAR(is.y, was.y, 1e-6 * std::max(1.0, was.y)) << r;
                    is.y = was.y;
                    ASSERT_EQ(is, was) << r;
                    ASSERT_EQ(rows.row(r).first, was.first);
                    ASSERT_EQ(rows.row_below(was.y - 0.01), r);
                }
            }
        }
    }
}

TEST(LoopRows, KnowWhichOneHasBegunAndHowMuchOfItHasHappened) {
    for (const Script& script : all_runs()) {
        const timeline::Timeline run = script.timeline();
        LoopRows rows;
        rows.follow(run);
        const auto all = rows.window(0, rows.size());
        std::mt19937 random(4);
        for (int i = 0; i < 200; ++i) {
            const std::size_t position = random() % (run.size() + 1);
            const auto behind = std::upper_bound(all->rows.begin(), all->rows.end(), position,
                                                 [](std::size_t p, const Row& row) { return p < row.first; });
            const auto begun = static_cast<std::size_t>(behind - all->rows.begin());
            ASSERT_EQ(rows.row_at(position), begun == 0 ? kNoRow : begun - 1) << position;
            if (begun == 0) continue;
            const Row row = rows.row(begun - 1);
            const std::size_t end = std::min(position, row.last);
            std::uint32_t counted = 0;
            for (std::size_t at = row.first - 1; at < end; ++at) counted += run[at].kind == row.what;
            if (row.kind == RowKind::Mark) {
                ASSERT_EQ(rows.count_at(row, position), std::min(counted, row.count));
            }
        }
    }
}

TEST(LoopRows, BarsAreTheSameWhereverReadingBegins) {
    for (const Script& script : all_runs()) {
        const timeline::Timeline run = script.timeline();
        LoopRows rows;
        rows.follow(run);
        const LaneLayout lanes = all_lanes(rows);
        const auto all = rows.window(0, rows.size());
        const BarsInView whole(rows, run, *all, lanes, 0, rows.size());
        std::mt19937 random(5);
        for (int i = 0; i < 12; ++i) {
            const std::size_t from = random() % rows.size();
            const std::size_t to = std::min(from + random() % 40 + 1, rows.size());
            LoopRows fresh;
            fresh.follow(run);
            const auto part = fresh.window(from, to);
            const BarsInView bars(fresh, run, *part, lanes, from, to);
            for (std::size_t lane = 0; lane < lanes.count; ++lane) {
                std::vector<ViewBar> expected;
                for (ViewBar bar : whole.of(lane)) {
                    if (bar.from_row >= to || (bar.to_row != kNoRow && bar.to_row < from)) continue;
                    if (bar.to != kNoRow && bar.to > part->end) bar.to = kBelow;
                    expected.push_back(bar);
                }
                const std::vector<ViewBar>& is = bars.of(lane);
                ASSERT_EQ(is.size(), expected.size()) << "lane " << lane << ", rows " << from << " to " << to;
                for (std::size_t b = 0; b < is.size(); ++b) {
                    ASSERT_EQ(is[b].from, expected[b].from);
                    ASSERT_EQ(is[b].to, expected[b].to);
                    ASSERT_EQ(is[b].kind, expected[b].kind);
                    ASSERT_EQ(is[b].begin, expected[b].begin);
                    ASSERT_EQ(is[b].from_row, std::max(expected[b].from_row, part->first));
                    if (is[b].to != kNoRow && is[b].to != kBelow) {
                        ASSERT_EQ(is[b].end, expected[b].end);
                    }
                }
            }
        }
    }
}

TEST(LoopRows, AreTheSameReadAtOnceOrAsTheRunGrows) {
    for (const Script& script : all_runs()) {
        timeline::Timeline growing(script.tables);
        const timeline::Timeline whole = script.timeline();
        LoopRows rows, at_once;
        std::mt19937 random(6);
        for (std::size_t i = 0; i < script.events.size();) {
            const std::size_t count = std::min<std::size_t>(1 + random() % 300, script.events.size() - i);
            growing.append(std::span(script.events).subspan(i, count));
            i += count;
            rows.follow(growing);
        }
        at_once.follow(whole);
        ASSERT_EQ(rows.size(), at_once.size());
        ASSERT_EQ(rows.lanes(), at_once.lanes());
        EXPECT_EQ(rows.window(0, rows.size())->rows, at_once.window(0, rows.size())->rows);
        for (std::size_t i = 0; i < rows.lanes(); ++i) {
            const Lane a = rows.lane(i), b = at_once.lane(i);
            ASSERT_EQ(a.task, b.task);
            ASSERT_EQ(a.thread, b.thread);
            ASSERT_EQ(a.created, b.created);
            ASSERT_EQ(a.ended, b.ended);
            if (a.task != 0) {
                ASSERT_EQ(rows.lane_of_task(a.task), i);
            }
        }
    }
}

TEST(LoopRows, AWindowDoesNotReadWhatIsFoldedIntoOneRow) {
    const timeline::Timeline run = crowd().timeline();
    LoopRows rows;
    rows.follow(run);
    std::size_t folded = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row row = rows.row(i);
        if (row.count < kCrowd) continue;
        ++folded;
        LoopRows fresh;
        fresh.follow(run);
        // Around it, but for a thousand events at either end.
        EXPECT_LT(fresh.window(i, i + 1)->changes.size(), 2500U);
        EXPECT_TRUE(fresh.window(i, i + 1)->skipped);
    }
    EXPECT_EQ(folded, 2U);
}

TEST(LoopRows, KeepLessThanTwoBytesForAnEvent) {
    test::RandomWork work;
    work.events = 60'000;
    work.tasks_end = false;
    const timeline::Timeline run = test::random_script(work).timeline();
    LoopRows rows;
    rows.follow(run);

    EXPECT_LT(rows.memory(), 2 * run.size());
}

}  // namespace
}  // namespace loopscope::slides
