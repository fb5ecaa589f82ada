#include "core/slides/anatomy/anatomy.hpp"

#include "core/slides/anatomy/strip.hpp"
#include "core/slides/anatomy/turn.hpp"
#include "core/tests/slides/anatomies.hpp"
#include "core/tests/support/golden.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::after;
using test::asleep;
using test::frame;
using test::kLarge;
using test::kSmall;
using test::kStrip;
using test::large;
using test::look;
using test::metrics;
using test::ns;
using test::says;
using test::Script;
using test::socket_wakes;
using trace::Phase;

stage::DisplayList strip(const timeline::Timeline& timeline, std::size_t position, std::int64_t time = -1,
                         stage::Vec2 size = kStrip) {
    StripInput input;
    input.frame = frame(timeline, position, size, time);
    return anatomy_strip(input);
}

void expect_tidy(const stage::DisplayList& list, const std::string& where) {
    std::vector<std::pair<stage::Rect, std::string>> boxes;
    for (const stage::Item& item : list.items) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        if (text == nullptr) continue;
        const float w = metrics().width(text->font, text->text), h = metrics().line_height(text->font) * 0.6F;
        const float x = text->at.x - (text->align == stage::Align::Left     ? 0
                                      : text->align == stage::Align::Center ? w / 2
                                                                            : w);
        boxes.emplace_back(stage::Rect{x, text->at.y - h / 2, w, h}, text->text);
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto& [a, a_text] = boxes[i];
        EXPECT_GE(a.x, -0.5F) << where << ": " << a_text;
        EXPECT_LE(a.right(), list.bounds.w + 0.5F) << where << ": " << a_text;
        EXPECT_LE(a.bottom(), list.bounds.h + 0.5F) << where << ": " << a_text;
        for (std::size_t j = i + 1; j < boxes.size(); ++j) {
            const auto& [b, b_text] = boxes[j];
            const bool over =
                a.x < b.right() - 1 && b.x < a.right() - 1 && a.y < b.bottom() - 1 && b.y < a.bottom() - 1;
            EXPECT_FALSE(over) << where << ": " << a_text << " | " << b_text;
        }
    }
}

TEST(LoopView, CountsCallbacksAndTimeOfEachPhaseOfTheTurn) {
    const Script s = socket_wakes();
    const timeline::Timeline timeline = s.timeline();

    const LoopView view = look(timeline, s.here(), s.now());

    EXPECT_EQ(view.turn, 2);
    const auto use = [&](Phase phase) {
        return *std::find_if(view.ring.begin(), view.ring.end(),
                             [&](const PhaseUse& u) { return u.phase == phase; });
    };
    EXPECT_EQ(use(Phase::Poll).callbacks, 2);
    EXPECT_EQ(use(Phase::Poll).time, ns(38));
    EXPECT_EQ(use(Phase::Check).callbacks, 1);
    EXPECT_EQ(use(Phase::Check).time, ns(0.6));
    EXPECT_FALSE(use(Phase::Timers).in_turn);
    ASSERT_GE(view.lit, 0);
    EXPECT_EQ(view.ring[static_cast<std::size_t>(view.lit)].phase, Phase::Check);
}

TEST(LoopView, TellsTheStoryFromThePollToTheStep) {
    const Script s = socket_wakes();
    const timeline::Timeline timeline = s.timeline();

    const LoopView view = look(timeline, s.here());

    ASSERT_EQ(view.story.size(), 4U);
    EXPECT_EQ(view.story[0].words, "poll wakes");
    EXPECT_EQ(view.story[1].words, "socket 14 has news");
    EXPECT_EQ(view.story[2].words, "fetch(2) is ready");
    EXPECT_EQ(view.story[3].words, "it runs");
}

TEST(LoopView, ATimersStoryReachesBackIntoTheTurnBefore) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    const LoopView view = look(timeline, after(s, trace::Kind::StepBegin, 4));

    ASSERT_EQ(view.story.size(), 4U);
    EXPECT_EQ(number_in(view, StoryStep::Place::Poll), 1);
    EXPECT_EQ(number_in(view, StoryStep::Place::Timer), 2);
    EXPECT_EQ(number_in(view, StoryStep::Place::Runs), 4);
}

TEST(LoopView, AFirstStepHasNoStory) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    EXPECT_TRUE(look(timeline, after(s, trace::Kind::StepBegin, 2)).story.empty());
}

TEST(LoopView, TakesTheOrderOfThePhasesFromTheRecording) {
    Script s;  // as libuv 1.45 and later: the timers come after the poll
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin().turn();
    s.phase(Phase::Prepare).poll_begin(0).poll_end(trace::PollWake::Nothing);
    s.phase(Phase::Check).phase(Phase::Closing).phase(Phase::Timers).turn();
    const timeline::Timeline timeline = s.timeline();

    const LoopView view = look(timeline, s.here());

    const auto at = [&](Phase phase) {
        return std::find_if(view.ring.begin(), view.ring.end(),
                            [&](const PhaseUse& u) { return u.phase == phase; });
    };
    EXPECT_LT(at(Phase::Closing), at(Phase::Timers));
    EXPECT_LT(at(Phase::Prepare), at(Phase::Poll));
    EXPECT_FALSE(at(Phase::Idle)->ever);
}

