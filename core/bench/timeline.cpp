// The state of the loop at random places of a recording of a million events.
#include "core/timeline/timeline.hpp"

#include "core/async/loop.hpp"
#include "core/async/sleep.hpp"
#include "core/bench/collect.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"

#include <random>

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr std::size_t kEvents = 1'000'000;
constexpr int kTasks = 100;
constexpr int kSeeks = 4000;

async::Task<> worker(int number) {
    for (int i = 0; i < 1300; ++i) {
        co_await async::sleep_for(std::chrono::milliseconds{1 + (number * 7 + i) % 13});
        co_await async::yield();
    }
}

async::Task<> main_task() {
    std::vector<async::TaskHandle<void>> workers;
    for (int i = 0; i < kTasks; ++i) workers.push_back(async::spawn(worker(i)));
    for (auto& one : workers) co_await one;
}

}  // namespace

std::vector<Row> timeline_rows() {
    const std::string name = "state at a random event of 1 M";
    const Recording recording = record(
        [] {
            async::Loop loop;
            loop.run(main_task());
        },
        record::kAsFastAsPossible);
    if (recording.events.size() < kEvents)
        return {not_measured(name, fmt::format("only {} events came", recording.events.size()))};
    timeline::Timeline timeline(recording.tables);
    timeline.append(std::span(recording.events).first(kEvents));

    std::mt19937 random(7);
    std::vector<double> us;
    for (int i = 0; i < kSeeks; ++i) {
        const std::size_t position = random() % (kEvents + 1);
        const Stopwatch watch;
        keep(timeline.state_at(position));
        us.push_back(watch.ns() / 1e3);
    }
    return {
        at_most(name, quantile(us, 0.99), 100.0, "us", fmt::format("99 of 100; half {:.2g} us", median(us)))};
}

}  // namespace loopscope::bench
