#include "core/record/recording.hpp"

#include <atomic>
#include <limits>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::record {
namespace {

using trace::Event;
using trace::Kind;

Event random_event(std::mt19937_64& random, std::int64_t time) {
    return {.time = time,
            .arg = static_cast<std::int64_t>(random()),
            .task = static_cast<std::uint32_t>(random()),
            .object = static_cast<std::uint32_t>(random()),
            .seq = static_cast<std::uint32_t>(random()),
            .thread = static_cast<std::uint16_t>(random()),
            .kind = static_cast<Kind>(random() % trace::kKindCount),
            .reason = static_cast<std::uint8_t>(random())};
}

// Numbered as a recording numbers them.
std::vector<Event> some_events(std::size_t count, std::mt19937_64& random, std::int64_t longest_gap) {
    std::vector<Event> events;
    std::int64_t time = 0;
    for (std::size_t i = 0; i < count; ++i) {
        time += static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(longest_gap + 1));
        events.push_back(random_event(random, time));
    }
    return events;
}

void expect_same(const Recording& recording, const std::vector<Event>& events) {
    ASSERT_EQ(recording.size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        Event expected = events[i];
        expected.seq = static_cast<std::uint32_t>(i);
        ASSERT_EQ(recording[i], expected) << i;
    }
}

TEST(Recording, GivesBackWhatWasAppendedAndNumbersItAnew) {
    std::mt19937_64 random(1);
    const auto events = some_events(50'000, random, 1'000'000);
    Recording recording(nullptr);
    std::span<const Event> rest(events);
    while (!rest.empty()) {
        const std::size_t part = std::min<std::size_t>(rest.size(), random() % 5000);
        recording.append(rest.first(part));
        rest = rest.subspan(part);
    }
    expect_same(recording, events);
}

TEST(Recording, KeepsTimesThatLieFarApart) {
    std::mt19937_64 random(2);
    auto events = some_events(40'000, random, 3'000'000'000);
    events.push_back(random_event(random, std::numeric_limits<std::int64_t>::max()));
    events.push_back(random_event(random, std::numeric_limits<std::int64_t>::min()));
    events.push_back(random_event(random, 0));
    Recording recording(nullptr);
    recording.append(events);
    expect_same(recording, events);
}

TEST(Recording, WalksAcrossChunks) {
    std::mt19937_64 random(3);
    const auto events = some_events(40'000, random, 1000);
    Recording recording(nullptr);
    recording.append(events);
    std::size_t next = 16'000;
    recording.each(16'000, 35'000, [&](const Event& e) {
        ASSERT_EQ(e.seq, next);
        ASSERT_EQ(e.arg, events[next].arg);
        ++next;
    });
    EXPECT_EQ(next, 35'000U);
}

TEST(Recording, TakesAQuarterLessThanTheEvents) {
    std::mt19937_64 random(4);
    const auto events = some_events(200'000, random, 1000);
    Recording recording(nullptr);
    recording.append(events);
    EXPECT_LT(recording.memory(), events.size() * 26 + 500'000);
}

// What a reader has been told of is whole, and stays, while the writer goes on.
TEST(Recording, IsReadByThreeWhileItGrows) {
    constexpr std::size_t kCount = 200'000;
    Recording recording(nullptr);
    std::atomic<bool> wrong{false};
    const auto read = [&](unsigned seed) {
        std::mt19937_64 random(seed);
        for (std::size_t size = 0; size < kCount && !wrong;) {
            size = recording.size();
            if (size == 0) continue;
            for (int i = 0; i < 50; ++i) {
                const std::size_t at = i == 0 ? size - 1 : random() % size;
                const Event e = recording[at];
                // Some are far apart, so that those are read while they are written too.
                const auto number = static_cast<std::int64_t>(at);
                if (e.seq != at || e.arg != -number ||
                    e.time != number * (at % 1000 == 0 ? 4'000'000'000 : 1))
                    wrong = true;
            }
        }
    };
    std::vector<std::thread> readers;
    for (unsigned seed = 1; seed <= 3; ++seed) readers.emplace_back(read, seed);
    std::vector<Event> batch;
    for (std::size_t i = 0; i < kCount;) {
        batch.clear();
        for (std::size_t end = std::min(kCount, i + 1 + i % 700); i < end; ++i) {
            const auto number = static_cast<std::int64_t>(i);
            batch.push_back({.time = number * (i % 1000 == 0 ? 4'000'000'000 : 1), .arg = -number});
        }
        recording.append(batch);
    }
    for (std::thread& each : readers) each.join();
    EXPECT_FALSE(wrong);
}

}  // namespace
}  // namespace loopscope::record