TEST(LoopView, TheTokenMovesThroughTheSleep) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    const LoopView view = look(timeline, asleep(s), ns(250));

    EXPECT_TRUE(view.poll.sleeping);
    EXPECT_EQ(view.poll.slept, ns(250));
    EXPECT_FLOAT_EQ(view.along, 0.25F);
}

TEST(Anatomy, ShowsATaskThatASocketWoke) {
    const Script s = socket_wakes();
    const timeline::Timeline timeline = s.timeline();

    EXPECT_TRUE(test::matches_golden("anatomy_socket", to_text(large(timeline, s.here(), s.now()))));
}

TEST(Anatomy, ShowsTheSleepInPoll) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    const stage::DisplayList list = large(timeline, asleep(s), ns(400));

    EXPECT_TRUE(test::matches_golden("anatomy_asleep", to_text(list)));
    EXPECT_TRUE(says(list, "600 ms left to sleep"));
    EXPECT_TRUE(says(list, "empty: the loop may sleep"));
    EXPECT_TRUE(says(list, "starts when first used"));
}

TEST(Anatomy, ShowsATimerThatIsDueBeforeTheLoopHasLookedAtIt) {
    Script s;
    s.run_begin("late").thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId alarm = s.task("alarm", 1);
    s.turn().look().step(alarm);
    s.sleep(alarm, 100, 2);
    s.at(300).turn();
    const timeline::Timeline timeline = s.timeline();

    for (const stage::Vec2 size : {kLarge, kSmall}) {
        const stage::DisplayList list = anatomy({frame(timeline, s.here(), size), 0});
        EXPECT_TRUE(says(list, "due for 200 ms"));
        EXPECT_FALSE(says(list, "later"));
        EXPECT_TRUE(says(list, "empty, but a timer is due"));
        EXPECT_FALSE(says(list, "may sleep"));
    }
}

TEST(Anatomy, SaysThatTheLoopHasEnded) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    EXPECT_TRUE(says(large(timeline, s.here()), "What it ran for is over, so the loop has ended"));
}

// Left early, as by run_until: it must not be said that nobody waits any more.
TEST(Anatomy, ALoopThatWasLeftEarlyHasEndedToo) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId a = s.task("A"), b = s.task("B");
    s.turn().look().step(a).step(b);
    s.sleep(b, 600);
    s.step(a).end(a).loop_end();
    const timeline::Timeline timeline = s.timeline();

    EXPECT_TRUE(says(large(timeline, s.here()), "so the loop has ended"));
    EXPECT_FALSE(says(large(timeline, s.here()), "Nothing is left"));
}

TEST(Anatomy, ShowsThreadsWhereThereIsNoLoop) {
    const Script sync = test::two_blocking(), threads = test::two_threads();
    const timeline::Timeline one = sync.timeline(), two = threads.timeline();

    const stage::DisplayList list = large(one, after(sync, trace::Kind::BlockBegin), ns(250));

    EXPECT_TRUE(test::matches_golden("anatomy_sync", to_text(list)));
    EXPECT_TRUE(says(list, "NO LOOP HERE"));
    EXPECT_TRUE(says(list, "750 ms left"));
    EXPECT_TRUE(says(large(two, after(threads, trace::Kind::BlockBegin, 3)), "task 2 on Thread 2"));
}

TEST(Anatomy, TheGlowNamesTheLitSegment) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    const stage::DisplayList list = large(timeline, asleep(s), ns(500));

    const auto found = std::find_if(list.items.begin(), list.items.end(), [](const stage::Item& i) {
        return std::holds_alternative<stage::ShaderItem>(i);
    });
    ASSERT_NE(found, list.items.end());
    const auto& glow = std::get<stage::ShaderItem>(*found);
    EXPECT_EQ(glow.name, "ring");
    EXPECT_FLOAT_EQ(glow.values[0], 4);  // timers, pending, idle, prepare, poll
    EXPECT_FLOAT_EQ(glow.values[1], 0.5F);
    EXPECT_FLOAT_EQ(glow.values[2], 7);
    EXPECT_FLOAT_EQ(glow.values[3], 1);
}

TEST(Anatomy, OffersTheLoopsWhereThereAreSeveral) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main");
    for (trace::ThreadId thread = 2; thread <= 3; ++thread)
        s.on(thread).thread_begin(trace::ThreadRole::Loop, "loop").loop_begin().turn().look();
    const timeline::Timeline timeline = s.timeline();
    const Frame f = frame(timeline, s.here(), kLarge);

    EXPECT_TRUE(says(anatomy({f, 0}), "Loop 2"));
    EXPECT_EQ(look(timeline, s.here()).thread, 3);
    EXPECT_EQ(look_at_loop(timeline, timeline.state_at(s.here()), f.playhead, 2).thread, 2);
}

