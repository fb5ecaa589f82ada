#include "app/session/session.hpp"

#include "app/tests/support/endless.hpp"
#include "app/tests/support/scripted_run.hpp"
#include "core/async/run.hpp"
#include "core/tests/support/built_in_deck.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace loopscope::app::session {
namespace {

const lessons::Lesson& lesson() {
    return loopscope::test::two_tasks();
}

// Each task prints twice, and the program once at its end.
std::size_t lines_of(std::size_t tasks) {
    return 2 * tasks + 1;
}

// A session over real runs of the first lesson; wall time is the test's.
class SessionTest : public ::testing::Test {
protected:
    void pass(double seconds) {
        for (double t = 0; t < seconds; t += 0.02) {
            session.update(now += 0.02);
            std::this_thread::yield();
        }
    }
    // Until `done`, or never.
    template <class Done>
    bool until(Done done) {
        for (int i = 0; i < 20000; ++i) {
            if (done()) return true;
            session.update(now += 0.02);
            std::this_thread::sleep_for(std::chrono::microseconds{100});
        }
        return false;
    }
    [[nodiscard]] std::size_t position() const { return session.player().playhead().position; }

    Session session{{{}, {}, record::Keeper::Threading::Caller}};
    double now = 0;
};

TEST_F(SessionTest, IsHarmlessWithoutALesson) {
    session.ask(Play{});
    session.restart();
    session.set_mode(lessons::Mode::Sync);
    session.set_value("tasks", 3);
    session.show_race(true);
    pass(0.2);

    EXPECT_EQ(session.timeline().size(), 0U);
}

TEST_F(SessionTest, OpensHeldAndStepsTheRealProgram) {
    session.open(lesson(), false);
    ASSERT_TRUE(until([&] { return session.timeline().size() > 0; }));
    EXPECT_TRUE(session.held());

    session.ask(Forward{});
    ASSERT_TRUE(until([&] { return session.timeline().beat_count() == 1; }));
    ASSERT_TRUE(until([&] { return position() == session.timeline().beat(0); }));
    pass(0.5);
    EXPECT_EQ(session.timeline().beat_count(), 1U);
}

TEST_F(SessionTest, PlaysEveryModeToItsEndByBeats) {
    for (const lessons::Mode mode : lesson().modes) {
        session.open(lesson(), false);
        session.set_mode(mode);
        session.ask(SetSpeed{4});
        session.set_value("seconds", 0.1);
        session.ask(Play{});
        ASSERT_TRUE(until([&] { return session.player().where() == Where::Ended; }))
            << lessons::mode_word(mode);
        EXPECT_EQ(session.timeline().output_count(), lines_of(2)) << lessons::mode_word(mode);
    }
}

TEST_F(SessionTest, AsFastAsPossibleTakesExactLoopTime) {
    session.open(lesson(), false);
    session.ask(SetSpeed{record::kAsFastAsPossible});
    session.restart();
    session.ask(Play{});
    ASSERT_TRUE(until([&] { return session.player().where() == Where::Ended; }));

    EXPECT_EQ(session.player().playhead().time, 1'000'000'000);
}

TEST_F(SessionTest, ANewValueBeginsANewRun) {
    session.open(lesson(), false);
    session.ask(SetSpeed{record::kAsFastAsPossible});
    session.ask(Play{});
    ASSERT_TRUE(until([&] { return session.ended(); }));

    session.set_value("tasks", 5);
    EXPECT_EQ(session.timeline().size(), 0U);
    session.ask(Play{});
    ASSERT_TRUE(until([&] { return session.player().where() == Where::Ended; }));
    EXPECT_EQ(session.timeline().output_count(), lines_of(5));
}

TEST_F(SessionTest, ValuesAreClampedAndUnknownOnesIgnored) {
    session.open(lesson(), false);
    session.set_value("tasks", 100000);
    session.set_value("no such thing", 1);

    EXPECT_EQ(session.values().find("tasks")->second, 200);
    EXPECT_FALSE(session.values().contains("no such thing"));
}

TEST_F(SessionTest, TwoHundredTasksInEveryMode) {
    session.open(lesson(), false);
    session.ask(SetSpeed{record::kAsFastAsPossible});
    session.set_value("tasks", 200);
    for (const lessons::Mode mode : lesson().modes) {
        session.set_mode(mode);
        session.ask(Play{});
        ASSERT_TRUE(until([&] { return session.player().where() == Where::Ended; }))
            << lessons::mode_word(mode);
        EXPECT_EQ(session.timeline().output_count(), lines_of(200)) << lessons::mode_word(mode);
    }
}

TEST_F(SessionTest, TheRaceTakesOverTheTransportWhileItIsShown) {
    session.open(lesson(), false);
    pass(0.1);
    session.show_race(true);
    ASSERT_TRUE(until([&] { return session.race().ready(); }));
    const std::size_t size = session.timeline().size();

    session.ask(ToHead{});
    EXPECT_TRUE(session.race().at_end());
    EXPECT_EQ(session.timeline().size(), size);

    session.show_race(false);
    session.ask(Forward{});
    ASSERT_TRUE(until([&] { return session.timeline().beat_count() == 1; }));
    EXPECT_TRUE(session.race().at_end());
}

TEST_F(SessionTest, ARunThatCannotStartIsToldAndNotFatal) {
    Session broken{
        {[](auto, auto) -> std::unique_ptr<record::Source> { throw std::runtime_error("no threads left"); },
         {}}};
    broken.open(lesson(), true);
    broken.update(1);

    const auto troubles = broken.take_troubles();
    ASSERT_EQ(troubles.size(), 1U);
    EXPECT_EQ(troubles[0], "The program could not be started: no threads left");
    EXPECT_TRUE(broken.take_troubles().empty());
}

TEST_F(SessionTest, AProgramThatFailsIsToldOnce) {
    lessons::Lesson failing = lesson();
    failing.program = [](lessons::Mode, const lessons::Values&) {
        return async::in_this_process([] { throw std::runtime_error("the cat sat on the keyboard"); });
    };
    session.open(failing, false);
    session.ask(SetSpeed{record::kAsFastAsPossible});
    session.ask(Play{});
    ASSERT_TRUE(until([&] { return session.ended(); }));

    const auto troubles = session.take_troubles();
    ASSERT_EQ(troubles.size(), 1U);
    EXPECT_EQ(troubles[0], "The program failed: the cat sat on the keyboard");
    session.open(lesson(), false);
}

TEST_F(SessionTest, AKeeperOfItsOwnDrainsWhileNobodyLooks) {
    std::atomic<int> woken{0};
    Session kept{{{}, [&] { ++woken; }}};
    kept.open(lesson(), false);
    kept.ask(SetSpeed{record::kAsFastAsPossible});
    kept.ask(Play{});
    for (int i = 0; i < 20000 && !kept.ended(); ++i) {
        kept.update(now += 0.02);
        std::this_thread::sleep_for(std::chrono::microseconds{100});
    }

    EXPECT_TRUE(kept.ended());
    EXPECT_GT(woken.load(), 0);
    EXPECT_EQ(kept.timeline().state_at(kept.timeline().size()).outcome, trace::Outcome::Done);
}

class FullSessionTest : public ::testing::Test {
protected:
    FullSessionTest() {
        session.open(endless, false);
        session.ask(SetSpeed{record::kAsFastAsPossible});
        session.ask(Play{});
    }
    template <class Done>
    bool until(Done done) {
        for (int i = 0; i < 20000; ++i) {
            if (done()) return true;
            session.update(now += 0.02);
            std::this_thread::sleep_for(std::chrono::microseconds{100});
        }
        return false;
    }
    void settle() {
        for (int i = 0; i < 50; ++i) session.update(now += 0.02);
    }

    static constexpr std::size_t kMemory = 3'000'000;
    const lessons::Lesson endless = test::endless();
    Session session{{{}, {}, record::Keeper::Threading::Caller, kMemory}};
    double now = 0;
};

TEST_F(FullSessionTest, ARunThatHasFilledItsMemoryIsHeldUntilAPersonHasSpoken) {
    ASSERT_TRUE(until([&] { return session.full() && session.held(); }));
    settle();
    const std::size_t held_at = session.timeline().size();
    EXPECT_FALSE(session.player().playing());

    session.ask(Play{});
    settle();
    session.ask(Forward{});
    settle();
    EXPECT_EQ(session.timeline().size(), held_at);
    EXPECT_TRUE(session.full());

    session.go_on_when_full();
    EXPECT_FALSE(session.full());
    EXPECT_EQ(session.budget().most(), 2 * kMemory);
    ASSERT_TRUE(until([&] { return session.full(); }));
    EXPECT_GT(session.timeline().size(), held_at);
}

TEST_F(FullSessionTest, ItCanBeLookedAtAndStopped) {
    ASSERT_TRUE(until([&] { return session.full() && session.held(); }));
    session.ask(Back{});
    settle();
    EXPECT_LT(session.player().playhead().position, session.timeline().size());

    session.stop();
    ASSERT_TRUE(until([&] { return session.ended(); }));
    EXPECT_FALSE(session.full());
    EXPECT_EQ(session.timeline().state_at(session.timeline().size()).outcome, trace::Outcome::Stopped);
}

TEST_F(FullSessionTest, ItGoesOnWithoutItsOldestPart) {
    ASSERT_TRUE(until([&] { return session.full() && session.held(); }));
    settle();
    const std::size_t size = session.timeline().size();
    const std::int64_t time = session.timeline().time_at(size);
    session.forget_the_oldest();

    EXPECT_FALSE(session.full());
    EXPECT_EQ(session.budget().most(), kMemory);
    EXPECT_LT(session.timeline().size(), size * 3 / 4);
    EXPECT_EQ(session.timeline().time_at(session.timeline().size()), time);
    // It is the newest part that is left, and the program goes on behind it.
    ASSERT_TRUE(until([&] { return session.full() && session.held(); }));
    EXPECT_GT(session.timeline().time_at(session.timeline().size()), time);
    session.ask(Back{});
    settle();
    EXPECT_LT(session.player().playhead().position, session.timeline().size());
}

TEST_F(FullSessionTest, AnotherRunHasAllItsMemoryAgain) {
    ASSERT_TRUE(until([&] { return session.full(); }));
    session.go_on_when_full();
    session.restart();

    EXPECT_FALSE(session.full());
    EXPECT_EQ(session.budget().most(), kMemory);
}

}  // namespace
}  // namespace loopscope::app::session
