#include "core/slides/loop/loop_slide.hpp"
#include "core/slides/loop/rows.hpp"
#include "core/tests/slides/scripts.hpp"
#include "core/tests/support/fixed_metrics.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

std::vector<double> heights(const LoopRows& rows) {
    std::vector<double> all;
    for (std::size_t i = 0; i < rows.size(); ++i) all.push_back(rows.row(i).y);
    return all;
}

std::vector<test::Script> runs() {
    return {test::two_sleepers(), test::two_blocking(), test::two_threads(4), test::blocking_mistake(),
            test::trouble()};
}

TEST(TrueTime, RowsAreAsFarApartAsTheirTimesAndNeverCloserThanTheirWordsNeed) {
    for (const test::Script& script : runs()) {
        const timeline::Timeline timeline = script.timeline();
        LoopRows order, time;
        order.follow(timeline);
        time.follow(timeline, true);
        ASSERT_EQ(order.size(), time.size());
        ASSERT_GT(time.per_ns(), 0);
        for (std::size_t i = 1; i < time.size(); ++i) {
            const double apart = time.row(i).y - time.row(i - 1).y;
            const auto passed = static_cast<double>(time.row(i).time - time.row(i - 1).time);
            EXPECT_NEAR(apart, std::max(order.row(i).y - order.row(i - 1).y, passed * time.per_ns()), 1e-6);
        }
    }
}

TEST(TrueTime, IsTheSameReadAtOnceOrEventByEventAndGoesAwayAgain) {
    const timeline::Timeline whole = test::two_sleepers().timeline();
    LoopRows at_once;
    at_once.follow(whole);
    const std::vector<double> order = heights(at_once);
    at_once.follow(whole, true);

    const test::Script script = test::two_sleepers();
    timeline::Timeline growing(script.tables);
    LoopRows step_by_step;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const trace::Event e = whole[i];
        growing.append({&e, 1});
        step_by_step.follow(growing, true);
    }
    EXPECT_EQ(heights(step_by_step), heights(at_once));
    at_once.follow(whole, false);
    EXPECT_EQ(heights(at_once), order);
}

TEST(TrueTime, LongWaitsHaveTheTimesBesideThem) {
    const timeline::Timeline timeline = test::two_sleepers().timeline();
    const test::FixedMetrics metrics;
    Frame frame;
    frame.timeline = &timeline;
    frame.playhead.position = timeline.size();
    frame.playhead.time = timeline.time_at(timeline.size());
    frame.size = {900, 2000};
    frame.metrics = &metrics;
    const auto says = [&](const std::string& words) {
        const stage::DisplayList list = loop_slide(frame);
        return std::any_of(list.items.begin(), list.items.end(), [&](const stage::Item& item) {
            const auto* text = std::get_if<stage::TextItem>(&item);
            return text != nullptr && text->text == words;
        });
    };
    EXPECT_FALSE(says("0.500 s"));
    frame.true_time = true;
    for (const char* time : {"0.100 s", "0.500 s", "0.900 s", "1.000 s"}) EXPECT_TRUE(says(time)) << time;
}

}  // namespace
}  // namespace loopscope::slides
