#include "core/slides/loop/loop_slide.hpp"

#include "core/tests/slides/scripts.hpp"
#include "core/tests/support/fixed_metrics.hpp"
#include "core/tests/support/golden.hpp"
#include "core/tests/support/random_script.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

using test::metrics;
using test::Script;

constexpr stage::Vec2 kView{728, 494};

Frame frame_of(const timeline::Timeline& run, std::size_t position, stage::Vec2 size = kView) {
    Frame frame;
    frame.timeline = &run;
    frame.playhead.position = position;
    frame.playhead.time = run.time_at(position);
    frame.size = size;
    frame.metrics = &metrics();
    return frame;
}

// Position behind the `nth` event (from 1) of that kind.
std::size_t behind(const timeline::Timeline& run, trace::Kind kind, int nth = 1) {
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (run[i].kind == kind && --nth == 0) return i + 1;
    }
    return run.size();
}

std::string picture(const Frame& frame) {
    return stage::to_text(loop_slide(frame));
}

std::vector<stage::TextItem> text_items(const stage::DisplayList& list) {
    std::vector<stage::TextItem> found;
    for (const stage::Item& item : list.items) {
        if (const auto* text = std::get_if<stage::TextItem>(&item)) found.push_back(*text);
    }
    return found;
}

stage::Rect box_of(const stage::TextItem& text) {
    const float w = metrics().width(text.font, text.text);
    const float left = text.align == stage::Align::Left     ? text.at.x
                       : text.align == stage::Align::Center ? text.at.x - w / 2
                                                            : text.at.x - w;
    return {left, text.at.y - 8.5F, w, 17};
}

std::string trouble_with_texts(const stage::DisplayList& list, stage::Vec2 size) {
    const auto all = text_items(list);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const stage::Rect a = box_of(all[i]);
        if (a.x < -0.5F || a.right() > size.x + 0.5F) return "\"" + all[i].text + "\" leaves the view";
        for (std::size_t k = i + 1; k < all.size(); ++k) {
            const stage::Rect b = box_of(all[k]);
            if (a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom())
                return "\"" + all[i].text + "\" lies on \"" + all[k].text + "\"";
        }
    }
    return {};
}

TEST(LoopSlide, ShowsTwoTasksStarting) {
    const timeline::Timeline run = test::two_sleepers().timeline();
    const std::size_t start = behind(run, trace::Kind::TaskSuspended);

    EXPECT_TRUE(test::matches_golden("loop_slide_start", picture(frame_of(run, start))));
}

TEST(LoopSlide, ShowsTaskARunning) {
    const timeline::Timeline run = test::two_sleepers().timeline();

    EXPECT_TRUE(
        test::matches_golden("loop_slide_a_runs", picture(frame_of(run, behind(run, trace::Kind::Output)))));
}

TEST(LoopSlide, ShowsTheTokenOnItsWayToATask) {
    const timeline::Timeline run = test::two_sleepers().timeline();
    Frame frame = frame_of(run, behind(run, trace::Kind::StepBegin, 2));
    frame.playhead.progress = 0.6F;

    EXPECT_TRUE(test::matches_golden("loop_slide_token_walks", picture(frame)));
}

TEST(LoopSlide, ShowsTheLoopAsleepAndWhenItsTimersAreDue) {
    const Script script = test::two_sleepers();
    const timeline::Timeline whole = script.timeline();
    std::size_t asleep = 0;
    while (whole[asleep].kind != trace::Kind::PollBegin || whole[asleep].arg == 0) ++asleep;
    const timeline::Timeline run = script.timeline(asleep + 1);
    Frame frame = frame_of(run, asleep + 1);
    frame.playhead.time = test::ns(400);
    frame.playhead.live = true;

    EXPECT_TRUE(test::matches_golden("loop_slide_poll", picture(frame)));
}

TEST(LoopSlide, ShowsBothReady) {
    const Script script = test::two_sleepers();
    const std::size_t ready = behind(script.timeline(), trace::Kind::TimerDue, 2) + 1;
    const timeline::Timeline run = script.timeline(ready);

    EXPECT_TRUE(test::matches_golden("loop_slide_both_ready", picture(frame_of(run, ready))));
}

TEST(LoopSlide, ShowsTheEnd) {
    const timeline::Timeline run = test::two_sleepers().timeline();

    EXPECT_TRUE(test::matches_golden("loop_slide_done", picture(frame_of(run, run.size()))));
}

