#include "core/trace/validate.hpp"

#include "core/trace/words.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace loopscope::trace {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

class Validate : public testing::Test {
protected:
    Validate() {
        text = tables.intern("a");
        place = tables.intern(Site{"a.py", "f", 1});
        objection({.kind = Kind::ThreadBegin});
        objection({.arg = pack(0, place), .task = 1, .object = text, .kind = Kind::TaskCreated});
    }

    std::string_view objection(Event event) {
        if (event.thread == 0) event.thread = 1;
        return validator.objection(event);
    }
    template <class Reason>
    std::string_view with(Kind kind, Reason reason, std::int64_t arg) {
        return objection({.arg = arg, .task = 1, .kind = kind, .reason = static_cast<std::uint8_t>(reason)});
    }

    Tables tables;
    Validator validator{tables};
    StringId text = 0;
    SiteId place = 0;
};

TEST_F(Validate, BelievesAnEventOfEveryKind) {
    for (std::uint8_t k = 1; k < kKindCount; ++k) {
        const auto kind = static_cast<Kind>(k);
        EXPECT_EQ(objection({.time = 5, .task = 1, .kind = kind}), "") << word(kind);
    }
}

TEST_F(Validate, RefusesKindsThatAreNotKnown) {
    EXPECT_NE(objection({.kind = Kind::None}), "");
    for (int k = kKindCount; k < 256; ++k) EXPECT_NE(objection({.kind = static_cast<Kind>(k)}), "") << k;
}

TEST_F(Validate, RefusesReasonsThatAreNotKnown) {
    for (std::uint8_t k = 1; k < kKindCount; ++k) {
        const auto kind = static_cast<Kind>(k);
        const auto words = reason_words(row_of(kind).reason);
        if (words.empty()) continue;
        const auto reason = [](std::size_t number) { return static_cast<std::uint8_t>(number); };
        EXPECT_EQ(objection({.kind = kind, .reason = reason(words.size() - 1)}), "") << word(kind);
        EXPECT_NE(objection({.kind = kind, .reason = reason(words.size())}), "") << word(kind);
    }
}

TEST_F(Validate, RefusesTimesThatCantBe) {
    for (const std::int64_t time : {std::int64_t{-1}, kLatest.count() + 1, kMost, kLeast})
        EXPECT_NE(objection({.time = time, .kind = Kind::TurnBegin}), "") << time;
    EXPECT_EQ(objection({.time = kLatest.count(), .kind = Kind::TurnBegin}), "");
    for (const Kind kind : {Kind::PollBegin, Kind::PollEnd, Kind::TimerAdded, Kind::TimerDue,
                            Kind::TimerCancelled, Kind::BlockBegin, Kind::LoopBlocked, Kind::GateClosed,
                            Kind::GateOpened, Kind::ClockChanged, Kind::LimitBegin, Kind::LimitStruck}) {
        EXPECT_EQ(objection({.arg = kLatest.count(), .kind = kind}), "") << word(kind);
        for (const std::int64_t arg : {kLatest.count() + 1, -kLatest.count() - 1, kMost, kLeast})
            EXPECT_NE(objection({.arg = arg, .kind = kind}), "") << word(kind) << ' ' << arg;
    }
    EXPECT_NE(with(Kind::TaskSuspended, Wait::Sleep, kMost), "");
    EXPECT_EQ(with(Kind::TaskSuspended, Wait::Sleep, kLatest.count()), "");
    EXPECT_EQ(objection({.arg = -1, .kind = Kind::BlockBegin}), "");
    EXPECT_NE(objection({.arg = -2, .kind = Kind::BlockBegin}), "");
}

