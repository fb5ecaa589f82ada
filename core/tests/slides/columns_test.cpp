#include "core/slides/columns/columns.hpp"

#include "core/slides/columns/lane.hpp"
#include "core/slides/columns/words.hpp"
#include "core/tests/slides/race.hpp"
#include "core/tests/support/golden.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::count;
using test::ns;
using test::Race;
using test::says;
using test::Script;

stage::Rect extent(const stage::TextItem& text, const stage::TextMetrics& metrics) {
    const float width = metrics.width(text.font, text.text), height = metrics.line_height(text.font) * 0.6F;
    const float left = text.align == stage::Align::Left     ? text.at.x
                       : text.align == stage::Align::Center ? text.at.x - width / 2
                                                            : text.at.x - width;
    return {left, text.at.y - height / 2, width, height};
}

// Pairs of texts that lie on each other.
std::vector<std::string> collisions(const stage::DisplayList& list) {
    const test::FixedMetrics metrics;
    std::vector<std::pair<stage::Rect, std::string>> boxes;
    for (const stage::Item& item : list.items) {
        if (const auto* text = std::get_if<stage::TextItem>(&item))
            boxes.emplace_back(extent(*text, metrics), text->text);
    }
    std::vector<std::string> found;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (std::size_t j = i + 1; j < boxes.size(); ++j) {
            const auto& [a, a_text] = boxes[i];
            const auto& [b, b_text] = boxes[j];
            if (a.x < b.right() - 1 && b.x < a.right() - 1 && a.y < b.bottom() - 1 && b.y < a.bottom() - 1)
                found.push_back(a_text + " | " + b_text);
        }
    }
    return found;
}

TEST(ColumnRun, TellsRunningWaitingAndBlockedApart) {
    const Race race;

    const RunLane& sync = race.run(0).lanes().at(0);
    ASSERT_EQ(sync.on.size(), 6U);  // prints, sleeps, prints; twice
    EXPECT_EQ(sync.on[1].doing, Doing::Blocked);
    EXPECT_EQ(sync.on[1].to - sync.on[1].from, ns(1000));
    const RunLane& loop = race.run(1).lanes().at(0);
    EXPECT_TRUE(loop.has_loop);
    EXPECT_EQ(std::count_if(loop.on.begin(), loop.on.end(),
                            [](const Stretch& s) { return s.doing == Doing::Runs; }),
              4);
    EXPECT_EQ(
        std::count_if(loop.beside.begin(), loop.beside.end(),
                      [](const Stretch& s) { return s.doing == Doing::Awaits && s.to - s.from == ns(1000); }),
        2);
}

TEST(ColumnRun, CountsThreadTimeOnceForEachThread) {
    const Race race;

    EXPECT_EQ(race.run(0).thread_time(ns(2000)).blocked, ns(2000));
    EXPECT_EQ(race.run(1).thread_time(ns(2000)).asleep, ns(1000));
    EXPECT_EQ(race.run(2).thread_time(ns(2000)).blocked, ns(2000));
    EXPECT_EQ(race.run(2).thread_time(ns(250)).blocked, ns(500));
    EXPECT_EQ(race.run(3).thread_time(ns(2000)).asleep, ns(2000));
}

TEST(ColumnRun, LeavesOutAMainThreadThatOnlyStartsTheOthers) {
    const Race race;

    EXPECT_EQ(race.run(2).lanes().size(), 2U);
    EXPECT_EQ(race.run(2).hidden_threads(), 1);
    EXPECT_EQ(thread_words(race.run(2)), "2 threads");
    EXPECT_EQ(thread_words(race.run(3)), "2 threads, 2 loops");
}

TEST(ColumnRun, WorkOnTheProcessorIsRunningAndNotWaiting) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main");
    const trace::TaskId id = s.call("task");
    s.block(id, trace::Block::Cpu, 300).later(300).unblock(id).end(id).thread_end().run_end();
    const timeline::Timeline timeline = s.timeline();

    const ColumnRun run(timeline, "one");

    EXPECT_EQ(run.thread_time(ns(1000)).work, ns(300));
    EXPECT_EQ(run.thread_time(ns(1000)).blocked, 0);
}

