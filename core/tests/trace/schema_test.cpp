#include "core/trace/control.hpp"
#include "core/trace/words.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::trace {
namespace {

std::vector<Kind> every_kind() {
    std::vector<Kind> kinds;
    for (std::uint8_t k = 0; k < kKindCount; ++k) kinds.push_back(static_cast<Kind>(k));
    return kinds;
}

// Those of all kinds whose events have this to say, with `arg` in them.
template <class Says>
std::vector<Kind> those(Says says, std::int64_t arg = 0) {
    std::vector<Kind> kinds = every_kind();
    std::erase_if(kinds, [&](Kind kind) { return !says(Event{.arg = arg, .kind = kind}); });
    return kinds;
}

// They stand in files and on wires. A new kind is a new line here; none of the others may ever change.
TEST(Vocabulary, NumbersStay) {
    EXPECT_EQ(kVocabularyVersion, 1);
    const std::vector<std::string_view> words{"none",
                                              "run-begin",
                                              "run-end",
                                              "thread-begin",
                                              "thread-end",
                                              "loop-begin",
                                              "loop-end",
                                              "turn-begin",
                                              "phase-begin",
                                              "poll-begin",
                                              "poll-end",
                                              "task-created",
                                              "task-ready",
                                              "step-begin",
                                              "task-suspended",
                                              "task-ended",
                                              "cancel-requested",
                                              "coroutine-begin",
                                              "coroutine-end",
                                              "callback-ready",
                                              "callback-begin",
                                              "callback-end",
                                              "timer-added",
                                              "timer-due",
                                              "timer-cancelled",
                                              "object-created",
                                              "object-changed",
                                              "fd-watched",
                                              "fd-ready",
                                              "fd-unwatched",
                                              "work-queued",
                                              "work-begin",
                                              "work-end",
                                              "process-spawned",
                                              "process-exited",
                                              "output",
                                              "block-begin",
                                              "block-end",
                                              "loop-blocked",
                                              "gate-closed",
                                              "gate-opened",
                                              "clock-changed",
                                              "misuse",
                                              "lost",
                                              "work-cancelled",
                                              "callback-cancelled",
                                              "microtask-queued",
                                              "microtasks-begin",
                                              "microtask-begin",
                                              "microtask-end",
                                              "microtasks-end",
                                              "exception",
                                              "object-taken",
                                              "object-given-back",
                                              "value-put",
                                              "value-taken",
                                              "limit-begin",
                                              "limit-struck",
                                              "limit-end",
                                              "value-watched"};
    ASSERT_EQ(words.size(), kKindCount);
    for (const Kind kind : every_kind()) EXPECT_EQ(word(kind), words[static_cast<std::size_t>(kind)]);
    EXPECT_EQ(word(static_cast<Kind>(250)), "unknown");
}

TEST(Vocabulary, ReasonsHaveWordsOfTheirOwn) {
    for (const Kind kind : every_kind()) {
        const auto words = reason_words(row_of(kind).reason);
        EXPECT_EQ(words.empty(), row_of(kind).reason == ReasonOf::Nothing) << word(kind);
        for (std::size_t i = 0; i < words.size(); ++i) {
            EXPECT_TRUE(i == 0 || !words[i].empty()) << word(kind) << ' ' << i;
            EXPECT_EQ(std::count(words.begin(), words.end(), words[i]), 1) << words[i];
        }
    }
    EXPECT_EQ(word(Cause::Eager), "at once");
    EXPECT_EQ(word(Wait::Object), "object");
    EXPECT_EQ(word(Outcome::Collected), "collected");
    EXPECT_EQ(word(ObjectKind::Other), "object");
    EXPECT_EQ(word(MisuseKind::AwaitedTwice), "awaited twice");
    EXPECT_EQ(word(static_cast<Cause>(99)), "unknown");
    EXPECT_EQ(reason_word({.kind = Kind::TurnBegin, .reason = 7}), "");
}

TEST(Vocabulary, TellsOnlyFieldsThatTheKindHas) {
    for (const Kind kind : every_kind()) {
        const KindRow& row = row_of(kind);
        const auto tells = [&](std::string_view field) {
            return row.telling.find(field) != std::string_view::npos;
        };
        EXPECT_FALSE(tells("{reason}") && row.reason == ReasonOf::Nothing) << row.word;
        EXPECT_FALSE(tells("{object}") && row.object.meaning == Meaning::Nothing) << row.word;
        EXPECT_FALSE(tells("{arg}") && row.arg.meaning == Meaning::Nothing) << row.word;
        EXPECT_FALSE(tells("{high}") && row.high.meaning == Meaning::Nothing) << row.word;
        EXPECT_FALSE(tells("{low}") && row.low.meaning == Meaning::Nothing) << row.word;
        EXPECT_EQ(std::count(row.telling.begin(), row.telling.end(), '{'),
                  static_cast<long>(tells("{reason}")) + tells("{object}") + tells("{arg}") +
                      tells("{high}") + tells("{low}"))
            << row.word;
        // The whole of `arg`, or its halves.
        const bool halves = row.high.meaning != Meaning::Nothing || row.low.meaning != Meaning::Nothing;
        EXPECT_FALSE(halves && row.arg.meaning != Meaning::Nothing) << row.word;
    }
}

TEST(Vocabulary, SaysWhatIsWorthAStep) {
    const auto beat = [](const Event& e) { return is_beat(e); };
    const std::vector<Kind> beats{Kind::RunEnd,         Kind::TaskCreated,   Kind::StepBegin,
                                  Kind::TaskSuspended,  Kind::TaskEnded,     Kind::CancelRequested,
                                  Kind::CallbackBegin,  Kind::TimerDue,      Kind::FdReady,
                                  Kind::WorkQueued,     Kind::WorkBegin,     Kind::WorkEnd,
                                  Kind::ProcessSpawned, Kind::ProcessExited, Kind::Output,
                                  Kind::BlockBegin,     Kind::BlockEnd,      Kind::Misuse,
                                  Kind::MicrotaskBegin, Kind::Exception,     Kind::LimitStruck};
    EXPECT_EQ(those(beat), beats);
    // A poll counts when it really sleeps.
    std::vector<Kind> with_poll = beats;
    with_poll.insert(with_poll.begin() + 1, Kind::PollBegin);
    EXPECT_EQ(those(beat, -1), with_poll);
    EXPECT_EQ(those([](const Event& e) { return is_control(e.kind); }),
              (std::vector<Kind>{Kind::GateClosed, Kind::GateOpened, Kind::ClockChanged}));
    EXPECT_FALSE(is_beat({.kind = static_cast<Kind>(255)}));
}

TEST(Vocabulary, SaysWhereAStepEnds) {
    const auto ends = [](Granularity granularity) {
        return those([=](const Event& e) { return ends_step(e, granularity); });
    };
    EXPECT_EQ(ends(Granularity::Callback),
              (std::vector<Kind>{Kind::StepBegin, Kind::CallbackBegin, Kind::MicrotaskBegin}));
    EXPECT_EQ(ends(Granularity::TaskStep), (std::vector<Kind>{Kind::TaskSuspended, Kind::TaskEnded}));
    EXPECT_EQ(ends(Granularity::Turn), std::vector<Kind>{Kind::TurnBegin});
}

TEST(Vocabulary, FindsThePlaceOfAnEvent) {
    const auto site = [](Kind kind) { return site_of({.arg = pack(7, 5), .object = 3, .kind = kind}); };
    for (const Kind kind : {Kind::TaskSuspended, Kind::CoroutineBegin, Kind::CoroutineEnd, Kind::BlockBegin,
                            Kind::LoopBlocked, Kind::Misuse, Kind::Exception})
        EXPECT_EQ(site(kind), 3U) << word(kind);
    for (const Kind kind : {Kind::TaskCreated, Kind::Output}) EXPECT_EQ(site(kind), 5U) << word(kind);
    for (const Kind kind : {Kind::CallbackReady, Kind::CallbackBegin, Kind::MicrotaskQueued,
                            Kind::MicrotaskBegin, Kind::CallbackCancelled, Kind::ValueWatched})
        EXPECT_EQ(site(kind), 7U) << word(kind);
    for (const Kind kind : {Kind::RunBegin, Kind::TurnBegin, Kind::TaskReady, Kind::TimerDue, Kind::WorkEnd})
        EXPECT_EQ(site(kind), 0U) << word(kind);
}

TEST(Awaited, IsKeptWithTheNamesOfTwoWhereTheyFit) {
    for (const Awaited whom :
         {Awaited{1, 2, 0}, Awaited{2, 2, 3}, Awaited{2, 32767, 32766}, Awaited{100'000, 0, 0}})
        EXPECT_EQ(unpack_awaited(pack_awaited(whom)), whom);
    EXPECT_EQ(unpack_awaited(pack_awaited({5, 2, 3})), (Awaited{5, 0, 0}));
    EXPECT_EQ(unpack_awaited(pack_awaited({2, 2, 32768})), (Awaited{2, 0, 0}));
}

}  // namespace
}  // namespace loopscope::trace
