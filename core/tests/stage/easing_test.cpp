#include "core/stage/easing.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace loopscope::stage {
namespace {

TEST(Easing, HoldsStillOutsideOfItsSpan) {
    for (const auto& rate : {linear, ease_in_out_cubic}) {
        EXPECT_EQ(rate(-3), 0);
        EXPECT_EQ(rate(0), 0);
        EXPECT_EQ(rate(1), 1);
        EXPECT_EQ(rate(7), 1);
        EXPECT_EQ(rate(std::numeric_limits<float>::quiet_NaN()), 0);
    }
}

TEST(Easing, RisesAllTheWayAndIsHalfWayInTheMiddle) {
    for (const auto& rate : {linear, ease_in_out_cubic}) {
        EXPECT_FLOAT_EQ(rate(0.5F), 0.5F);
        for (int i = 0; i < 100; ++i)
            EXPECT_LT(rate(static_cast<float>(i) / 100), rate(static_cast<float>(i + 1) / 100));
    }
}

TEST(Easing, StartsSlowlyAndStopsSlowly) {
    EXPECT_LT(ease_in_out_cubic(0.1F), 0.01F);
    EXPECT_GT(ease_in_out_cubic(0.9F), 0.99F);
}

}  // namespace
}  // namespace loopscope::stage
