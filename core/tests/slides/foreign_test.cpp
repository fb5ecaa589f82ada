// Runs that another program made up: whatever the validator believes must be told and drawn, however odd its
// times and numbers are. What the sanitizers find counts.
#include "core/slides/anatomy/anatomy.hpp"
#include "core/slides/columns/columns.hpp"
#include "core/slides/loop/loop_slide.hpp"
#include "core/slides/mini/mini_timeline.hpp"
#include "core/slides/narration/narration.hpp"
#include "core/tests/support/fixed_metrics.hpp"
#include "core/tests/support/script.hpp"
#include "core/trace/validate.hpp"

#include <limits>
#include <memory>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::slides {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kOdd[] = {0,
                                 1,
                                 -1,
                                 40,
                                 1'000'000'000,
                                 std::int64_t{1} << 32,
                                 -(std::int64_t{1} << 32),
                                 std::int64_t{1} << 47,
                                 kLatest.count(),
                                 -kLatest.count(),
                                 kLatest.count() + 1,
                                 kMost,
                                 -kMost - 1};

class Liar {
public:
    explicit Liar(std::uint64_t seed) : random_(seed) {
        for (int i = 0; i < 40; ++i) {
            tables_->intern("text " + std::to_string(i));
            tables_->intern(
                trace::Site{"program.cpp", "f" + std::to_string(i), static_cast<std::uint32_t>(i)});
        }
    }

    // What is believed of so many events; the others are skipped.
    timeline::Timeline tell(std::size_t count) {
        trace::Validator validator(*tables_);
        std::vector<trace::Event> believed;
        for (std::size_t i = 0; i < count; ++i) {
            trace::Event event = make();
            event.seq = static_cast<std::uint32_t>(believed.size());
            if (!validator.objection(event).empty()) continue;
            time_ = event.time;
            believed.push_back(event);
        }
        timeline::Timeline run(tables_);
        run.append(believed);
        return run;
    }

private:
    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    std::int64_t odd() { return kOdd[below(std::size(kOdd))]; }
    trace::Event make() {
        trace::Event event;
        event.time = below(20) == 0 ? odd() : time_ + static_cast<std::int64_t>(below(1'000'000));
        event.arg = below(2) == 0 ? odd() : static_cast<std::int64_t>(below(20));
        event.task = static_cast<trace::TaskId>(below(8));
        event.object = static_cast<trace::ObjectId>(below(4) == 0 ? random_() : below(40));
        event.thread = static_cast<trace::ThreadId>(1 + below(4));
        event.kind = static_cast<trace::Kind>(below(trace::kKindCount));
        if (event.kind == trace::Kind::RunEnd && below(50) != 0) event.kind = trace::Kind::StepBegin;
        event.reason = static_cast<std::uint8_t>(below(18));
        return event;
    }

    std::mt19937_64 random_;
    std::shared_ptr<trace::Tables> tables_ = std::make_shared<trace::Tables>();
    std::int64_t time_ = 0;
};

void draw(const timeline::Timeline& run, std::size_t position) {
    Frame frame;
    frame.timeline = &run;
    frame.playhead = {position, 0.5F, run.time_at(position), position == run.size()};
    frame.size = {800, 500};
    frame.metrics = &test::metrics();
    for (const bool true_time : {false, true}) {
        frame.true_time = true_time;
        EXPECT_FALSE(loop_slide(frame).items.empty());
    }
    static_cast<void>(mini_timeline(frame));
    AnatomyInput anatomy_input;
    anatomy_input.frame = frame;
    EXPECT_FALSE(anatomy(anatomy_input).items.empty());
    static_cast<void>(narrate(run, position));
}

void race(const timeline::Timeline& run) {
    const ColumnRun column(run, "a liar");
    ColumnsInput input;
    input.runs = {&column, &column};
    input.size = {800, 500};
    input.metrics = &test::metrics();
    const std::int64_t end = run.time_at(run.size());
    for (const std::int64_t time : {std::int64_t{0}, end / 2, end}) {
        input.now = {time, 1};
        EXPECT_FALSE(columns(input).items.empty());
    }
}

TEST(Foreign, ASleepMayBeAsLongAsThereIsTime) {
    test::Script script;
    script.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId task = script.task("forever", 1);
    script.turn().look().step(task);
    const std::int64_t begun = script.timeline().time_at(script.events.size());
    script.sleep(task, static_cast<double>(kLatest.count() - begun) / 1e6);
    const timeline::Timeline run = script.timeline();
    draw(run, run.size());
}

TEST(Foreign, WhatIsBelievedCanBeToldAndDrawn) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const timeline::Timeline run = Liar(seed).tell(1500);
        ASSERT_GT(run.size(), 100U) << seed;
        for (std::size_t i = 0; i < run.size(); ++i) EXPECT_FALSE(describe(run, i).empty());
        for (std::size_t position = 0; position <= run.size(); position += run.size() / 7)
            draw(run, position);
        draw(run, run.size());
        race(run);
    }
}

}  // namespace
}  // namespace loopscope::slides
