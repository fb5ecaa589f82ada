#include "app/session/race.hpp"

#include "app/exhibit/lesson_exhibit.hpp"
#include "core/tests/support/built_in_deck.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace loopscope::app::session {
namespace {

class RaceTest : public ::testing::Test {
protected:
    // Lets the race do its runs; they take milliseconds.
    void finish() {
        for (int i = 0; i < 5000 && !race.ready(); ++i) {
            race.update(now += 0.001);
            std::this_thread::yield();
            if (i > 1000) std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
        race.update(now);
    }
    [[nodiscard]] double finish_of(std::size_t i) const {
        return static_cast<double>(race.entries()[i].column->end()) * 1e-9;
    }

    const lessons::Lesson& lesson = loopscope::test::two_tasks();
    const std::shared_ptr<const exhibit::Exhibit> open = exhibit::exhibit_of(lesson);
    Race race{or_real({}), [] {}};
    double now = 0;
};

TEST_F(RaceTest, RunsAllFourWaysInExactVirtualTime) {
    race.run(open, lesson.initial_values(), false);
    finish();

    ASSERT_EQ(race.entries().size(), 4U);
    EXPECT_NEAR(finish_of(0), 2.0, 1e-9);
    EXPECT_NEAR(finish_of(1), 1.0, 1e-9);
    EXPECT_NEAR(finish_of(2), 1.0, 1e-9);
    EXPECT_NEAR(finish_of(3), 1.0, 1e-9);
    for (const auto& entry : race.entries()) EXPECT_EQ(entry.trouble, "");
}

TEST_F(RaceTest, PlaysOnOneTimeScaleAndStopsAtTheEnd) {
    race.run(open, lesson.initial_values(), true);
    finish();
    EXPECT_TRUE(race.playing());

    race.update(now += 0.5);
    EXPECT_GT(race.share(), 0.1);
    EXPECT_LT(race.share(), 0.4);
    race.update(now += 10);
    EXPECT_TRUE(race.at_end());
    EXPECT_FALSE(race.playing());

    race.apply(Toggle{});
    EXPECT_EQ(race.share(), 0);
}

TEST_F(RaceTest, ALongRaceHurriesSoThatItCanBeWatched) {
    auto values = lesson.initial_values();
    values["tasks"] = 200;
    race.run(open, values, true);
    finish();
    EXPECT_EQ(race.duration(), 200'000'000'000);
    EXPECT_GE(race.hurry(), 17);

    for (int i = 0; i < 130 && !race.at_end(); ++i) race.update(now += 0.1);
    EXPECT_TRUE(race.at_end());
}

TEST_F(RaceTest, StepsFromEventToEventInBothDirections) {
    race.run(open, lesson.initial_values(), false);
    finish();

    race.apply(Forward{});
    const double first = race.share();
    race.apply(Forward{});
    EXPECT_GT(race.share(), first);
    race.apply(Back{});
    EXPECT_EQ(race.share(), first);
    race.apply(ToHead{});
    EXPECT_TRUE(race.at_end());
    race.apply(ScrubRace{0.5});
    EXPECT_NEAR(race.share(), 0.5, 1e-6);
}

// As where the executable of a lesson's own program has been deleted: making the starter fails, or starting.
TEST_F(RaceTest, ARunThatCannotStartIsToldAndNotFatal) {
    lessons::Lesson gone = lesson;
    gone.program = [&](lessons::Mode mode, const lessons::Values& values) -> record::Starter {
        if (mode == lessons::Mode::Threads) throw std::runtime_error("its program is gone");
        if (mode == lessons::Mode::Sync) return {};
        return lesson.program(mode, values);
    };
    const RunFactory factory = [](const record::Starter& program, record::SourceOptions options) {
        if (options.name.ends_with("mt-async")) throw std::runtime_error("no threads left");
        return program(std::move(options));
    };
    Race broken{factory, [] {}};
    broken.run(exhibit::exhibit_of(gone), gone.initial_values(), true);
    for (int i = 0; i < 5000 && !broken.ready(); ++i) {
        broken.update(now += 0.001);
        std::this_thread::yield();
    }

    ASSERT_TRUE(broken.ready());
    const auto& entries = broken.entries();
    EXPECT_EQ(entries[0].trouble, "could not be started: there is nothing to run");
    EXPECT_EQ(entries[1].trouble, "");
    EXPECT_NEAR(static_cast<double>(entries[1].column->end()) * 1e-9, 1.0, 1e-9);
    EXPECT_EQ(entries[2].trouble, "could not be started: its program is gone");
    EXPECT_EQ(entries[3].trouble, "could not be started: no threads left");
}

TEST_F(RaceTest, GivesUpARunThatTakesTooLong) {
    lessons::Lesson endless = lesson;
    endless.modes = {lessons::Mode::Sync};
    auto tables = std::make_shared<trace::Tables>();
    class Never final : public record::Source {
    public:
        explicit Never(std::shared_ptr<trace::Tables> t) : tables_(std::move(t)) {}
        void send(const trace::Control&) override {}
        std::size_t drain(std::vector<trace::Event>&) override { return 0; }
        void wait_for_events(std::chrono::milliseconds) override {}
        void wake() override {}
        [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return tables_; }
        [[nodiscard]] Nanos loop_time() const override { return {}; }
        [[nodiscard]] Nanos wall_time() const override { return {}; }
        [[nodiscard]] bool held() const override { return false; }
        [[nodiscard]] bool ended() const override { return false; }

    private:
        std::shared_ptr<trace::Tables> tables_;
    };
    Race slow{[&](auto, auto) { return std::make_unique<Never>(tables); }, [] {}};
    slow.run(exhibit::exhibit_of(endless), endless.initial_values(), true);
    for (double t = 0; t < 10; t += 0.5) slow.update(t);

    ASSERT_TRUE(slow.ready());
    EXPECT_EQ(slow.entries()[0].trouble, "took too long and was stopped");
}

}  // namespace
}  // namespace loopscope::app::session