TEST(RaceAxis, ARaceIsWhollyOverAtItsEnd) {
    for (int tasks = 1; tasks <= 12; ++tasks) {
        for (const double ms : {1.0, 7.0, 33.0, 100.0, 600.0}) {
            Race race(tasks, ms);
            const RaceAxis axis(race.input.runs);
            const RacePoint end = axis.point_at(axis.length());
            EXPECT_EQ(end.time, axis.end()) << tasks << " tasks, " << ms;
            EXPECT_EQ(end.within, 1) << tasks << " tasks, " << ms;
        }
    }
}

TEST(RaceAxis, GivesAnInstantASlotForEachStepThatTookNoTime) {
    Race race;
    const RaceAxis axis(race.input.runs);

    ASSERT_EQ(axis.instants().size(), 3U);  // 0 s, 1 s and 2 s
    EXPECT_EQ(axis.instants()[0].slots, 2);
    EXPECT_EQ(axis.instants()[1].slots, 2);
    EXPECT_EQ(axis.instants()[2].slots, 1);
    EXPECT_FLOAT_EQ(axis.after(ns(1000)) - axis.before(ns(1000)), 2 * axis.slot());
    EXPECT_FLOAT_EQ(axis.after(ns(500)), axis.before(ns(500)));
}

TEST(RaceAxis, RacePointsAndRaceTimeAreInversesOfEachOther) {
    Race race;
    const RaceAxis axis(race.input.runs);

    float last = -1;
    for (int i = 0; i <= 50; ++i) {
        const std::int64_t passed = axis.length() * i / 50;
        const RacePoint point = axis.point_at(passed);
        EXPECT_NEAR(static_cast<double>(axis.passed(point)), static_cast<double>(passed), 1e6) << i;
        EXPECT_GT(axis.y(point), last);
        last = axis.y(point);
    }
    EXPECT_EQ(axis.point_at(axis.length()).time, ns(2000));
}

TEST(RaceAxis, AnEmptyRaceHasAnAxisToo) {
    const RaceAxis axis(std::span<const ColumnRun* const>{});

    EXPECT_EQ(axis.end(), 0);
    EXPECT_EQ(axis.ticks().size(), 1U);
    EXPECT_EQ(axis.point_at(5).time, 0);
}

TEST(Lane, BlocksOfOneInstantStandInOrderAndNeverOverlap) {
    Race race(8);
    const RaceAxis axis(race.input.runs);
    for (const ColumnRun* run : race.input.runs) {
        for (const RunLane& lane : run->lanes()) {
            float end = 0;
            for (const Placed& placed : place(lane, axis)) {
                EXPECT_GE(placed.y0, end - 0.01F);
                EXPECT_GE(placed.y1, placed.y0);
                end = placed.y1;
            }
            EXPECT_LE(end, axis.after(run->end()) + 0.5F);
        }
    }
}

TEST(Columns, DrawsFourWaysAfterTheEnd) {
    Race race;

    EXPECT_TRUE(test::matches_golden("columns_two_end", to_text(race.at(2000))));
}

TEST(Columns, DrawsNothingOfTheFuture) {
    Race race;

    const stage::DisplayList list = race.at(500);

    EXPECT_TRUE(test::matches_golden("columns_two_half", to_text(list)));
    EXPECT_FALSE(says(list, "2.000 s"));
    EXPECT_FALSE(says(list, "overlaps"));
    EXPECT_EQ(count(list, "task 2"), 3);  // the synchronous one has not begun it
}

TEST(Columns, ShowsAStepThatTookNoTime) {
    Race race;

    EXPECT_EQ(count(race.at(0, 1), "task 1"), 4);
    EXPECT_EQ(count(race.at(0, 0), "task 1"), 0);
}

