#include "app/cli/play.hpp"

#include "app/tests/cli/sample_lessons.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loopscope::app::cli {

namespace {

using trace::Event;
using trace::Kind;

// Hands out what it was told to, a batch at a time; once stopped, only its end.
class ScriptedRun final : public record::Source {
public:
    explicit ScriptedRun(std::vector<std::vector<Event>> batches) : batches_(std::move(batches)) {}

    void send(const trace::Control& control) override {
        if (!std::holds_alternative<trace::Stop>(control) || stopped) return;
        stopped = true;
        Event end = batches_.back().back();
        end.reason = static_cast<std::uint8_t>(trace::Outcome::Stopped);
        batches_ = {{end}};
        next_ = 0;
    }
    std::size_t drain(std::vector<Event>& out) override {
        if (ended()) return 0;
        for (Event event : batches_[next_]) {
            event.seq = seq_++;
            out.push_back(event);
        }
        return batches_[next_++].size();
    }
    void wait_for_events(std::chrono::milliseconds) override {}
    void wake() override {}
    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return tables_; }
    [[nodiscard]] Nanos loop_time() const override { return Nanos{0}; }
    [[nodiscard]] Nanos wall_time() const override { return std::chrono::milliseconds{4}; }
    [[nodiscard]] bool held() const override { return false; }
    [[nodiscard]] bool ended() const override { return next_ == batches_.size(); }

    bool stopped = false;

private:
    std::vector<std::vector<Event>> batches_;
    std::shared_ptr<trace::Tables> tables_ = std::make_shared<trace::Tables>();
    std::size_t next_ = 0;
    std::uint32_t seq_ = 0;
};

Event event_at(std::int64_t time, Kind kind, trace::TaskId task = 0, std::uint8_t reason = 0) {
    Event event;
    event.time = time;
    event.kind = kind;
    event.task = task;
    event.thread = 1;
    event.reason = reason;
    return event;
}

std::vector<std::vector<Event>> one_second(trace::Outcome outcome) {
    const auto code = static_cast<std::uint8_t>(outcome);
    return {{event_at(0, Kind::RunBegin), event_at(0, Kind::ThreadBegin)},
            {},
            {event_at(0, Kind::TaskCreated, 1), event_at(0, Kind::TaskCreated, 2)},
            {event_at(1'000'000'000, Kind::TaskEnded, 1), event_at(1'000'000'000, Kind::TaskEnded, 2),
             event_at(1'000'000'000, Kind::RunEnd, 0, code)}};
}

class PlayHeadless : public testing::Test {
protected:
    Played play_it(Format format, trace::Outcome outcome = trace::Outcome::Done) {
        Play request;
        request.workload.lesson = lessons_.data();
        request.workload.mode = lessons::Mode::Sync;
        request.format = format;
        request.fast = true;
        PlayOptions options;
        options.interrupted = &interrupted_;
        options.start = [&](const record::Starter&,
                            record::SourceOptions run_options) -> std::unique_ptr<record::Source> {
            speed_ = run_options.speed;
            return std::make_unique<ScriptedRun>(one_second(outcome));
        };
        return play(
            request, [&](std::string_view text) { return sink(text); }, options);
    }
    bool sink(std::string_view text) {
        if (taken_ == most_) return false;
        ++taken_;
        text_ += text;
        return true;
    }
    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> all;
        std::size_t begin = 0;
        for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n', begin)) {
            all.push_back(text_.substr(begin, end - begin));
            begin = end + 1;
        }
        return all;
    }

    const std::vector<lessons::Lesson> lessons_ = sample_lessons();
    volatile std::sig_atomic_t interrupted_ = 0;
    double speed_ = 0;
    std::string text_;
    int taken_ = 0;
    int most_ = 1000;
};

}  // namespace

TEST_F(PlayHeadless, PrintsOneObjectALineAndTheSummaryLast) {
    const Played played = play_it(Format::Json);

    const std::vector<std::string> all = lines();
    ASSERT_EQ(all.size(), 8U);
    for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(nlohmann::json::parse(all[i])["seq"], i);
    EXPECT_EQ(
        all.back(),
        R"({"summary": true, "mode": "sync", "loop_s": 1.000000, "wall_s": 0.004000, "events": 7, "tasks": 2, )"
        R"("outcome": "done"})");
    EXPECT_EQ(played.outcome, trace::Outcome::Done);
    EXPECT_EQ(speed_, record::kAsFastAsPossible);
}

TEST_F(PlayHeadless, PrintsOneTextLineAnEventAndTheFinishingTime) {
    play_it(Format::Text);

    const std::vector<std::string> all = lines();
    ASSERT_EQ(all.size(), 8U);
    EXPECT_EQ(all[6].rfind("     6  ", 0), 0U) << all[6];
    EXPECT_NE(all[6].find("run-end"), std::string::npos) << all[6];
    EXPECT_EQ(all[7].rfind("done after 1.000000 s of loop time", 0), 0U) << all[7];
}

TEST_F(PlayHeadless, TellsHowTheRunEnded) {
    EXPECT_EQ(play_it(Format::Json, trace::Outcome::Failed).outcome, trace::Outcome::Failed);
}

TEST_F(PlayHeadless, AnInterruptionStopsTheRunAndStillTellsTheEnd) {
    interrupted_ = 1;

    const Played played = play_it(Format::Json);

    EXPECT_TRUE(played.interrupted);
    EXPECT_EQ(played.outcome, trace::Outcome::Stopped);
    EXPECT_EQ(nlohmann::json::parse(lines().back())["outcome"], "stopped");
}

TEST_F(PlayHeadless, StopsWhenNobodyReadsAnyMore) {
    most_ = 1;

    const Played played = play_it(Format::Json);

    EXPECT_TRUE(played.cut);
    EXPECT_EQ(taken_, 1);
    EXPECT_EQ(played.outcome, trace::Outcome::Stopped);
}

}  // namespace loopscope::app::cli
