#include "app/session/player.hpp"

#include "app/tests/support/scripted_run.hpp"

#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace loopscope::app::session {
namespace {

using trace::Kind;

// A player with a program that follows a script, and the hands of a person and a clock.
class PlayerTest : public ::testing::Test {
protected:
    PlayerTest() : program(test::program_of(loopscope::test::two_sleepers())), timeline(program->tables) {
        player.restart(false);
        pass(0);
    }

    void drain() {
        const auto from = program->emitted.begin() + static_cast<std::ptrdiff_t>(drained);
        timeline.append(std::span<const trace::Event>(
            &*program->emitted.begin() + drained, static_cast<std::size_t>(program->emitted.end() - from)));
        drained = program->emitted.size();
    }

    void frame() {
        Program facts;
        facts.held = program->held && !program->ended();
        drain();
        facts.loop_time = program->clock;
        facts.ended = program->ended();
        player.update(now, timeline, facts);
        for (const auto& wish : player.take_wishes()) program->take(wish);
    }

    // Wall time passes in frames of a hundredth of a second.
    void pass(double seconds) {
        const auto frames = std::lround(seconds * 100);
        frame();
        for (int i = 0; i < frames; ++i) {
            now += 0.01;
            program->pass(0.01);
            frame();
        }
        frame();
    }

    void ask(const PlayerCommand& command) {
        player.apply(command, timeline);
        frame();
    }

    void step() {
        ask(Forward{});
        pass(0.5);
    }

    // Plays until the program has ended and the playhead is there.
    void play_to_end() {
        ask(Play{});
        for (int i = 0; i < 2000 && player.where() != Where::Ended; ++i) pass(0.05);
    }

    [[nodiscard]] std::size_t position() const { return player.playhead().position; }
    [[nodiscard]] Kind kind_at_head() const { return timeline[position() - 1].kind; }
    // The playhead is at the beginning of a wait.
    [[nodiscard]] bool sleeps() const {
        return position() > 0 && kind_at_head() == Kind::PollBegin && timeline[position() - 1].arg != 0;
    }
    [[nodiscard]] std::size_t sent(std::size_t variant) const {
        std::size_t count = 0;
        for (const auto& c : program->received) count += c.index() == variant ? 1U : 0U;
        return count;
    }
    [[nodiscard]] std::vector<Kind> kinds() const {
        std::vector<Kind> all;
        timeline.each(0, timeline.size(), [&](const trace::Event& e) {
            if (!trace::is_control(e.kind)) all.push_back(e.kind);
        });
        return all;
    }