TEST(Columns, KeepsFlagsBackUntilARunHasFinished) {
    Race race;

    EXPECT_EQ(count(race.at(999), "1.000 s"), 0);
    EXPECT_EQ(count(race.at(1000, 0.5F), "1.000 s"), 0);
    const stage::DisplayList at_one = race.at(1000);
    EXPECT_EQ(count(at_one, "1.000 s"), 3);
    EXPECT_FALSE(says(at_one, "×"));  // how much faster is not known yet
    const stage::DisplayList at_end = race.at(2000);
    EXPECT_EQ(count(at_end, "2.0×"), 3);
}

TEST(Columns, DrawsConclusionsOnlyFromTheResults) {
    const auto words = [](const Race& race) {
        std::string text;
        for (const Span& span : columns_takeaway(race.input.runs)) text += span.text;
        return text;
    };

    EXPECT_EQ(words(Race()), "Waiting overlaps: 2.000 s become 1.000 s, on one thread or on two");
    Race same;
    same.input.runs = {same.input.runs[0], same.input.runs[0]};
    EXPECT_EQ(words(same), "Nothing overlaps here: every way takes about 2.000 s");
    Race missing;
    missing.input.runs[2] = nullptr;
    EXPECT_EQ(words(missing), "");
}

TEST(Columns, NamesWhatEveryTaskDoesWhereAllDoTheSame) {
    const Race race;

    const auto parts = workload(race.run(0));

    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].words, "prints");
    EXPECT_EQ(parts[1].words, "sleep 1 s");
    EXPECT_TRUE(parts[1].waits);
}

TEST(Columns, TwoHundredTasksBecomeCombsAndWords) {
    Race race(200);

    const stage::DisplayList list = race.at(200'000);

    EXPECT_LT(list.items.size(), 2000U);
    EXPECT_EQ(count(list, "200 threads"), 2);  // below the title and over the lanes
    EXPECT_TRUE(says(list, "more"));
    EXPECT_TRUE(collisions(list).empty()) << collisions(list).front();
}

TEST(Columns, TextsNeverLieOnEachOther) {
    for (const int tasks : {1, 2, 3, 4, 8, 30}) {
        Race race(tasks);
        for (const stage::Vec2 size :
             {stage::Vec2{1568, 760}, stage::Vec2{1248, 580}, stage::Vec2{900, 460}}) {
            for (const double ms : {0.0, 500.0, 1000.0, 1500.0, tasks * 1000.0}) {
                const auto found = collisions(race.at(ms, 1, size));
                EXPECT_TRUE(found.empty())
                    << tasks << " tasks, " << size.x << " wide, at " << ms << ": " << found.front();
            }
        }
    }
}

TEST(Columns, SurvivesWhatIsNotThere) {
    Race race;
    race.input.runs = {nullptr, race.input.runs[1], nullptr, nullptr, nullptr};
    race.input.titles = {"Synchronous"};
    race.input.troubles = {"took too long and was stopped"};
    EXPECT_TRUE(says(race.at(1000), "took too long"));
    race.input.runs.clear();
    EXPECT_FALSE(race.at(0).items.empty());
    EXPECT_NO_THROW(race.at(0, 1, {1, 1}));

    const Script nothing;
    const timeline::Timeline empty = nothing.timeline();
    const ColumnRun run(empty, "empty");
    race.input.runs = {&run, &run};
    EXPECT_TRUE(says(race.at(0), "nothing was recorded"));
}

TEST(Columns, ARecordingThatWasCutGivesNoResult) {
    const Script whole = test::two_sleepers();
    for (std::size_t cut = 0; cut < whole.events.size(); ++cut) {
        const timeline::Timeline timeline = whole.timeline(cut);
        const ColumnRun run(timeline, "cut");
        Race race;
        race.input.runs = {&run};
        const stage::DisplayList list = race.at(5000);
        EXPECT_FALSE(says(list, "1.000 s")) << cut;
    }
}

}  // namespace
}  // namespace loopscope::slides
