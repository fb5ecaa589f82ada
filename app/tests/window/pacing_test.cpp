#include "app/application/pacing.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::application {
namespace {

Pace at(double now, double last_frame) {
    Pace pace;
    pace.now = now;
    pace.last_frame = last_frame;
    pace.frame = 0.1;
    return pace;
}

TEST(Pace, SleepsUntilSomethingComesInWhenNothingMoves) {
    EXPECT_FALSE(at(5, 1).sleep().has_value());
}

TEST(Pace, WaitsForTheNextFrameWhenSomethingMoves) {
    Pace pace = at(5.03, 5);
    pace.animating = true;

    EXPECT_FALSE(pace.may_draw());
    EXPECT_NEAR(pace.sleep().value(), 0.07, 1e-9);
}

TEST(Pace, DrawsAtOnceAfterALongSleep) {
    Pace pace = at(5, 1);
    pace.due = true;

    EXPECT_TRUE(pace.may_draw());
    EXPECT_EQ(pace.sleep().value(), 0);
}

TEST(Pace, WakesWhenItWasAskedTo) {
    Pace pace = at(5, 1);
    pace.wake = 7.5;

    EXPECT_NEAR(pace.sleep().value(), 2.5, 1e-9);
}

TEST(Pace, AWakeThatIsOverdueNeverSpins) {
    Pace pace = at(5, 5);
    pace.wake = 1;

    EXPECT_NEAR(pace.sleep().value(), 0.1, 1e-9);
}

TEST(Pace, TheEarlierOfFrameAndWakeCounts) {
    Pace pace = at(5, 5);
    pace.animating = true;
    pace.wake = 9;

    EXPECT_NEAR(pace.sleep().value(), 0.1, 1e-9);
}

}  // namespace
}  // namespace loopscope::app::application
