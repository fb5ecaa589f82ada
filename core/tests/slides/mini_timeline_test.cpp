#include "core/slides/mini/mini_timeline.hpp"

#include "core/slides/loop/loop_slide.hpp"
#include "core/slides/loop/rows.hpp"
#include "core/tests/slides/scripts.hpp"
#include "core/tests/support/fixed_metrics.hpp"
#include "core/tests/support/golden.hpp"
#include "core/tests/support/random_script.hpp"

#include <cmath>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::metrics;
using test::Script;

Frame strip_frame(const timeline::Timeline& run, std::size_t position, stage::Vec2 size = {1000, 100}) {
    Frame frame;
    frame.timeline = &run;
    frame.playhead.position = position;
    frame.playhead.time = run.time_at(position);
    frame.size = size;
    frame.metrics = &metrics();
    return frame;
}

TEST(MiniTimeline, ShowsTwoTasks) {
    const timeline::Timeline run = test::two_sleepers().timeline();
    Frame frame = strip_frame(run, run.size() / 2);
    frame.playhead.time = test::ns(400);

    EXPECT_TRUE(test::matches_golden("mini_timeline_two", stage::to_text(mini_timeline(frame))));
}

TEST(MiniTimeline, ShowsAHeldLoop) {
    const timeline::Timeline run = test::blocking_mistake().timeline();

    EXPECT_TRUE(test::matches_golden("mini_timeline_mistake",
                                     stage::to_text(mini_timeline(strip_frame(run, run.size())))));
}

TEST(MiniTimeline, ShowsTwoHundredTasksAsACombWithoutNames) {
    const timeline::Timeline run = test::two_sleepers(200).timeline();

    EXPECT_TRUE(test::matches_golden("mini_timeline_many",
                                     stage::to_text(mini_timeline(strip_frame(run, run.size())))));
}

// Threads that wait from the beginning to the end, outside of any task.
Script waiting_threads(int count) {
    Script s;
    s.run_begin("threads").thread_begin(trace::ThreadRole::Main, "main").block(0, trace::Block::Join, -1);
    for (int n = 1; n <= count; ++n) {
        s.on(static_cast<trace::ThreadId>(n + 1)).thread_begin(trace::ThreadRole::Thread, "Thread");
        s.block(0, trace::Block::Sleep, 400);
    }
    s.later(400);
    for (int n = 1; n <= count; ++n) s.on(static_cast<trace::ThreadId>(n + 1)).unblock(0).thread_end();
    s.on(1).unblock(0).thread_end().run_end();
    return s;
}

TEST(MiniTimeline, ShowsWhatEachOfManyThreadsDoes) {
    for (const int count : {5, 30, 40, 48, 49, 64, 100, 500, 700, 4000}) {
        const timeline::Timeline run = waiting_threads(count).timeline();
        const stage::DisplayList list = mini_timeline(strip_frame(run, run.size()));

        // Each strip has a thin line for its life, and a bar for its wait.
        std::set<float> lines, bars;
        for (const stage::Item& item : list.items) {
            const auto* box = std::get_if<stage::BoxItem>(&item);
            if (box == nullptr || box->box.w < 500) continue;
            const float middle = std::round(box->box.center().y * 10);
            if (box->box.h <= 3) lines.insert(middle);
            if (box->box.h > 1.5F) bars.insert(middle);
        }
        EXPECT_GE(lines.size(), std::min<std::size_t>(5, static_cast<std::size_t>(count)));
        for (const float line : lines)
            EXPECT_TRUE(bars.contains(line)) << count << " threads, at " << line / 10;
    }
}

TEST(MiniTimeline, TimeAndPlaceGoBothWays) {
    const timeline::Timeline run = test::two_sleepers().timeline();
    const Frame frame = strip_frame(run, run.size());

    for (const double ms : {0.0, 1.0, 250.0, 999.0, 1000.0}) {
        const std::int64_t there = time_at_x(frame, x_at_time(frame, test::ns(ms)));
        EXPECT_LT(std::abs(there - test::ns(ms)), test::ns(0.01));
    }
    EXPECT_EQ(time_at_x(frame, -50), 0);
    EXPECT_GE(time_at_x(frame, 5000), test::ns(1000));
}