TEST(LoopSlide, ShowsPlainCalls) {
    const timeline::Timeline run = test::two_blocking().timeline();

    EXPECT_TRUE(test::matches_golden("loop_slide_sync", picture(frame_of(run, run.size()))));
}

TEST(LoopSlide, ShowsThreads) {
    const timeline::Timeline run = test::two_threads().timeline();

    EXPECT_TRUE(test::matches_golden("loop_slide_threads", picture(frame_of(run, run.size(), {728, 640}))));
}

TEST(LoopSlide, ShowsATaskThatHoldsTheLoop) {
    const timeline::Timeline run = test::blocking_mistake().timeline();
    Frame frame = frame_of(run, behind(run, trace::Kind::BlockBegin));
    frame.playhead.time = test::ns(250);

    EXPECT_TRUE(test::matches_golden("loop_slide_mistake", picture(frame)));
}

TEST(LoopSlide, ShowsAFailureACancelAndAWorker) {
    const timeline::Timeline run = test::trouble().timeline();

    EXPECT_TRUE(test::matches_golden("loop_slide_trouble", picture(frame_of(run, run.size(), {728, 900}))));
}

TEST(LoopSlide, ShowsTwoHundredTasks) {
    const timeline::Timeline run = test::two_sleepers(200).timeline();

    EXPECT_TRUE(test::matches_golden("loop_slide_many",
                                     picture(frame_of(run, behind(run, trace::Kind::Output, 120)))));
}

TEST(LoopSlide, SaysThatNothingHasHappened) {
    const timeline::Timeline run = Script().timeline();

    EXPECT_TRUE(test::matches_golden("loop_slide_empty", picture(frame_of(run, 0))));
}

TEST(LoopSlide, IsTheSameForwardsAndBackwards) {
    const timeline::Timeline run = test::trouble().timeline();
    LoopSlide slide;
    std::mt19937 random(7);
    for (int i = 0; i < 200; ++i) {
        const Frame frame = frame_of(run, random() % (run.size() + 1));
        ASSERT_EQ(stage::to_text(slide.build(frame).list), picture(frame))
            << "at " << frame.playhead.position;
    }
}

TEST(LoopSlide, ReadsATimelineThatGrows) {
    for (const char* name : {"async", "sync", "threads", "mistake", "trouble"}) {
        const Script script = test::named_script(name);
        timeline::Timeline run(script.tables);
        LoopSlide slide;
        for (std::size_t i = 0; i < script.events.size(); ++i) {
            run.append(std::span(script.events).subspan(i, 1));
            const Frame frame = frame_of(run, run.size());
            ASSERT_EQ(stage::to_text(slide.build(frame).list), picture(frame)) << name << " at " << i;
        }
    }
}

TEST(LoopSlide, BeginsAnewWithAnotherRun) {
    const timeline::Timeline first = test::two_sleepers().timeline(), second = test::trouble().timeline();
    LoopSlide slide;
    slide.build(frame_of(first, first.size()));

    EXPECT_EQ(stage::to_text(slide.build(frame_of(second, 20)).list), picture(frame_of(second, 20)));
}

TEST(LoopSlide, DrawsWhatIsPrintedInTheOrderInWhichItWasPrinted) {
    for (const char* name : {"async", "sync", "threads", "mistake", "trouble"}) {
        const timeline::Timeline run = test::named_script(name).timeline();
        const stage::DisplayList list = loop_slide(frame_of(run, run.size(), {1400, 4000}));
        std::vector<std::pair<float, std::string>> drawn;
        for (const stage::TextItem& text : text_items(list)) {
            if (text.text.starts_with("prints ")) drawn.emplace_back(text.at.y, text.text.substr(7));
        }
        std::stable_sort(drawn.begin(), drawn.end());
        ASSERT_EQ(drawn.size(), run.output_count()) << name;
        for (std::size_t i = 0; i < drawn.size(); ++i)
            EXPECT_EQ(drawn[i].second, run.tables().string(run.output(i).text)) << name;
    }
}

