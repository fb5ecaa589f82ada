#include "core/trace/recorder.hpp"

#include "core/trace/words.hpp"

#include <thread>

#include <gtest/gtest.h>

namespace loopscope::trace {
namespace {

constexpr std::uint32_t kSmall = 4;  // 16 slots

TEST(Awaited, IsKeptWithTheNamesOfTwoWhereTheyFit) {
    for (const Awaited whom :
         {Awaited{1, 2, 0}, Awaited{2, 2, 3}, Awaited{2, 32767, 32766}, Awaited{100'000, 0, 0}})
        EXPECT_EQ(unpack_awaited(pack_awaited(whom)), whom);
    EXPECT_EQ(unpack_awaited(pack_awaited({5, 2, 3})), (Awaited{5, 0, 0}));
    EXPECT_EQ(unpack_awaited(pack_awaited({2, 2, 32768})), (Awaited{2, 0, 0}));
}

TEST(Recorder, GivesEventsBackInOrderWithDenseNumbers) {
    Recorder recorder{std::make_shared<Tables>()};
    Ring& ring = recorder.add_thread();
    for (int i = 0; i < 100; ++i) recorder.emit(ring, {.arg = i, .kind = Kind::Output});

    std::vector<Event> events;
    EXPECT_EQ(recorder.drain(events), 100U);
    for (std::uint32_t i = 0; i < 100; ++i) {
        EXPECT_EQ(events[i].seq, i);
        EXPECT_EQ(events[i].arg, i);
        EXPECT_EQ(events[i].thread, 1);
    }
    EXPECT_EQ(recorder.drain(events), 0U);
}

TEST(Recorder, ProducerWaitsForRoomInsteadOfDropping) {
    Recorder recorder{std::make_shared<Tables>(), kSmall};
    Ring& ring = recorder.add_thread();
    constexpr int kMany = 10'000;
    std::thread producer{[&] {
        for (int i = 0; i < kMany; ++i) recorder.emit(ring, {.arg = i, .kind = Kind::Output});
    }};
    std::vector<Event> events;
    while (events.size() < kMany) {
        if (recorder.drain(events) == 0) std::this_thread::yield();
    }
    producer.join();

    for (int i = 0; i < kMany; ++i) ASSERT_EQ(events[static_cast<std::size_t>(i)].arg, i);
}

TEST(Recorder, MakesOneTotalOrderOfManyThreads) {
    Recorder recorder{std::make_shared<Tables>(), kSmall};
    std::vector<Ring*> rings;
    for (int i = 0; i < 4; ++i) rings.push_back(&recorder.add_thread());
    constexpr std::uint32_t kEach = 2'000;
    std::vector<std::thread> producers;
    for (Ring* ring : rings) {
        producers.emplace_back([&recorder, ring] {
            for (std::uint32_t i = 0; i < kEach; ++i) recorder.emit(*ring, {.arg = i, .kind = Kind::Output});
        });
    }
    std::vector<Event> events;
    while (events.size() < kEach * rings.size()) {
        if (recorder.drain(events) == 0) std::this_thread::yield();
    }
    for (std::thread& producer : producers) producer.join();

    std::vector<std::int64_t> next(rings.size() + 1, 0);
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        ASSERT_EQ(events[i].seq, i);
        ASSERT_EQ(events[i].arg, next[events[i].thread]++);
    }
}

TEST(Recorder, SaysHowManyWereLostOnceNobodyDrains) {
    Recorder recorder{std::make_shared<Tables>(), kSmall};
    Ring& ring = recorder.add_thread();
    recorder.abandon();
    for (int i = 0; i < 20; ++i) recorder.emit(ring, {.arg = i, .kind = Kind::Output});

    std::vector<Event> events;
    recorder.drain(events);
    ASSERT_EQ(events.size(), 17U);
    EXPECT_EQ(events.back().kind, Kind::Lost);
    EXPECT_EQ(events.back().arg, 4);
}

TEST(Recorder, NotifiesOncePerRequest) {
    Recorder recorder{std::make_shared<Tables>()};
    int calls = 0;
    recorder.set_notify([&] { ++calls; });
    Ring& ring = recorder.add_thread();
    recorder.emit(ring, {.kind = Kind::Output});
    EXPECT_EQ(calls, 0);
    recorder.request_notify();
    recorder.emit(ring, {.kind = Kind::Output});
    recorder.emit(ring, {.kind = Kind::Output});
    EXPECT_EQ(calls, 1);
}

TEST(Tables, SameTextAndSamePlaceHaveOneNumber) {
    Tables tables;
    EXPECT_EQ(tables.intern("task 1"), tables.intern(std::string{"task 1"}));
    EXPECT_NE(tables.intern("task 1"), tables.intern("task 2"));
    EXPECT_EQ(tables.intern(""), 0U);
    EXPECT_EQ(tables.string(tables.intern("task 2")), "task 2");
    EXPECT_EQ(tables.string(12345), "");

    const auto place = [&] { return tables.intern(CallSite::here()); };
    EXPECT_EQ(place(), place());
    EXPECT_EQ(tables.site(place()).file, "recorder_test.cpp");
    EXPECT_EQ(tables.site(999).line, 0U);
}

TEST(Words, EveryKindHasOneOfItsOwn) {
    std::vector<std::string_view> seen;
    for (std::uint8_t k = 0; k < kKindCount; ++k) {
        const auto text = word(static_cast<Kind>(k));
        EXPECT_FALSE(text.empty());
        EXPECT_EQ(std::find(seen.begin(), seen.end(), text), seen.end()) << text;
        seen.push_back(text);
    }
    EXPECT_EQ(word(static_cast<Kind>(250)), "unknown");
}

}  // namespace
}  // namespace loopscope::trace
