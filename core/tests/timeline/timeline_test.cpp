#include "core/timeline/timeline.hpp"

#include "core/tests/support/moment.hpp"
#include "core/tests/support/random_script.hpp"

#include <random>

#include <gtest/gtest.h>

namespace loopscope::timeline {
namespace {

using test::Moment;
using test::moment_of;
using test::Script;

// As it was when no more than that was known.
Moment replay(const Script& s, std::size_t position) {
    const Timeline timeline = s.timeline(position);
    return moment_of(timeline.state_at(position));
}

TEST(Timeline, EmptyOneAnswersEverything) {
    const Timeline timeline(std::make_shared<trace::Tables>());

    EXPECT_EQ(timeline.size(), 0U);
    EXPECT_EQ(moment_of(timeline.state_at(0)), moment_of(State{}));
    EXPECT_EQ(moment_of(timeline.state_at(99)), moment_of(State{}));
    EXPECT_EQ(timeline.time_at(99), 0);
    EXPECT_EQ(timeline.position_at(5), 0U);
    EXPECT_EQ(timeline.next_beat(0), 0U);
    EXPECT_EQ(timeline.previous_beat(0), 0U);
    EXPECT_EQ(timeline.step_forward(0, trace::Granularity::Beat), std::nullopt);
    EXPECT_EQ(timeline.step_back(7, trace::Granularity::Beat), 0U);
}

TEST(Timeline, EveryPositionEqualsAReplay) {
    const Script s = test::two_sleepers();
    const Timeline timeline = s.timeline();
    for (std::size_t p = 0; p <= s.events.size(); ++p)
        ASSERT_EQ(moment_of(timeline.state_at(p)), replay(s, p)) << p;
    for (std::size_t p = s.events.size() + 1; p-- > 0;)
        ASSERT_EQ(moment_of(timeline.state_at(p)), replay(s, p)) << p;
}

TEST(Timeline, RandomWalkEqualsAReplay) {
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
        const Script s = test::random_script({.seed = seed, .events = 12'000, .tasks = 30});
        Timeline timeline(s.tables);
        std::mt19937 random{seed};
        std::size_t appended = 0, position = 0;
        for (int i = 0; i < 400; ++i) {
            // A live recording grows while it is looked at.
            const std::size_t more = std::min<std::size_t>(random() % 80, s.events.size() - appended);
            timeline.append(std::span(s.events).subspan(appended, more));
            appended += more;
            const auto nearby = static_cast<std::ptrdiff_t>(random() % 13) - 6;
            position = random() % 4 == 0 ? random() % (appended + 1)
                                         : static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
                                               static_cast<std::ptrdiff_t>(position) + nearby, 0,
                                               static_cast<std::ptrdiff_t>(appended)));
            ASSERT_EQ(moment_of(timeline.state_at(position)), replay(s, position))
                << seed << ": " << position;
        }
    }
}

TEST(Timeline, BatchesMakeNoDifference) {
    const Script s = test::random_script({.seed = 8, .events = 6000});
    Timeline timeline(s.tables);
    for (std::size_t i = 0; i < s.events.size(); i += 7)
        timeline.append(std::span(s.events).subspan(i, std::min<std::size_t>(7, s.events.size() - i)));
    const Timeline whole = s.timeline();

    EXPECT_EQ(test::events_of(timeline), test::events_of(whole));
    EXPECT_EQ(test::beats_of(timeline), test::beats_of(whole));
    EXPECT_EQ(moment_of(timeline.state_at(4321)), moment_of(whole.state_at(4321)));
    EXPECT_EQ(moment_of(timeline.state_at(timeline.size())), moment_of(whole.state_at(whole.size())));
}

TEST(Timeline, CutRecordingIsWhole) {
    const Script s = test::two_sleepers();
    for (std::size_t count = 0; count <= s.events.size(); ++count) {
        const Timeline timeline = s.timeline(count);
        ASSERT_EQ(moment_of(timeline.state_at(count)), replay(s, count));
        ASSERT_EQ(moment_of(timeline.state_at(s.events.size())), replay(s, count));
    }
}

TEST(Timeline, OutputsStandAtTheirPositions) {
    const Timeline timeline = test::two_sleepers().timeline();

    ASSERT_EQ(timeline.output_count(), 5U);
    for (std::size_t i = 0; i < timeline.output_count(); ++i) {
        const OutputLine line = timeline.output(i);
        EXPECT_EQ(timeline.state_at(line.position).outputs, i + 1);
        EXPECT_EQ(timeline.state_at(line.position - 1).outputs, i);
    }
    EXPECT_EQ(timeline.tables().string(timeline.output(2).text), "Finished task 1");
    EXPECT_EQ(timeline.output(2).time, test::ns(1000));
    EXPECT_EQ(timeline.output(2).task, 2U);
}

TEST(Timeline, TimeAndPositionBelongTogether) {
    const Timeline timeline = test::random_script({.seed = 4, .events = 4000}).timeline();
    for (std::size_t p = 1; p <= timeline.size(); p += 11) {
        const std::size_t last = timeline.position_at(timeline.time_at(p));
        ASSERT_GE(last, p);
        ASSERT_EQ(timeline.time_at(last), timeline.time_at(p));
        ASSERT_TRUE(last == timeline.size() || timeline.time_at(last + 1) > timeline.time_at(p));
    }
    EXPECT_EQ(timeline.position_at(-1), 0U);
    EXPECT_EQ(timeline.position_at(std::numeric_limits<std::int64_t>::max()), timeline.size());
}

TEST(Timeline, NeighboursMayBeALittleOutOfOrder) {
    Script s;
    s.at(1).turn().at(3).turn().at(2).turn().at(4).turn();
    const Timeline timeline = s.timeline();

    EXPECT_EQ(timeline.position_at(test::ns(2)), 3U);
    EXPECT_EQ(timeline.position_at(test::ns(3)), 3U);
    EXPECT_EQ(timeline.position_at(test::ns(4)), 4U);
    EXPECT_EQ(timeline.time_at(3), test::ns(2));
}

TEST(Timeline, CheckpointsCostLessThanTheEvents) {
    const Script s = test::random_script({.seed = 6, .events = 100'000, .tasks = 200, .tasks_end = false});
    const Timeline timeline = s.timeline();
    const std::size_t events = timeline.size() * sizeof(trace::Event);

    EXPECT_GT(timeline.memory(), events);
    EXPECT_LT(timeline.memory(), events * 2);
}

}  // namespace
}  // namespace loopscope::timeline