TEST(LoopSlide, KeepsItsTextsApartAtEveryWidth) {
    for (const char* name : {"async", "sync", "threads", "mistake", "trouble", "many"}) {
        const timeline::Timeline run = test::named_script(name).timeline();
        const std::size_t step = run.size() > 200 ? run.size() / 23 : 1;
        LoopSlide slide;
        for (const float width : {520.0F, 620.0F, 728.0F, 900.0F, 1150.0F, 1400.0F}) {
            for (std::size_t at = 0; at <= run.size(); at += step) {
                for (const bool dense : {false, true}) {
                    Frame frame = frame_of(run, at, {width, width * 0.7F});
                    frame.dense = dense;
                    ASSERT_EQ(trouble_with_texts(slide.build(frame).list, frame.size), "")
                        << name << ", width " << width << ", at " << at << (dense ? ", dense" : "");
                }
            }
        }
    }
}

TEST(LoopSlide, WordsOfAPinnedLoopKeepTheirRoomWhileTheOthersScroll) {
    const timeline::Timeline run = test::named_script("many").timeline();
    const std::size_t due = behind(run, trace::Kind::TimerDue, 200);

    const auto all = text_items(loop_slide(frame_of(run, due)));

    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const stage::TextItem& text) {
        return text.text == "200 timers due" || text.text == "200 due";
    }));
}

TEST(LoopSlide, GivesAllTasksHeadersOfOneForm) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const std::vector<std::string> names{"a", "subprocess", "files", "fetch(1)"};
    for (const std::string& name : names) s.task(name);
    const timeline::Timeline run = s.timeline();
    std::size_t most = 0;
    for (float width = 300; width <= 1300; width += 25) {
        const Frame frame = frame_of(run, run.size(), {width, 400});
        std::vector<float> heights;
        const stage::DisplayList list = loop_slide(frame);
        const auto headers = static_cast<std::size_t>(
            std::count_if(list.items.begin(), list.items.end(), [](const stage::Item& item) {
                const auto* hot = std::get_if<stage::HotItem>(&item);
                return hot != nullptr && hot->id.starts_with("slide/task/");
            }));
        for (const stage::TextItem& text : text_items(list)) {
            const std::string shown = text.text.substr(0, text.text.find("…"));
            const bool names_one = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                return name == text.text || (shown.size() > 3 && name.starts_with(shown));
            });
            if (text.at.y < 60 && names_one) heights.push_back(text.at.y);
        }
        EXPECT_TRUE(heights.empty() || heights.size() == headers) << width;
        EXPECT_TRUE(std::all_of(heights.begin(), heights.end(), [&](float y) { return y == heights[0]; }))
            << width;
        most = std::max(most, heights.size());
    }
    EXPECT_EQ(most, names.size());
}

// Both are ready, and the second is resumed first, so that its arrow crosses the bar of the other.
Script arrow_over_a_bar() {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId a = s.task("one"), b = s.task("two");
    s.turn();
    for (const trace::TaskId id : {a, b}) {
        s.step(id);
        s.suspend(id, trace::Wait::Worker, 0, s.work(id, "sum"));
    }
    s.turn().ready(b, trace::Cause::WorkerDone, 2).ready(a, trace::Cause::WorkerDone, 1).step(b);
    return s;
}

TEST(LoopSlide, KeepsTheReasonOfAnArrowOffTheBarsThatItCrosses) {
    const timeline::Timeline run = arrow_over_a_bar().timeline();
    for (float width = 300; width <= 900; width += 20) {
        const stage::DisplayList list = loop_slide(frame_of(run, run.size(), {width, 700}));
        std::vector<stage::Rect> bars, reasons;
        const test::FixedMetrics metrics;
        for (const stage::Item& item : list.items) {
            if (const auto* box = std::get_if<stage::BoxItem>(&item);
                box != nullptr && box->bordered && box->box.w < 20)
                bars.push_back(box->box);
            if (const auto* text = std::get_if<stage::TextItem>(&item);
                text != nullptr && text->text == "worker done")
                reasons.push_back({text->at.x, text->at.y - 8, metrics.width(text->font, text->text), 16});
        }
        ASSERT_FALSE(bars.empty());
        for (const stage::Rect& words : reasons) {
            for (const stage::Rect& bar : bars)
                EXPECT_FALSE(bar.x < words.right() && words.x < bar.right() && bar.y < words.bottom() &&
                             words.y < bar.bottom())
                    << width;
        }
    }
}