TEST(MiniTimeline, ScrubsWhereItsHotItemIs) {
    const timeline::Timeline run = test::two_sleepers().timeline();
    const Frame frame = strip_frame(run, run.size());
    const stage::DisplayList list = mini_timeline(frame);

    const auto* hot = std::get_if<stage::HotItem>(&list.items.back());

    ASSERT_NE(hot, nullptr);
    EXPECT_EQ(hot->id, "mini/scrub");
    EXPECT_EQ(time_at_x(frame, hot->box.x), 0);
    EXPECT_GE(time_at_x(frame, hot->box.right()), test::ns(1000));
}

TEST(MiniTimeline, AxisReachesToTheTimersThatAreKnown) {
    const Script script = test::two_sleepers();
    std::size_t asleep = 0;
    while (script.events[asleep].kind != trace::Kind::PollBegin || script.events[asleep].arg == 0) ++asleep;
    const timeline::Timeline run = script.timeline(asleep + 1);

    EXPECT_GE(time_at_x(strip_frame(run, run.size()), 5000), test::ns(1000));
}

TEST(MiniTimeline, ReadsATimelineThatGrows) {
    for (const char* name : {"async", "sync", "threads", "mistake", "trouble"}) {
        const Script script = test::named_script(name);
        timeline::Timeline run(script.tables);
        MiniTimeline strip;
        for (std::size_t i = 0; i < script.events.size(); ++i) {
            run.append(std::span(script.events).subspan(i, 1));
            const Frame frame = strip_frame(run, run.size());
            ASSERT_EQ(stage::to_text(strip.build(frame)), stage::to_text(mini_timeline(frame)))
                << name << " " << i;
        }
    }
}

TEST(MiniTimeline, SharesWhatIsReadWithTheLoopSlide) {
    for (const unsigned seed : {1U, 2U, 5U}) {
        test::RandomWork work;
        work.seed = seed;
        work.events = 4'000;
        const Script script = test::random_script(work);
        timeline::Timeline run(script.tables);
        const auto rows = std::make_shared<LoopRows>();
        LoopSlide slide(rows);
        MiniTimeline strip(rows);
        std::mt19937 random(seed);
        for (std::size_t i = 0; i < script.events.size();) {
            const std::size_t count = std::min<std::size_t>(1 + random() % 500, script.events.size() - i);
            run.append(std::span(script.events).subspan(i, count));
            i += count;
            const Frame frame = strip_frame(run, random() % (run.size() + 1));
            Frame large = frame;
            large.size = {900, 700};
            large.true_time = random() % 2 == 0;
            // One of them reads on, now this one, now that one, now only one is drawn.
            const auto who = random() % 4;
            if (who != 0) {
                ASSERT_EQ(stage::to_text(slide.build(large).list), stage::to_text(loop_slide(large))) << i;
            }
            if (who != 1) {
                ASSERT_EQ(stage::to_text(strip.build(frame)), stage::to_text(mini_timeline(frame))) << i;
            }
        }
    }
}

TEST(MiniTimeline, IsTheSameForwardsAndBackwards) {
    const timeline::Timeline run = test::trouble().timeline();
    MiniTimeline strip;
    std::mt19937 random(5);
    for (int i = 0; i < 100; ++i) {
        const Frame frame = strip_frame(run, random() % (run.size() + 1));
        ASSERT_EQ(stage::to_text(strip.build(frame)), stage::to_text(mini_timeline(frame)));
    }
}

TEST(MiniTimeline, KeepsHardlyMoreOfALongRunThanOfAShortOne) {
    const auto kept = [](std::size_t events) {
        test::RandomWork work;
        work.events = events;
        work.tasks_end = false;
        const timeline::Timeline run = test::random_script(work).timeline();
        MiniTimeline strip;
        strip.build(strip_frame(run, run.size()));
        return strip.memory();
    };
    constexpr std::size_t kShort = 20'000, kLong = 60'000;

    EXPECT_LT(kept(kLong), kept(kShort) + 2 * (kLong - kShort));
}

TEST(MiniTimeline, SurvivesOddInput) {
    test::RandomWork work;
    work.events = 2000;
    const timeline::Timeline run = test::RandomScript(work).write().timeline(), empty = Script().timeline();
    for (const stage::Vec2 size : {stage::Vec2{0, 0}, {1, 1}, {130, 45}, {300, 60}, {4000, 400}}) {
        mini_timeline(strip_frame(run, run.size() / 2, size));
        mini_timeline(strip_frame(empty, 0, size));
    }
    EXPECT_TRUE(mini_timeline({}).items.empty());
    EXPECT_EQ(time_at_x({}, 10), 0);
}

}  // namespace
}  // namespace loopscope::slides
