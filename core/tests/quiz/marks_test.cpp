#include "core/quiz/marks.hpp"

#include "core/tests/support/script.hpp"

#include <gtest/gtest.h>

namespace loopscope::quiz {
namespace {

using lessons::Mode;
using lessons::QuestionMark;
using test::after;
using trace::Kind;

QuestionMark mark(Kind kind, int nth = 1, int reason = -1, trace::TaskId task = 0) {
    QuestionMark made;
    made.when = {kind, reason, task};
    made.nth = nth;
    return made;
}

TEST(QuestionMarks, WithoutAPlaceAreReachedAtTheStart) {
    const auto script = test::two_sleepers();
    MarkReader reader({mark(Kind::None)}, Mode::Async);
    const auto reached = reader.read(script.timeline());
    ASSERT_EQ(reached.size(), 1U);
    EXPECT_EQ(reached[0].position, 1U);
    EXPECT_TRUE(reader.empty());
}

TEST(QuestionMarks, CountTheEventsThatFit) {
    const auto script = test::two_sleepers();
    MarkReader reader(
        {mark(Kind::Output, 3), mark(Kind::StepBegin, 1, static_cast<int>(trace::Cause::TimerDue)),
         mark(Kind::StepBegin, 1, -1, 3), mark(Kind::Output, 99)},
        Mode::Async);
    const auto reached = reader.read(script.timeline());
    ASSERT_EQ(reached.size(), 3U);
    EXPECT_EQ(reached[0].question, 2);
    EXPECT_EQ(reached[0].position, after(script, Kind::StepBegin, 3));
    EXPECT_EQ(reached[1].question, 1);
    EXPECT_EQ(reached[1].position, after(script, Kind::StepBegin, 4));
    EXPECT_EQ(reached[2].question, 0);
    EXPECT_EQ(reached[2].position, after(script, Kind::Output, 3));
}

TEST(QuestionMarks, OfAnotherModeAreLeftOut) {
    auto other = mark(Kind::Output);
    other.mode = Mode::Threads;
    MarkReader reader({other}, Mode::Async);
    EXPECT_TRUE(reader.empty());
    EXPECT_TRUE(reader.read(test::two_sleepers().timeline()).empty());
}

TEST(QuestionMarks, ADueTimerHasMadeItsTaskReady) {
    const auto script = test::two_sleepers();
    MarkReader reader({mark(Kind::TimerDue, 2)}, Mode::Async);
    const std::size_t due = after(script, Kind::TimerDue, 2);
    // Not before what follows it is known.
    EXPECT_TRUE(reader.read(script.timeline(due)).empty());
    const auto reached = reader.read(script.timeline());
    ASSERT_EQ(reached.size(), 1U);
    EXPECT_EQ(reached[0].position, due + 1);
    EXPECT_EQ(script.events[due].kind, Kind::TaskReady);
}

TEST(QuestionMarks, AreFoundInARunThatGrowsEventByEvent) {
    const auto script = test::two_sleepers(5);
    const std::vector<QuestionMark> marks{mark(Kind::TimerDue, 5), mark(Kind::TaskEnded, 2),
                                          mark(Kind::PollBegin)};
    MarkReader whole(marks, Mode::Async), step(marks, Mode::Async);
    const auto expected = whole.read(script.timeline());
    ASSERT_EQ(expected.size(), 3U);
    std::vector<ReachedMark> found;
    for (std::size_t size = 0; size <= script.events.size(); ++size) {
        for (const auto& one : step.read(script.timeline(size))) found.push_back(one);
    }
    ASSERT_EQ(found.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(found[i].question, expected[i].question);
        EXPECT_EQ(found[i].position, expected[i].position);
    }
}

TEST(QuestionMarks, APollThatOnlyLooksDoesNotCount) {
    const auto script = test::two_sleepers();
    MarkReader reader({mark(Kind::PollBegin)}, Mode::Async);
    const auto reached = reader.read(script.timeline());
    ASSERT_EQ(reached.size(), 1U);
    EXPECT_NE(script.events[reached[0].position - 1].arg, 0);
}

}  // namespace
}  // namespace loopscope::quiz
