// A thousand tasks asleep at once, in real time: who wakes when.
#include "core/async/loop.hpp"
#include "core/async/sleep.hpp"
#include "core/bench/collect.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"

#include <random>

namespace loopscope::bench {

namespace {

constexpr int kSleepers = 1000;
constexpr int kSleepRounds = 5;

async::Task<> sleeper(Nanos duration) {
    co_await async::sleep_for(duration);
}

async::Task<> main_task(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<async::TaskHandle<void>> sleepers;
    for (int i = 0; i < kSleepers; ++i)
        sleepers.push_back(async::spawn(sleeper(std::chrono::microseconds{200'000 + random() % 200'000})));
    for (auto& one : sleepers) co_await one;
}

struct Outcome {
    bool in_order = true;
    int woken = 0;
    double worst_ms = 0;  // of all, behind its own deadline
};

Outcome judge(const Recording& recording) {
    std::vector<std::int64_t> deadlines;  // by task
    Outcome outcome;
    std::int64_t latest = 0;
    for (const trace::Event& event : recording.events) {
        if (event.kind == trace::Kind::TimerAdded) {
            if (deadlines.size() <= event.task) deadlines.resize(event.task + 1, 0);
            deadlines[event.task] = event.arg;
        } else if (event.kind == trace::Kind::StepBegin &&
                   event.as<trace::Cause>() == trace::Cause::TimerDue) {
            const std::int64_t deadline = event.task < deadlines.size() ? deadlines[event.task] : 0;
            outcome.in_order = outcome.in_order && deadline >= latest;
            latest = deadline;
            outcome.worst_ms = std::max(outcome.worst_ms, static_cast<double>(event.time - deadline) / 1e6);
            ++outcome.woken;
        }
    }
    return outcome;
}

}  // namespace

std::vector<Row> sleepers_rows() {
    std::vector<double> worst;
    bool in_order = true;
    for (unsigned round = 0; round < kSleepRounds; ++round) {
        const Outcome outcome = judge(record(
            [round] {
                async::Loop loop;
                loop.run(main_task(round + 1));
            },
            1.0));
        in_order = in_order && outcome.in_order && outcome.woken == kSleepers;
        worst.push_back(outcome.worst_ms);
    }
    return {Row{"1000 sleepers, order of waking", in_order ? "by deadline, all of them" : "not by deadline",
                "by deadline", in_order ? Verdict::Holds : Verdict::FallsShort},
            at_most("1000 sleepers, the latest of all", median(worst), 3.0, "ms")};
}

}  // namespace loopscope::bench
