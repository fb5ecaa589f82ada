#include "core/trace/recorder.hpp"

#include <thread>

#include <gtest/gtest.h>

namespace loopscope::trace {
namespace {

constexpr std::uint32_t kSmall = 4;  // 16 slots

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
    Recorder recorder{std::make_shared<Tables>(), std::make_shared<OwnMemory>(kSmall)};
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
    Recorder recorder{std::make_shared<Tables>(), std::make_shared<OwnMemory>(kSmall)};
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
    Recorder recorder{std::make_shared<Tables>(), std::make_shared<OwnMemory>(kSmall)};
    Ring& ring = recorder.add_thread();
    recorder.abandon();
    for (int i = 0; i < 20; ++i) recorder.emit(ring, {.arg = i, .kind = Kind::Output});

    std::vector<Event> events;
    recorder.drain(events);
    ASSERT_EQ(events.size(), 17U);
    EXPECT_EQ(events.back().kind, Kind::Lost);
    EXPECT_EQ(events.back().arg, 4);
}

TEST(Recorder, NumbersStayDenseWhateverIsLost) {
    Recorder recorder{std::make_shared<Tables>(), std::make_shared<OwnMemory>(kSmall)};
    Ring& ring = recorder.add_thread();
    recorder.abandon();
    std::vector<Event> events;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 20; ++i) recorder.emit(ring, {.time = 7, .arg = i, .kind = Kind::Output});
        recorder.drain(events);
    }

    ASSERT_EQ(events.size(), 3 * 17U);
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].seq, i);
        EXPECT_EQ(events[i].time, 7);
    }
}

Event numbered(std::uint32_t seq) {
    return {.seq = seq, .kind = Kind::Output};
}

// Rings as a process may leave them behind.
class LeftBehind {
public:
    explicit LeftBehind(std::size_t rings) {
        for (std::size_t i = 0; i < rings; ++i) {
            places_.push_back(memory_.ring(i));
            reader.add(places_.back());
        }
    }
    void write(std::size_t ring, std::uint32_t seq) {
        const RingPlace& place = places_[ring];
        const auto head = place.line->head.load();
        place.slots[head & place.mask] = numbered(seq);
        place.line->head.store(head + 1);
    }
    void claim(std::size_t ring, std::uint64_t head) { places_[ring].line->head.store(head); }
    bool read_rest(std::uint32_t drawn) {
        memory_.line().next_seq = drawn;
        return reader.read_rest(events);
    }

private:
    OwnMemory memory_{kSmall};

public:
    RingReader reader{memory_.line()};
    std::vector<Event> events;

private:
    std::vector<RingPlace> places_;
};

TEST(RingReader, SkipsNumbersThatWereDrawnAndNeverWritten) {
    LeftBehind left{2};
    for (const std::uint32_t seq : {0U, 1U, 5U}) left.write(0, seq);
    for (const std::uint32_t seq : {2U, 7U}) left.write(1, seq);
    ASSERT_TRUE(left.reader.read(left.events));
    EXPECT_EQ(left.events.size(), 3U);

    ASSERT_TRUE(left.read_rest(10));

    std::vector<std::int64_t> lost;
    for (std::uint32_t i = 0; i < left.events.size(); ++i) {
        EXPECT_EQ(left.events[i].seq, i);
        lost.push_back(left.events[i].kind == Kind::Lost ? left.events[i].arg : 0);
    }
    EXPECT_EQ(lost, (std::vector<std::int64_t>{0, 0, 0, 2, 0, 1, 0, 2}));
    ASSERT_TRUE(left.read_rest(10));
    EXPECT_EQ(left.events.size(), 8U);
}

TEST(RingReader, BelievesNoRingThatNobodyCouldHaveWritten) {
    LeftBehind longer_than_it_is{1}, backwards{1}, beyond_what_was_drawn{1}, fewer_than_seen{1};
    longer_than_it_is.claim(0, 17);
    EXPECT_FALSE(longer_than_it_is.reader.read(longer_than_it_is.events));
    backwards.claim(0, ~std::uint64_t{0});
    EXPECT_FALSE(backwards.reader.read(backwards.events));
    beyond_what_was_drawn.write(0, 12);
    EXPECT_FALSE(beyond_what_was_drawn.read_rest(12));
    fewer_than_seen.write(0, 0);
    EXPECT_FALSE(fewer_than_seen.read_rest(0));
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

}  // namespace
}  // namespace loopscope::trace