    std::shared_ptr<test::ScriptedProgram> program;
    timeline::Timeline timeline;
    std::size_t drained = 0;
    double now = 0;
    Player player;
};

TEST_F(PlayerTest, StandsAtTheStartAndAsksForNothingWhilePaused) {
    pass(3);

    EXPECT_EQ(position(), 0U);
    EXPECT_EQ(sent(trace::Control(trace::Step{}).index()), 0U);
    EXPECT_FALSE(player.moving());
    EXPECT_FALSE(player.due_in().has_value());
    EXPECT_EQ(player.where(), Where::Live);
}

TEST_F(PlayerTest, StepAtTheHeadLetsTheProgramDoOneBeat) {
    step();

    EXPECT_EQ(kind_at_head(), Kind::TaskCreated);
    EXPECT_EQ(timeline.beat_count(), 1U);
    EXPECT_EQ(player.where(), Where::Live);
    EXPECT_FALSE(player.playing());
}

TEST_F(PlayerTest, ManualStepJumpsOverWaits) {
    for (int i = 0; i < 50 && !sleeps(); ++i) step();

    step();

    EXPECT_EQ(kind_at_head(), Kind::TimerDue);
    EXPECT_EQ(player.playhead().time, 1'000'000'000);
}

TEST_F(PlayerTest, BackWalksThePastWhileTheProgramStandsStill) {
    step();
    step();
    step();
    const std::size_t emitted = program->emitted.size(), at = position();

    ask(Back{});

    EXPECT_LT(position(), at);
    EXPECT_EQ(player.where(), Where::Replaying);
    EXPECT_EQ(player.where_text(), "looking back: the program stands still");
    pass(1);
    EXPECT_EQ(program->emitted.size(), emitted);
}

TEST_F(PlayerTest, ForwardBeforeTheHeadWalksThePastAndOnlyThenAsksTheProgram) {
    step();
    step();
    step();
    const std::size_t at = position(), asked = sent(2);
    ask(Back{});
    ask(Back{});

    step();
    step();
    EXPECT_EQ(position(), at);
    EXPECT_EQ(sent(2), asked);

    step();
    EXPECT_GT(position(), at);
    EXPECT_EQ(sent(2), asked + 1);
}

TEST_F(PlayerTest, StepsPressedQuicklyAreAllTaken) {
    player.apply(Forward{}, timeline);
    player.apply(Forward{}, timeline);
    player.apply(Forward{}, timeline);
    pass(2);

    EXPECT_EQ(timeline.beat_count(), 3U);
    EXPECT_EQ(position(), timeline.last_beat());
}

TEST_F(PlayerTest, PlayShowsEveryBeatForItsTimeAndTheNextOneOnlyThen) {
    ask(Play{});
    pass(0.40);
    EXPECT_EQ(timeline.beat_count(), 1U);
    EXPECT_GT(player.playhead().progress, 0.8F);
    EXPECT_LT(player.playhead().progress, 1.0F);

    pass(0.10);
    EXPECT_EQ(timeline.beat_count(), 2U);
    EXPECT_LT(player.playhead().progress, 0.3F);
}

TEST_F(PlayerTest, SpeedScalesBeats) {
    ask(SetSpeed{4});
    ask(Play{});
    pass(1.0);

    // 0.1125 s each.
    EXPECT_GE(timeline.beat_count(), 8U);
    EXPECT_LE(timeline.beat_count(), 10U);
}

TEST_F(PlayerTest, WaitsAreLivedThroughInLoopTime) {
    ask(Play{});
    for (int i = 0; i < 400 && !sleeps(); ++i) pass(0.05);
    pass(0.6);  // the beat itself, then a part of the wait

    EXPECT_EQ(kind_at_head(), Kind::PollBegin);
    EXPECT_GT(player.playhead().time, 50'000'000);
    EXPECT_LT(player.playhead().time, 300'000'000);
    EXPECT_TRUE(player.counting());

    pass(1.0);
    EXPECT_EQ(kind_at_head(), Kind::TimerDue);
    EXPECT_EQ(player.playhead().time, 1'000'000'000);
}

TEST_F(PlayerTest, PauseWithinAWaitStopsTheClockAndPlayGoesOn) {
    ask(Play{});
    for (int i = 0; i < 400 && !sleeps(); ++i) pass(0.05);
    pass(0.8);

    ask(Pause{});
    const auto time = player.playhead().time;
    pass(5);
    EXPECT_EQ(player.playhead().time, time);
    EXPECT_FALSE(player.moving());

    ask(Play{});
    pass(1.5);
    EXPECT_GE(player.playhead().time, 1'000'000'000);
}

// The window hears of what a step has done a frame later, and the key may come between.
TEST_F(PlayerTest, PauseWhileAStepIsOnItsWayShowsWhatItDid) {
    ask(Play{});
    ASSERT_GT(program->emitted.size(), drained);
    ask(Pause{});
    pass(0.5);

    EXPECT_EQ(timeline.beat_count(), 1U);
    ASSERT_GT(position(), 0U);
    EXPECT_EQ(kind_at_head(), Kind::TaskCreated);
    EXPECT_EQ(player.where(), Where::Live);
    EXPECT_FALSE(player.playing());
    EXPECT_FALSE(player.moving());
}

TEST_F(PlayerTest, PauseAtFreePaceStaysAtTheHead) {
    ask(SetPace{Pace::Free});
    ask(Play{});
    now += 0.5;
    program->pass(0.5);
    ask(Pause{});
    pass(0.5);

    EXPECT_EQ(player.where(), Where::Live);
    EXPECT_EQ(position(), head_of(timeline));
    EXPECT_FALSE(player.playing());
}

TEST_F(PlayerTest, WhoeverLooksBackAfterAPauseStaysThere) {
    ask(Play{});
    pass(1.2);
    ask(Pause{});
    ask(ToStart{});
    pass(0.5);

    EXPECT_EQ(position(), 0U);
    EXPECT_EQ(player.where(), Where::Replaying);
}

TEST_F(PlayerTest, EndComesBackToTheMomentWithinTheWait) {
    ask(Play{});
    for (int i = 0; i < 400 && !sleeps(); ++i) pass(0.05);
    pass(0.8);
    ask(Pause{});
    const auto time = player.playhead().time;
    ASSERT_GT(time, 100'000'000);

    ask(Back{});
    EXPECT_EQ(player.playhead().time, 0);
    ask(ToHead{});
    EXPECT_EQ(player.playhead().time, time);
}

TEST_F(PlayerTest, ForwardWithinAWaitJumpsToItsEnd) {
    ask(Play{});
    for (int i = 0; i < 400 && !sleeps(); ++i) pass(0.05);
    pass(0.8);

    step();

    EXPECT_FALSE(player.playing());
    EXPECT_EQ(kind_at_head(), Kind::TimerDue);
}

TEST_F(PlayerTest, PlaysTheProgramToItsEndAndSaysSo) {
    play_to_end();

    EXPECT_EQ(player.where(), Where::Ended);
    EXPECT_EQ(player.where_text(), "at the end");
    EXPECT_FALSE(player.playing());
    EXPECT_EQ(kind_at_head(), Kind::RunEnd);
    EXPECT_EQ(player.playhead().time, 1'000'000'000);
}

TEST_F(PlayerTest, PlayAtTheEndReplaysFromTheStartWithoutAskingTheProgram) {
    play_to_end();
    const std::size_t received = program->received.size(), size = timeline.size();

    ask(Play{});
    pass(1);
    EXPECT_EQ(player.where(), Where::Replaying);
    EXPECT_EQ(player.where_text(), "looking back: the run is over");
    for (int i = 0; i < 1000 && player.playing(); ++i) pass(0.05);

    EXPECT_EQ(player.where(), Where::Ended);
    EXPECT_EQ(program->received.size(), received);
    EXPECT_EQ(timeline.size(), size);
}

TEST_F(PlayerTest, ReplayedWaitsTakeTheirLoopTimeToo) {
    play_to_end();
    ask(Play{});
    for (int i = 0; i < 2000 && !sleeps(); ++i) pass(0.01);
    pass(0.95);

    EXPECT_EQ(kind_at_head(), Kind::PollBegin);
    EXPECT_NEAR(static_cast<double>(player.playhead().time), 5e8, 6e7);
}

TEST_F(PlayerTest, PlayFromThePastReplaysItAndThenGoesOnLive) {
    for (int i = 0; i < 5; ++i) step();
    const std::size_t head = position();
    ask(ToStart{});
    EXPECT_EQ(position(), 0U);

    ask(Play{});
    pass(0.45 * 5 + 0.2);
    EXPECT_GE(position(), head);
    pass(2);
    EXPECT_GT(position(), head);
    EXPECT_EQ(player.where(), Where::Live);
}

TEST_F(PlayerTest, HomeAndEndGoToStartAndHead) {
    for (int i = 0; i < 4; ++i) step();
    const std::size_t head = position();

    ask(ToStart{});
    EXPECT_EQ(position(), 0U);
    EXPECT_EQ(player.playhead().time, 0);
    ask(ToHead{});
    EXPECT_EQ(position(), head);
    EXPECT_EQ(player.where(), Where::Live);
}

TEST_F(PlayerTest, ScrubShowsTheMomentBetweenEvents) {
    play_to_end();

    ask(Scrub{400'000'000});

    EXPECT_EQ(player.playhead().time, 400'000'000);
    EXPECT_EQ(player.where(), Where::Replaying);
    EXPECT_LE(timeline.time_at(position()), 400'000'000);
    EXPECT_GT(timeline.time_at(position() + 2), 400'000'000);
}

TEST_F(PlayerTest, ScrubBeyondTheEndsIsClamped) {
    play_to_end();

    ask(Scrub{-5});
    EXPECT_GE(player.playhead().time, 0);
    ask(Scrub{std::numeric_limits<std::int64_t>::max()});
    EXPECT_EQ(player.playhead().time, 1'000'000'000);
}

TEST_F(PlayerTest, SeekStopsPlaying) {
    ask(Play{});
    pass(2);
    ask(Seek{3});
    const std::size_t emitted = program->emitted.size();
    pass(2);

    EXPECT_EQ(position(), 3U);
    EXPECT_EQ(program->emitted.size(), emitted);
}

TEST_F(PlayerTest, FreePaceLetsTheProgramRunAndFollowsIt) {
    ask(SetPace{Pace::Free});
    ask(Play{});
    pass(0.5);

    EXPECT_EQ(sent(trace::Control(trace::Resume{}).index()), 1U);
    EXPECT_EQ(position(), head_of(timeline));
    EXPECT_NEAR(static_cast<double>(player.playhead().time), 5e8, 3e7);
    EXPECT_EQ(player.where_text(), "live: the program runs freely");

    pass(0.6);
    EXPECT_EQ(player.where(), Where::Ended);
    EXPECT_FALSE(player.playing());
}

TEST_F(PlayerTest, BackWhileRunningFreelyHoldsTheProgramFirst) {
    ask(SetPace{Pace::Free});
    ask(Play{});
    pass(0.3);

    ask(Back{});
    const std::size_t emitted = program->emitted.size();
    pass(2);

    EXPECT_TRUE(program->held);
    EXPECT_EQ(program->emitted.size(), emitted);
    EXPECT_EQ(player.where(), Where::Replaying);
}

TEST_F(PlayerTest, AsFastAsPossibleRunsToTheEndAtOnce) {
    ask(SetSpeed{std::numeric_limits<double>::infinity()});
    ask(Play{});
    pass(0.05);

    EXPECT_EQ(player.where(), Where::Ended);
    EXPECT_EQ(player.playhead().time, 1'000'000'000);
}

TEST_F(PlayerTest, FromFreeToTeachingTheProgramStandsStillBetweenBeats) {
    ask(SetPace{Pace::Free});
    ask(Play{});
    pass(0.3);
    ask(SetPace{Pace::Teaching});
    EXPECT_TRUE(player.playing());
    pass(2);

    EXPECT_GE(player.playhead().time, 1'000'000'000);
    EXPECT_NE(player.where(), Where::Ended);
}

TEST_F(PlayerTest, BreakpointStopsTeachingPaceAtTheBeat) {
    trace::Breakpoint b;
    b.line = 40;
    ask(SetBreakpoints{{b}});
    ask(Play{});
    for (int i = 0; i < 400 && player.playing(); ++i) pass(0.05);

    EXPECT_FALSE(player.playing());
    EXPECT_EQ(kind_at_head(), Kind::Output);
    EXPECT_EQ(player.where_text(), "live: the program is held at a breakpoint");

    ask(Play{});
    pass(0.5);
    EXPECT_TRUE(player.playing());
}

TEST_F(PlayerTest, RunToBreakpointRunsFreelyAndStopsThere) {
    trace::Breakpoint b;
    b.line = 40;
    ask(SetBreakpoints{{b}});
    ask(RunToBreakpoint{});
    pass(1.2);

    EXPECT_FALSE(player.playing());
    EXPECT_EQ(kind_at_head(), Kind::Output);
    EXPECT_EQ(timeline[position() - 1].task, 2U);

    ask(RunToBreakpoint{});
    pass(0.1);
    EXPECT_EQ(timeline[position() - 1].task, 3U);
}

TEST_F(PlayerTest, RunToBreakpointFindsOneInThePastWithoutTheProgram) {
    trace::Breakpoint b;
    b.line = 34;
    play_to_end();
    ask(SetBreakpoints{{b}});
    ask(ToStart{});
    const std::size_t received = program->received.size();

    ask(RunToBreakpoint{});

    EXPECT_EQ(kind_at_head(), Kind::Output);
    EXPECT_EQ(player.where(), Where::Replaying);
    EXPECT_EQ(program->received.size(), received);
}

TEST_F(PlayerTest, RunToBreakpointWithoutOneDoesNothing) {
    ask(RunToBreakpoint{});
    pass(1);

    EXPECT_FALSE(player.playing());
    EXPECT_EQ(position(), 0U);
}

TEST_F(PlayerTest, GranularityDecidesHowFarAStepGoes) {
    ask(SetGranularity{trace::Granularity::TaskStep});
    step();
    EXPECT_EQ(kind_at_head(), Kind::TaskSuspended);

    ask(SetGranularity{trace::Granularity::Turn});
    step();
    EXPECT_EQ(kind_at_head(), Kind::TurnBegin);

    ask(SetGranularity{trace::Granularity::Callback});
    step();
    EXPECT_EQ(kind_at_head(), Kind::StepBegin);
}

TEST_F(PlayerTest, ReducedMotionCutsAndStillPauses) {
    ask(SetReducedMotion{true});
    ask(Play{});
    pass(0.2);

    EXPECT_EQ(player.playhead().progress, 1.0F);
    EXPECT_EQ(timeline.beat_count(), 1U);
    EXPECT_FALSE(player.moving());
    ASSERT_TRUE(player.due_in().has_value());
    EXPECT_NEAR(*player.due_in(), 0.25, 0.06);
    pass(0.3);
    EXPECT_EQ(timeline.beat_count(), 2U);
}

TEST_F(PlayerTest, SpeedIsClamped) {
    ask(SetSpeed{1000});
    EXPECT_EQ(player.speed(), kMostSpeed);
    ask(SetSpeed{0});
    EXPECT_EQ(player.speed(), kLeastSpeed);
    ask(SetSpeed{std::numeric_limits<double>::quiet_NaN()});
    EXPECT_EQ(player.speed(), kLeastSpeed);
}

TEST_F(PlayerTest, OrderOfEventsIsThatOfAFreeRunWhateverThePersonDoes) {
    std::vector<Kind> expected;
    for (const auto& e : program->events) expected.push_back(e.kind);
    unsigned seed = 7;
    const auto next = [&seed](unsigned below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 16) % below;
    };
    for (int i = 0; i < 400 && !program->ended(); ++i) {
        switch (next(9)) {
            case 0: ask(Toggle{}); break;
            case 1: ask(Forward{}); break;
            case 2: ask(Back{}); break;
            case 3: ask(SetSpeed{0.1 + next(40) / 10.0}); break;
            case 4: ask(Seek{next(60)}); break;
            case 5: ask(SetPace{next(2) == 0 ? Pace::Free : Pace::Teaching}); break;
            case 6: ask(ToHead{}); break;
            case 7: ask(Play{}); break;
            case 8: ask(SetGranularity{static_cast<trace::Granularity>(next(4))}); break;
            default: break;
        }
        pass(next(60) / 100.0);
    }
    play_to_end();

    EXPECT_EQ(kinds(), expected);
}

TEST(Player, CopesWithAnEmptyTimeline) {
    const timeline::Timeline empty(std::make_shared<trace::Tables>());
    Player player;
    player.restart(true);
    for (const PlayerCommand& command :
         {PlayerCommand{Forward{}}, PlayerCommand{Back{}}, PlayerCommand{ToHead{}}, PlayerCommand{Scrub{5}},
          PlayerCommand{Seek{9}}, PlayerCommand{RunToBreakpoint{}}, PlayerCommand{Play{}}}) {
        player.apply(command, empty);
        player.update(1, empty, {.loop_time = 0, .held = true, .ended = false});
        player.update(2, empty, {.loop_time = 0, .held = false, .ended = true});
    }

    EXPECT_EQ(player.playhead().position, 0U);
}

}  // namespace
}  // namespace loopscope::app::session
