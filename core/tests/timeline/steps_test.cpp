// Steps over what was recorded end where the gate would hold the program.
#include "core/tests/support/moment.hpp"
#include "core/tests/support/random_script.hpp"
#include "core/timeline/timeline.hpp"

#include <gtest/gtest.h>

namespace loopscope::timeline {
namespace {

using test::Script;
using trace::Granularity;
using trace::Kind;

constexpr Granularity kAll[] = {Granularity::Beat, Granularity::Callback, Granularity::TaskStep,
                                Granularity::Turn};

TEST(Steps, ForwardEndsRightBehindTheEventThatEndsTheStep) {
    const Timeline timeline = test::two_sleepers().timeline();
    const auto kind_behind = [&](Granularity granularity) {
        return timeline[timeline.step_forward(0, granularity).value() - 1].kind;
    };
    EXPECT_EQ(kind_behind(Granularity::Beat), Kind::TaskCreated);
    EXPECT_EQ(kind_behind(Granularity::Callback), Kind::StepBegin);
    EXPECT_EQ(kind_behind(Granularity::TaskStep), Kind::TaskSuspended);
    EXPECT_EQ(kind_behind(Granularity::Turn), Kind::TurnBegin);
}

TEST(Steps, TurnsComeOneByOne) {
    const Timeline timeline = test::two_sleepers().timeline();
    std::int64_t turn = 0;
    std::size_t position = 0;
    while (const auto next = timeline.step_forward(position, Granularity::Turn)) {
        position = *next;
        EXPECT_EQ(timeline.state_at(position).threads[0].turn, ++turn);
    }
    EXPECT_EQ(turn, 6);
}

TEST(Steps, NothingAheadIsNotAStep) {
    const Timeline timeline = test::two_sleepers().timeline();
    for (const Granularity granularity : kAll) {
        EXPECT_EQ(timeline.step_forward(timeline.size(), granularity), std::nullopt);
        EXPECT_EQ(timeline.step_forward(timeline.size() + 5, granularity), std::nullopt);
    }
}

TEST(Steps, BackUndoesForward) {
    const Timeline timeline = test::random_script({.seed = 9, .events = 3000}).timeline();
    for (const Granularity granularity : kAll) {
        std::size_t position = 0;
        while (const auto next = timeline.step_forward(position, granularity)) {
            ASSERT_EQ(timeline.step_back(*next, granularity), position);
            position = *next;
        }
    }
}

TEST(Steps, BackFromTheMiddleOfAStepGoesToWhereItBegan) {
    const Timeline timeline = test::two_sleepers().timeline();
    const std::size_t turn = timeline.step_forward(0, Granularity::Turn).value();

    EXPECT_EQ(timeline.step_back(turn + 2, Granularity::Turn), turn);
    EXPECT_EQ(timeline.step_back(turn - 1, Granularity::Turn), 0U);
}

TEST(Steps, BackLooksThroughTheGate) {
    Script s;
    s.run_begin();
    const trace::TaskId a = s.task("a");
    const std::size_t created = s.here() - 1;
    s.step(a).gate_closed(trace::GateCause::Step).clock(1);

    EXPECT_EQ(s.timeline().step_back(s.here(), Granularity::Beat), created);
}

TEST(Steps, BeatsAreFoundInBothDirections) {
    const Timeline timeline = test::two_sleepers().timeline();
    const std::vector<std::size_t> beats = test::beats_of(timeline);
    ASSERT_FALSE(beats.empty());
    for (std::size_t i = 0; i < beats.size(); ++i) {
        EXPECT_TRUE(trace::is_beat(timeline[beats[i] - 1]));
        EXPECT_EQ(timeline.next_beat(beats[i] - 1), beats[i]);
        EXPECT_EQ(timeline.next_beat(beats[i]), i + 1 < beats.size() ? beats[i + 1] : timeline.size());
        EXPECT_EQ(timeline.previous_beat(beats[i]), i > 0 ? beats[i - 1] : 0U);
        EXPECT_EQ(timeline.previous_beat(beats[i] + 1), beats[i]);
    }
}

}  // namespace
}  // namespace loopscope::timeline
