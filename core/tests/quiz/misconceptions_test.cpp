#include "core/quiz/misconceptions.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace loopscope::quiz {
namespace {

TEST(Misconceptions, AreFifteenEachWithItsTruth) {
    for (int n = 1; n <= kMisconceptions; ++n) {
        const Misconception& one = misconception(n);
        EXPECT_EQ(one.number, n);
        EXPECT_FALSE(one.belief.empty());
        EXPECT_FALSE(one.title.empty());
        EXPECT_NE(one.title.back(), '.') << one.title;
        EXPECT_EQ(one.because.back(), '.') << one.because;
        EXPECT_EQ(std::ranges::count(one.because, '.'), 2) << "two sentences: " << one.because;
        EXPECT_LT(one.because.size(), 190U) << one.because;
    }
}

TEST(Misconceptions, OutOfRangeAreEmpty) {
    for (const int n : {-1, 0, 16, 1000}) EXPECT_EQ(misconception(n).number, 0);
}

}  // namespace
}  // namespace loopscope::quiz
