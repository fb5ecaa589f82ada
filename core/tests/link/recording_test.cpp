// Both sides of the memory in one process: what a program writes, what is read, and what is not believed.
#include "core/link/recording.hpp"

#include "core/link/board_reader.hpp"
#include "core/link/pace.hpp"
#include "core/link/program_memory.hpp"
#include "core/trace/recorder.hpp"

#include <atomic>
#include <cstring>
#include <limits>
#include <random>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::link {
namespace {

using trace::Event;
using trace::Kind;

const std::string kNonsense = "it has written over its own recording";

class Both : public testing::Test {
protected:
    // The reader knows nothing of the writer but the memory.
    const Descriptor memory_ = make_memory();
    SharedMemory ours_{memory_.get()};
    std::atomic<int> news_ = 0;
    std::shared_ptr<ProgramMemory> theirs_ =
        std::make_shared<ProgramMemory>(memory_.get(), [this] { ++news_; });
    std::shared_ptr<trace::Tables> tables_ = std::make_shared<trace::Tables>(theirs_);
    trace::Recorder recorder_{tables_, theirs_};
    Recording recording_{ours_, {}};
    std::vector<Event> events_;

    void print(trace::Ring& ring, const std::string& text) {
        recorder_.emit(ring, {.object = tables_->store(text), .kind = Kind::Output});
    }
    [[nodiscard]] const std::string& text(std::size_t i) const {
        return recording_.tables()->string(events_.at(i).object);
    }
    // What the reader says to one event, or to a few bytes in the stream of tables.
    void put(const Event& event) {
        const trace::RingPlace ring = ours_.ring(0);
        ours_.head().run.rings = 1;
        ring.slots[0] = event;
        ring.line->head = 1;
    }
    void put(std::string_view bytes) {
        std::memcpy(ours_.tables(), bytes.data(), bytes.size());
        ours_.head().tables.head = bytes.size();
    }
    std::string trouble() {
        recording_.read(events_);
        return recording_.trouble();
    }
};

TEST_F(Both, EventsComeWithTheirTextsAndPlaces) {
    trace::Ring& ring = recorder_.add_thread();
    print(ring, "one");
    recorder_.emit(ring,
                   {.object = tables_->intern(trace::Site{"a.cpp", "f", 7}), .kind = Kind::LoopBlocked});
    recording_.read(events_);
    print(recorder_.add_thread(), "two");
    recording_.read(events_);

    ASSERT_EQ(events_.size(), 3U);
    EXPECT_EQ(text(0), "one");
    EXPECT_EQ(recording_.tables()->site(events_[1].object).file, "a.cpp");
    EXPECT_EQ(recording_.tables()->site(events_[1].object).line, 7U);
    EXPECT_EQ(text(2), "two");
    EXPECT_EQ(events_[2].thread, 2);
    EXPECT_EQ(events_[2].seq, 2U);
    EXPECT_EQ(recording_.trouble(), "");
}

TEST_F(Both, ATextMayBeLongerThanTheStreamHasRoom) {
    trace::Ring& ring = recorder_.add_thread();
    const std::string longest(5 * kTableBytes, 'x');
    std::thread program([&] {
        print(ring, longest);
        print(ring, "after");
    });
    while (events_.size() < 2) {
        recording_.read(events_);
        std::this_thread::yield();
    }
    program.join();

    EXPECT_EQ(text(0), longest);
    EXPECT_EQ(text(1), "after");
    EXPECT_GT(news_, 0);
}

TEST_F(Both, NobodyCanChangeTheSizeOfTheMemory) {
    EXPECT_NE(ftruncate(memory_.get(), 0), 0);
    EXPECT_NE(ftruncate(memory_.get(), std::numeric_limits<int>::max()), 0);
    EXPECT_THROW(SharedMemory(STDIN_FILENO), std::system_error);
}

TEST_F(Both, MoreThreadsThanCanBeRecordedAreTold) {
    EXPECT_NO_THROW(static_cast<void>(theirs_->ring(kMostRings - 1)));
    EXPECT_THROW(static_cast<void>(theirs_->ring(kMostRings)), std::runtime_error);
}

TEST_F(Both, WhatCannotHaveBeenRecordedIsNotBelieved) {
    put(Event{.kind = static_cast<Kind>(trace::kKindCount)});
    EXPECT_EQ(trouble(), kNonsense);
    EXPECT_TRUE(events_.empty());
}

TEST_F(Both, TasksThatCannotBeAreNotBelieved) {
    put(Event{.task = 4'000'000'000, .kind = Kind::StepBegin});
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, TimesThatCannotBeAreNotBelieved) {
    put(Event{.time = -1, .kind = Kind::StepBegin});
    EXPECT_EQ(trouble(), kNonsense);
    Recording later(ours_, {});
    put(Event{.time = std::numeric_limits<std::int64_t>::max(), .kind = Kind::StepBegin});
    later.read(events_);
    EXPECT_EQ(later.trouble(), kNonsense);
    EXPECT_TRUE(events_.empty());
}

TEST_F(Both, WhatBreaksOffDoesSoAtATimeThatIsBelieved) {
    const trace::RingPlace ring = ours_.ring(0);
    ours_.head().run.rings = 1;
    ring.slots[0] = {.time = 7, .kind = Kind::ThreadBegin};
    ring.slots[1] = {.time = std::numeric_limits<std::int64_t>::max(), .seq = 1, .kind = Kind::ThreadEnd};
    ring.line->head = 2;
    EXPECT_EQ(trouble(), kNonsense);
    recording_.break_off("", "", events_);
    ASSERT_EQ(events_.size(), 2U);
    EXPECT_EQ(events_[1].time, 7);
    EXPECT_EQ(events_[1].seq, 1U);
}

TEST_F(Both, AThreadIsTheOneOfItsRing) {
    put(Event{.thread = 999, .kind = Kind::StepBegin});
    EXPECT_EQ(trouble(), "");
    EXPECT_EQ(events_.at(0).thread, 1);
}

TEST_F(Both, ARingIsNoLongerThanItIs) {
    put(Event{});
    ours_.ring(0).line->head = (1U << trace::kRingLog2) + 1;
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, RingsAreNotMoreThanThereAreAndNeverFewer) {
    put(Event{.kind = Kind::StepBegin});
    EXPECT_EQ(trouble(), "");
    ours_.head().run.rings = 0;
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, MoreRingsThanFitAreNotBelieved) {
    ours_.head().run.rings = kMostRings + 1;
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, TheStreamOfTablesIsNoLongerThanItIs) {
    ours_.head().tables.head = kTableBytes + 1;
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, AFrameOfTheStreamIsATextOrAPlace) {
    put(Packer(Frame::News).take());
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, AnEmptyTextWouldShiftAllNumbers) {
    Packer packer(Frame::String);
    packer.text("");
    put(packer.take());
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, APlaceThatIsThereWouldShiftAllNumbers) {
    Packer packer(Frame::Site);
    packer.text("a.cpp");
    packer.text("f");
    packer.number(std::uint32_t{7});
    const std::string once = packer.take();
    put(once + once);
    EXPECT_EQ(trouble(), kNonsense);
}

TEST_F(Both, TheRestIsReadAndWhatIsMissingIsTold) {
    trace::Ring& ring = recorder_.add_thread();
    recorder_.add_thread();
    print(ring, "one");
    ours_.head().run.next_seq.fetch_add(3);  // drawn by one that died
    print(ring, "two");
    recording_.read(events_);
    EXPECT_EQ(events_.size(), 1U);
    recording_.read_rest(events_);

    ASSERT_EQ(events_.size(), 3U);
    EXPECT_EQ(events_[1].kind, Kind::Lost);
    EXPECT_EQ(events_[1].arg, 3);
    EXPECT_EQ(text(2), "two");
    for (std::uint32_t i = 0; i < events_.size(); ++i) EXPECT_EQ(events_[i].seq, i);

    recording_.break_off("signal 9", "ouch", events_);
    EXPECT_TRUE(recording_.has_ended());
    EXPECT_EQ(events_.back().seq, 3U);
    EXPECT_EQ(text(3), "the program broke off: signal 9; its last words: ouch");
}

TEST_F(Both, MoreThanCanBeKeptEndsIt) {
    trace::Ring& ring = recorder_.add_thread();
    Recording few(ours_, {.entries = 2, .bytes = 1000}), little(ours_, {.entries = 100, .bytes = 20});
    for (const char* word : {"one", "two", "three"}) print(ring, word);
    std::vector<Event> events;
    few.read(events);
    EXPECT_EQ(few.trouble(), "it has told more texts and places than can be kept");
    little.read(events);
    EXPECT_EQ(little.trouble(), "it has told more texts and places than can be kept");
}

// Bytes at random, in all places that are read, while they are read.
TEST_F(Both, WhateverIsInTheMemoryNothingBreaks) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 300; ++round) {
        const Descriptor memory = make_memory();
        const SharedMemory wild(memory.get());
        Recording reading(wild, {.entries = 1000, .bytes = 100'000});
        BoardReader board;
        const auto scribble = [&](void* at, std::size_t count) {
            for (std::size_t i = 0; i < count; i += sizeof(std::uint64_t)) {
                // Small numbers are likelier to be taken for something.
                const std::uint64_t value = random() >> (random() % 64);
                std::memcpy(static_cast<char*>(at) + i, &value, sizeof value);
            }
        };
        std::vector<Event> events;
        for (int i = 0; i < 10; ++i) {
            if (i % 3 == 0) scribble(&wild.head(), sizeof(Head));
            scribble(wild.tables(), 1024);
            wild.head().run.rings = static_cast<std::uint32_t>(random() % 5);
            for (std::size_t ring = 0; ring < 4; ++ring) {
                scribble(wild.ring(ring).slots, 64 * sizeof(Event));
                wild.ring(ring).line->head = random() % 64;
                for (std::uint32_t seq = 0; seq < 64; ++seq) {
                    if (random() % 2 == 0) wild.ring(ring).slots[seq].seq = seq;
                }
            }
            reading.read(events);
            board.clocks(wild.head().run.board, std::numeric_limits<std::int64_t>::max());
        }
        reading.read_rest(events);
        reading.break_off("", "", events);
        for (std::uint32_t i = 0; i < events.size(); ++i) ASSERT_EQ(events[i].seq, i);
    }
}

TEST(Pace, RestsOnlyAfterMuchInAShortTime) {
    Pace pace;
    Pace::Time now{std::chrono::hours{1}};
    for (int i = 1; i < Pace::kMostInAPeriod; ++i) pace.note(now);
    EXPECT_EQ(pace.rest(now).count(), 0);
    now += std::chrono::milliseconds{1};
    pace.note(now);
    EXPECT_EQ(pace.rest(now).count(), 9);
    now += std::chrono::milliseconds{9};
    EXPECT_EQ(pace.rest(now).count(), 0);
    pace.note(now);
    EXPECT_EQ(pace.rest(now).count(), 0);
}

TEST(BoardReader, TellsBothClocksAsTheyGoOn) {
    trace::Board board;
    BoardReader reader;
    EXPECT_EQ(reader.clocks(board, 500).wall.count(), 0);
    board.begun = 1000;
    board.show_clock(100, 2000, 0.5);
    const auto running = reader.clocks(board, 2600);
    EXPECT_EQ(running.loop.count(), 400);
    EXPECT_EQ(running.wall.count(), 1600);
    board.ended = 2200;
    EXPECT_EQ(reader.clocks(board, 9000).loop.count(), 200);
    EXPECT_EQ(reader.clocks(board, 9000).wall.count(), 1200);
}

TEST(BoardReader, KeepsTheLastTimesWhileOthersAreBeingWritten) {
    trace::Board board;
    BoardReader reader;
    board.begun = 1;
    board.show_clock(100, 1, 0);
    EXPECT_EQ(reader.clocks(board, 10).loop.count(), 100);
    board.clock_number = 7;
    board.loop = 999;
    EXPECT_EQ(reader.clocks(board, 10).loop.count(), 100);
}

TEST(BoardReader, BelievesNoClockThatCannotBe) {
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min(),
                   kMost = std::numeric_limits<std::int64_t>::max();
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN(),
                     kInf = std::numeric_limits<double>::infinity();
    for (const std::int64_t time : {kLeast, std::int64_t{-1}, std::int64_t{5}, kMost}) {
        for (const double rate : {-1.0, kNan, kInf, 1e300}) {
            trace::Board board;
            board.begun = time;
            board.show_clock(time, time, rate);
            for (const std::int64_t ended : {kLeast, std::int64_t{3}, kMost}) {
                board.ended = ended;
                const auto clocks = BoardReader().clocks(board, 1'000'000);
                EXPECT_GE(clocks.loop.count(), 0);
                EXPECT_GE(clocks.wall.count(), 0);
                EXPECT_LE(clocks.wall.count(), 1'000'000);
            }
        }
    }
}

}  // namespace
}  // namespace loopscope::link
