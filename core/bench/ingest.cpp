// What an event costs on its way from the program into the timeline, and whether the program has to wait
// there.
#include "core/async/loop.hpp"
#include "core/async/run.hpp"
#include "core/async/sleep.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"
#include "core/record/run_to_end.hpp"
#include "core/timeline/timeline.hpp"

#include <atomic>
#include <ctime>
#include <thread>

#include <fmt/format.h>

namespace loopscope::bench {
namespace {

using trace::Event;
using trace::Kind;

constexpr int kTurns = 400'000;
constexpr std::chrono::milliseconds kRhythm{1}, kFrame{16};

// Of the calling thread.
double cpu_ns() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

async::Task<> give_way(int turns, double& cpu) {
    const double before = cpu_ns();
    for (int i = 0; i < turns; ++i) co_await async::yield();
    cpu = cpu_ns() - before;
}

struct Cost {
    double program = 0, drain = 0, index = 0;  // ns of CPU
    double wall_s = 0;
    std::size_t events = 0;
};

// As in the window: a thread fetches what was recorded every millisecond, another reads it for every frame.
Cost live(bool recorded) {
    Cost cost;
    record::SourceOptions options;
    options.record = recorded;
    const Stopwatch watch;
    const auto source = async::start([&] { async::Loop{}.run(give_way(kTurns, cost.program)); }, options);
    const auto recording = std::make_shared<record::Recording>(source->tables());
    std::atomic<bool> all_there{false};
    std::thread keeper([&] {
        record::Drain drain(*source, *recording);
        const double before = cpu_ns();
        for (bool last = false; !last;) {
            last = source->ended();
            drain.step();
            if (!last) std::this_thread::sleep_for(kRhythm);
        }
        cost.drain = cpu_ns() - before;
        all_there = true;
    });
    timeline::Timeline timeline(recording);
    const double before = cpu_ns();
    for (bool last = false; !last;) {
        last = all_there;
        timeline.follow();
        if (!last) std::this_thread::sleep_for(kFrame);
    }
    cost.index = cpu_ns() - before;
    keeper.join();
    cost.wall_s = watch.seconds();
    cost.events = timeline.size();
    return cost;
}

// As many events a second as a thread can emit.
double most_a_second() {
    constexpr std::size_t kEvents = 8'000'000;
    record::SourceOptions options;
    const Stopwatch watch;
    const auto source = async::start(
        [&] {
            async::Context& here = async::context();
            for (std::size_t i = 0; i < kEvents; ++i)
                async::emit(here, {.arg = static_cast<std::int64_t>(i), .kind = Kind::TurnBegin});
        },
        options);
    const auto recording = std::make_shared<record::Recording>(source->tables());
    std::atomic<bool> all_there{false};
    std::thread keeper([&] {
        record::Drain drain(*source, *recording);
        for (bool last = false; !last;) {
            last = source->ended();
            drain.step();
            if (!last) std::this_thread::sleep_for(kRhythm);
        }
        all_there = true;
    });
    timeline::Timeline timeline(recording);
    for (bool last = false; !last;) {
        last = all_there;
        timeline.follow();
        if (!last) std::this_thread::sleep_for(kFrame);
    }
    keeper.join();
    return static_cast<double>(timeline.size()) / watch.seconds();
}

// The events of `tasks` tasks that are made, and then run or wake up, all at once.
std::vector<Event> at_once(std::uint32_t tasks, bool asleep) {
    std::vector<Event> events{{.thread = 1, .kind = Kind::LoopBegin}};
    const auto add = [&](Kind kind, trace::TaskId task, std::uint32_t object, std::int64_t arg,
                         std::uint8_t reason = 0) {
        events.push_back(
            {.arg = arg, .task = task, .object = object, .thread = 1, .kind = kind, .reason = reason});
    };
    const auto code = [](auto reason) { return static_cast<std::uint8_t>(reason); };
    const auto each = [&](auto what) {
        for (std::uint32_t task = 1; task <= tasks; ++task) what(task);
    };
    each([&](std::uint32_t task) {
        add(Kind::TaskCreated, task, 0, 0);
        add(Kind::TaskReady, task, 0, 0, code(trace::Cause::First));
    });
    each([&](std::uint32_t task) {
        add(Kind::StepBegin, task, 0, 0, code(trace::Cause::First));
        if (asleep) {
            add(Kind::TimerAdded, task, task, 1'000'000 + task);
            add(Kind::TaskSuspended, task, 0, 1'000'000 + task, code(trace::Wait::Sleep));
        } else {
            add(Kind::TaskEnded, task, 0, 0);
        }
    });
    if (!asleep) return events;
    each([&](std::uint32_t task) {
        add(Kind::TimerDue, task, task, 1'000'000 + task);
        add(Kind::TaskReady, task, 0, task, code(trace::Cause::TimerDue));
    });
    each([&](std::uint32_t task) {
        add(Kind::StepBegin, task, 0, task, code(trace::Cause::TimerDue));
        add(Kind::TaskEnded, task, 0, 0);
    });
    return events;
}

// ns of CPU for each event, over about as many events whatever the number of tasks.
double ns_an_event(std::uint32_t tasks, bool asleep) {
    const std::vector<Event> events = at_once(tasks, asleep);
    const std::uint32_t rounds = 100'000 / tasks;
    std::vector<double> costs;
    for (int i = 0; i < 3; ++i) {
        double spent = 0;
        for (std::uint32_t round = 0; round < rounds; ++round) {
            timeline::Timeline timeline(std::make_shared<trace::Tables>());
            const double before = cpu_ns();
            timeline.append(events);
            spent += cpu_ns() - before;
        }
        costs.push_back(spent / static_cast<double>(events.size() * rounds));
    }
    return quantile(costs, 0);
}

}  // namespace

std::vector<Row> ingest_rows() {
    std::vector<double> each, drains, indexes;
    for (int round = 0; round < 3; ++round) {
        const Cost on = live(true), off = live(false);
        const auto events = static_cast<double>(on.events);
        drains.push_back(on.drain / events);
        indexes.push_back(on.index / events);
        each.push_back((on.program - off.program + on.drain + on.index) / events);
    }
    std::vector<double> rates;
    for (int round = 0; round < 3; ++round) rates.push_back(most_a_second() / 1e6);
    std::vector<Row> rows{
        at_most("an event, from the program into the timeline", median(each), 100, "ns of CPU",
                fmt::format("fetched {:.0f}, indexed {:.0f}", median(drains), median(indexes))),
        at_least("events a second, fetched and indexed meanwhile", median(rates), 5, "M")};
    for (const bool asleep : {false, true}) {
        const double few = ns_an_event(1000, asleep), many = ns_an_event(100'000, asleep);
        rows.push_back(
            at_most(fmt::format("an event of 100 k tasks {} / of 1 k", asleep ? "asleep" : "ready"),
                    many / few, 1.3, "", fmt::format("{:.0f} ns, {:.0f} ns", many, few)));
    }
    return rows;
}

}  // namespace loopscope::bench