TEST(Anatomy, ManyReadyTasksAndTimersAreCountedAndNotDrawn) {
    const Script s = test::two_sleepers(200);
    const timeline::Timeline timeline = s.timeline();

    const stage::DisplayList running = large(timeline, after(s, trace::Kind::StepBegin, 101));
    EXPECT_LT(running.items.size(), 400U);
    EXPECT_TRUE(says(running, "100 ready, in the order they came"));
    EXPECT_TRUE(says(running, "+98"));
    EXPECT_TRUE(says(large(timeline, asleep(s), ns(100)), "task 1 +199"));
}

TEST(Anatomy, IsTidyAtEveryEventOfARun) {
    for (const Script& s : {test::two_sleepers(), test::two_sleepers(30), test::two_blocking(3),
                            test::two_threads(40), socket_wakes()}) {
        const timeline::Timeline timeline = s.timeline();
        const std::size_t step = std::max<std::size_t>(1, s.here() / 60);
        for (std::size_t position = 0; position <= s.here(); position += step) {
            for (const stage::Vec2 size : {kLarge, kSmall, stage::Vec2{900, 480}})
                expect_tidy(anatomy({frame(timeline, position, size), 0}),
                            std::to_string(position) + " at " + std::to_string(size.x));
        }
    }
}

TEST(Anatomy, SurvivesEmptyRunsLongNamesAndTinyViews) {
    const Script nothing;
    const timeline::Timeline empty = nothing.timeline();
    EXPECT_TRUE(says(large(empty, 0), "Nothing has happened yet"));
    EXPECT_TRUE(says(strip(empty, 0), "no thread has started yet"));

    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, std::string(300, 'm')).loop_begin();
    const trace::TaskId id = s.task(std::string(400, 'x'));
    s.turn().look().step(id);
    const timeline::Timeline timeline = s.timeline();
    for (const stage::Vec2 size : {kLarge, kSmall, stage::Vec2{560, 420}})
        expect_tidy(anatomy({frame(timeline, s.here(), size), 0}), "long names");
    EXPECT_NO_THROW(anatomy({frame(timeline, s.here(), {1, 1}), 0}));
    EXPECT_NO_THROW(strip(timeline, s.here(), 0, {1, 1}));
}

TEST(Anatomy, SurvivesEveryCutOfARecording) {
    const Script s = socket_wakes();
    for (std::size_t cut = 0; cut <= s.here(); ++cut) {
        const timeline::Timeline timeline = s.timeline(cut);
        EXPECT_FALSE(large(timeline, cut).items.empty());
        EXPECT_FALSE(large(timeline, cut + 100).items.empty());
        EXPECT_FALSE(strip(timeline, cut).items.empty());
    }
}

TEST(AnatomyStrip, ShowsTheSleepAndBothTimers) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();

    const stage::DisplayList list = strip(timeline, asleep(s), ns(400));

    EXPECT_TRUE(test::matches_golden("anatomy_strip_asleep", to_text(list)));
    EXPECT_TRUE(says(list, "task 2 in 600 ms"));
    EXPECT_FALSE(says(list, "THREAD POOL"));
}

TEST(AnatomyStrip, SpeaksTheSentenceItIsGiven) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();
    const Sentence sentence{{{"Both wait", SpanStyle::Strong}, {" now", SpanStyle::Plain}}};
    StripInput input;
    input.frame = frame(timeline, asleep(s), kStrip);
    input.sentence = &sentence;

    EXPECT_TRUE(says(anatomy_strip(input), "Both wait now"));
}

TEST(AnatomyStrip, HasAPlaceForATimerBesideTasksThatAreReady) {
    const Script s = test::two_sleepers();
    const timeline::Timeline timeline = s.timeline();
    int with_timers = 0;
    for (std::size_t position = 0; position <= s.here(); ++position) {
        StripInput input;
        input.frame = frame(timeline, position, {340, 490});
        const stage::DisplayList list = anatomy_strip(input);
        const LoopView loop = look_at_loop(timeline, timeline.state_at(position), input.frame.playhead, 0);
        if (loop.state == nullptr || loop.thread == 0) continue;
        const bool any = !loop.timers.empty();
        with_timers += any ? 1 : 0;
        const bool row = std::any_of(list.items.begin(), list.items.end(), [](const stage::Item& item) {
            const auto* text = std::get_if<stage::TextItem>(&item);
            return text != nullptr && text->text.starts_with("in ");
        });
        EXPECT_EQ(row, any) << position;
        EXPECT_EQ(says(list, "nothing waits for a time"), !any) << position;
    }
    EXPECT_GT(with_timers, 0);
}

TEST(AnatomyStrip, IsTidyFromSmallToLarge) {
    const Script scripts[] = {test::two_sleepers(), test::two_sleepers(200), test::two_threads(30),
                              socket_wakes()};
    for (const Script& s : scripts) {
        const timeline::Timeline timeline = s.timeline();
        const std::size_t step = std::max<std::size_t>(1, s.here() / 40);
        for (std::size_t position = 0; position <= s.here(); position += step) {
            for (const stage::Vec2 size : {stage::Vec2{300, 420}, kStrip, stage::Vec2{420, 800}})
                expect_tidy(strip(timeline, position, -1, size),
                            std::to_string(position) + " at " + std::to_string(size.x));
        }
    }
}

}  // namespace
}  // namespace loopscope::slides