TEST(LoopSlide, KeepsVeryLongNamesInTheirPlaces) {
    Script s;
    const std::string name(300, 'W');
    s.run_begin(name).thread_begin(trace::ThreadRole::Main, name).loop_begin();
    const trace::TaskId main = s.task(name);
    s.step(main);
    const trace::TaskId a = s.task(name), b = s.task(name);
    s.suspend(main, trace::Wait::Tasks, 0, 2);
    s.step(a).output(a, name).end(a, trace::Outcome::Failed, name);
    s.step(b).output(b, name + "\nand a second line").suspend(b, trace::Wait::Task, 0, a);
    const timeline::Timeline run = s.timeline();
    for (std::size_t at = 0; at <= run.size(); ++at)
        EXPECT_EQ(trouble_with_texts(loop_slide(frame_of(run, at, {520, 360})), {520, 360}), "") << at;
}

TEST(LoopSlide, TokenNeverJumpsWhileItWalks) {
    const timeline::Timeline run = test::two_sleepers().timeline();
    LoopSlide slide;
    for (std::size_t at = 1; at <= run.size(); ++at) {
        stage::Vec2 last;
        for (int i = 0; i <= 40; ++i) {
            Frame frame = frame_of(run, at, {728, 4000});
            frame.playhead.progress = static_cast<float>(i) / 40;
            const stage::DisplayList list = slide.build(frame).list;
            for (const stage::Item& item : list.items) {
                const auto* glow = std::get_if<stage::GlowItem>(&item);
                if (glow == nullptr) continue;
                if (i > 0) {
                    const stage::Vec2 by = glow->center - last;
                    ASSERT_LT(std::abs(by.x) + std::abs(by.y), 60) << "at " << at << ", " << i;
                }
                last = glow->center;
            }
        }
    }
}

TEST(LoopSlide, KeepsWhoActsInView) {
    const timeline::Timeline run = test::two_sleepers(200).timeline();
    LoopSlide slide;
    for (std::size_t at = 1; at <= run.size(); at += 7) {
        const stage::DisplayList list = slide.build(frame_of(run, at)).list;
        for (const stage::Item& item : list.items) {
            const auto* glow = std::get_if<stage::GlowItem>(&item);
            if (glow == nullptr) continue;
            EXPECT_TRUE((stage::Rect{0, 60, kView.x, kView.y - 60}.contains(glow->center))) << at;
        }
    }
}

TEST(LoopSlide, SeeksToWhereARowIsClicked) {
    const timeline::Timeline run = test::two_sleepers().timeline();
    const stage::DisplayList list = loop_slide(frame_of(run, run.size()));
    std::size_t rows = 0, headers = 0;
    for (const stage::Item& item : list.items) {
        const auto* hot = std::get_if<stage::HotItem>(&item);
        if (hot == nullptr) continue;
        if (hot->id.starts_with("slide/row/")) {
            ++rows;
            EXPECT_LE(std::stoul(hot->id.substr(10)), run.size());
        }
        if (hot->id.starts_with("slide/task/") || hot->id.starts_with("slide/thread/")) ++headers;
    }
    EXPECT_GT(rows, 8U);
    EXPECT_EQ(headers, 3U);
}

TEST(LoopSlide, SurvivesTracesThatWereCutAnywhere) {
    for (const char* name : {"async", "sync", "threads", "trouble"}) {
        const Script script = test::named_script(name);
        for (std::size_t from = 0; from < script.events.size(); ++from) {
            timeline::Timeline run(script.tables);
            run.append(std::span(script.events).subspan(from));
            for (const std::size_t at : {std::size_t{0}, run.size() / 2, run.size()})
                EXPECT_FALSE(loop_slide(frame_of(run, at)).items.empty());
        }
    }
}

TEST(LoopSlide, SurvivesRandomWorkAndAnySize) {
    test::RandomWork work;
    work.events = 3000;
    const timeline::Timeline run = test::RandomScript(work).write().timeline();
    LoopSlide slide;
    std::mt19937 random(3);
    for (const stage::Vec2 size :
         {stage::Vec2{0, 0}, {1, 1}, {40, 900}, {900, 40}, {520, 380}, {4000, 3000}}) {
        for (int i = 0; i < 50; ++i) {
            Frame frame = frame_of(run, random() % (run.size() + 1), size);
            frame.playhead.progress = 0.3F;
            frame.scroll = static_cast<float>(static_cast<int>(random() % 4000) - 2000);
            frame.scroll_down = static_cast<float>(static_cast<int>(random() % 4000) - 2000);
            slide.build(frame);
        }
    }
    EXPECT_TRUE(loop_slide({}).items.empty());
}

}  // namespace
}  // namespace loopscope::slides