TEST_F(Validate, RefusesTextsAndPlacesThatAreNotThere) {
    EXPECT_EQ(objection({.object = text, .kind = Kind::RunBegin}), "");
    EXPECT_NE(objection({.object = text + 1, .kind = Kind::RunBegin}), "");
    EXPECT_NE(objection({.arg = place + 1, .object = text, .kind = Kind::Output}), "");
    EXPECT_NE(objection({.arg = -1, .object = text, .kind = Kind::Output}), "");
    EXPECT_NE(objection({.arg = pack(place + 1, text), .kind = Kind::CallbackReady}), "");
    EXPECT_NE(objection({.arg = pack(place, text + 1), .kind = Kind::CallbackReady}), "");
    EXPECT_NE(objection({.arg = text + (std::int64_t{1} << 32), .kind = Kind::WorkQueued}), "");
    // Tables grow, and are ahead of what refers to them.
    EXPECT_EQ(tables.intern("b"), text + 1);
    EXPECT_EQ(objection({.object = text + 1, .kind = Kind::RunBegin}), "");
}

TEST_F(Validate, RefusesTasksThatWereNeverMade) {
    constexpr TaskId kFar = 1'000'000;
    EXPECT_NE(objection({.task = kFar, .kind = Kind::StepBegin}), "");
    EXPECT_NE(objection({.task = kFar, .kind = Kind::TurnBegin}), "");
    EXPECT_NE(objection({.arg = pack(kFar, place), .task = 2, .kind = Kind::TaskCreated}), "");
    EXPECT_NE(objection({.arg = kFar, .task = 1, .kind = Kind::CancelRequested}), "");
    EXPECT_NE(with(Kind::StepBegin, Cause::First, kFar), "");
    EXPECT_NE(with(Kind::TaskReady, Cause::TaskDone, kFar), "");
    EXPECT_NE(with(Kind::TaskSuspended, Wait::Task, kFar), "");
    EXPECT_EQ(with(Kind::TaskSuspended, Wait::Task, 1), "");
    EXPECT_NE(with(Kind::TaskSuspended, Wait::Tasks, pack_awaited({2, 30'000, 2})), "");
    EXPECT_EQ(with(Kind::TaskSuspended, Wait::Tasks, pack_awaited({2, 1, 2})), "");
    EXPECT_NE(with(Kind::TaskSuspended, Wait::Lock, -1), "");
    // Threads may tell of theirs a little out of order.
    EXPECT_EQ(objection({.task = 100, .kind = Kind::StepBegin}), "");
}

TEST_F(Validate, ManyTasksAreFineWhereTheyWereMade) {
    for (TaskId id = 2; id <= 100'000; ++id)
        ASSERT_EQ(objection({.task = id, .object = text, .kind = Kind::TaskCreated}), "") << id;
    EXPECT_EQ(objection({.task = 100'000, .kind = Kind::StepBegin}), "");
}

TEST_F(Validate, WhatWasLostMayHaveBeenTasks) {
    constexpr TaskId kFar = 50'000;
    EXPECT_NE(objection({.task = kFar, .kind = Kind::StepBegin}), "");
    EXPECT_EQ(objection({.arg = kFar, .kind = Kind::Lost}), "");
    EXPECT_EQ(objection({.task = kFar, .kind = Kind::StepBegin}), "");
    // But not any number of them.
    EXPECT_EQ(objection({.arg = std::int64_t{1} << 40, .kind = Kind::Lost}), "");
    EXPECT_NE(objection({.task = 4'000'000'000, .kind = Kind::StepBegin}), "");
    EXPECT_NE(objection({.arg = kMost, .kind = Kind::Lost}), "");
}

TEST_F(Validate, RefusesThreadsThatWereNeverBegun) {
    EXPECT_NE(objection({.thread = 60'000, .kind = Kind::TurnBegin}), "");
    EXPECT_NE(validator.objection({.kind = Kind::TurnBegin}), "");
    EXPECT_EQ(validator.objection({.arg = 3, .kind = Kind::Lost}), "");
}

TEST_F(Validate, RefusesAnExitStatusThatNoSystemGives) {
    EXPECT_EQ(objection({.arg = -9, .object = 4711, .kind = Kind::ProcessExited}), "");
    EXPECT_NE(objection({.arg = kLeast, .object = 4711, .kind = Kind::ProcessExited}), "");
}

}  // namespace
}  // namespace loopscope::trace
