#include "core/record/keeper.hpp"

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/run.hpp"
#include "core/async/sleep.hpp"

#include <atomic>
#include <semaphore>

#include <gtest/gtest.h>

namespace loopscope::record {
namespace {

using namespace std::chrono_literals;

async::Task<> count_to(int most) {
    for (int i = 0; i < most; ++i) {
        async::print("{}", i);
        co_await async::yield();
    }
}

std::unique_ptr<Source> counting(int most, bool held) {
    SourceOptions options;
    options.speed = kAsFastAsPossible;
    options.start_held = held;
    return async::start([most] { async::Loop{}.run(count_to(most)); }, options);
}

// A window that sleeps until it is told of news.
class Window {
public:
    explicit Window(std::unique_ptr<Source> source)
        : keeper(std::move(source), [this] { news_.release(); }) {}

    // False when nothing came for long.
    bool until(const std::function<bool(Keeper::Status)>& is_so) {
        while (!is_so(keeper.status())) {
            if (!news_.try_acquire_for(20s)) return false;
        }
        return true;
    }

private:
    std::counting_semaphore<> news_{0};

public:
    Keeper keeper;
};

TEST(Keeper, KeepsAllOfARunAndTellsOfItsEnd) {
    Window window(counting(50'000, false));
    ASSERT_TRUE(window.until([](Keeper::Status status) { return status.ended; }));
    const Recording& recording = *window.keeper.recording();
    EXPECT_EQ(recording[recording.size() - 1].kind, trace::Kind::RunEnd);
    std::size_t printed = 0;
    recording.each(0, recording.size(),
                   [&](const trace::Event& e) { printed += e.kind == trace::Kind::Output ? 1 : 0; });
    EXPECT_EQ(printed, 50'000U);
}

TEST(Keeper, SaysHeldOnlyWhenTheRecordingHasAllThatCameBefore) {
    Window window(counting(1000, true));
    std::size_t before = 0;
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(window.until([](Keeper::Status status) { return status.held; }));
        const Recording& recording = *window.keeper.recording();
        const std::size_t size = recording.size();
        // Behind what ended the step there is nothing but the gate's own word, or not even that yet.
        std::size_t last = size;
        while (last > 0 && trace::is_control(recording[last - 1].kind)) --last;
        // At first it may be held before it has begun.
        if (i > 0) {
            ASSERT_GT(last, before) << i;
            ASSERT_TRUE(trace::is_beat(recording[last - 1])) << i;
        }
        before = last;
        window.keeper.send(trace::Step{});
    }
}

TEST(Keeper, IsNotHeldBeforeItHasHeededWhatWasSent) {
    Window window(counting(1000, true));
    ASSERT_TRUE(window.until([](Keeper::Status status) { return status.held; }));
    window.keeper.send(trace::Resume{});
    EXPECT_FALSE(window.keeper.status().held);
}

// Is held until a control has reached it, and lets a drain come in just before that.
class LateSource final : public Source {
public:
    void send(const trace::Control&) override {
        before_heeding();
        held_ = false;
    }
    std::size_t drain(std::vector<trace::Event>&) override { return 0; }
    void wait_for_events(std::chrono::milliseconds) override {}
    void wake() override {}
    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return nullptr; }
    [[nodiscard]] Nanos loop_time() const override { return Nanos{0}; }
    [[nodiscard]] Nanos wall_time() const override { return Nanos{0}; }
    [[nodiscard]] bool held() const override { return held_; }
    [[nodiscard]] bool ended() const override { return false; }

    std::function<void()> before_heeding;

private:
    bool held_ = true;
};

TEST(Keeper, ADrainThatComesBeforeAControlIsHeededDoesNotCountAsHeld) {
    auto made = std::make_unique<LateSource>();
    LateSource& source = *made;
    Keeper keeper(std::move(made), {}, Keeper::Threading::Caller);
    source.before_heeding = [&] { keeper.collect(); };
    keeper.collect();
    ASSERT_TRUE(keeper.status().held);

    keeper.send(trace::Step{});

    EXPECT_FALSE(keeper.status().held);
}

// Records nothing until it is told to, and says when somebody has gone to sleep over it.
class QuietSource final : public Source {
public:
    void send(const trace::Control&) override { told_ = true; }
    std::size_t drain(std::vector<trace::Event>& out) override {
        if (!told_.exchange(false)) return 0;
        out.push_back({.kind = trace::Kind::RunBegin});
        return 1;
    }
    void wait_for_events(std::chrono::milliseconds) override {
        asleep.release();
        woken_.acquire();
    }
    void wake() override { woken_.release(); }
    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return nullptr; }
    [[nodiscard]] Nanos loop_time() const override { return Nanos{0}; }
    [[nodiscard]] Nanos wall_time() const override { return Nanos{0}; }
    [[nodiscard]] bool held() const override { return false; }
    [[nodiscard]] bool ended() const override { return false; }

    std::counting_semaphore<> asleep{0};

private:
    std::counting_semaphore<> woken_{0};
    std::atomic<bool> told_{false};
};

TEST(Keeper, SleepsWhenNothingIsRecordedAndWakesUpForAControl) {
    auto source = std::make_unique<QuietSource>();
    QuietSource& quiet = *source;
    Window window(std::move(source));
    ASSERT_TRUE(quiet.asleep.try_acquire_for(20s));
    EXPECT_EQ(window.keeper.recording()->size(), 0U);
    window.keeper.send(trace::Resume{});
    EXPECT_TRUE(window.until([&](Keeper::Status) { return window.keeper.recording()->size() == 1; }));
}

TEST(Keeper, GoesOnInAnotherRecording) {
    Window window(counting(1000, true));
    window.keeper.send(trace::Step{});
    ASSERT_TRUE(window.until([](Keeper::Status status) { return status.held; }));
    const auto old = window.keeper.recording();
    // One that begins with the third event, as far as somebody has read it.
    const std::size_t copied = old->size() - 1;
    auto rest = std::make_shared<Recording>(old->shared_tables());
    old->each(2, copied, [&](const trace::Event& e) { rest->append({&e, 1}); });
    window.keeper.go_on_in(rest, copied);
    window.keeper.send(trace::Resume{});
    ASSERT_TRUE(window.until([](Keeper::Status status) { return status.ended; }));
    const Recording& all = *window.keeper.recording();
    EXPECT_EQ(all[all.size() - 1].kind, trace::Kind::RunEnd);
    for (std::size_t i = 2; i < old->size(); ++i) {
        EXPECT_EQ(all[i - 2].kind, (*old)[i].kind);
    }
    std::size_t printed = 0;
    all.each(0, all.size(), [&](const trace::Event& e) { printed += e.kind == trace::Kind::Output ? 1 : 0; });
    EXPECT_EQ(printed, 1000U);
}

TEST(Keeper, StopsARunThatNeverEnds) {
    Window window(counting(2'000'000'000, false));
    ASSERT_TRUE(window.until([&](Keeper::Status) { return window.keeper.recording()->size() > 10'000; }));
}

}  // namespace
}  // namespace loopscope::record
