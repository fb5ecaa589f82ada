// Giving up on many at once: cancelling the waiters of one event, or of one task, and destroying a loop whose
// tasks are ready. What one costs must not grow with how many there are.
#include "core/async/sleep.hpp"
#include "core/async/sync.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/owner.hpp"
#include "core/bench/python.hpp"
#include "core/bench/rows.hpp"

#include <memory>

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr int kGivenUp = 100'000;
constexpr int kLineOf = 1000;
constexpr int kGiveUpRounds = 5;

// Who waits for what: `groups` events, or tasks, with kGivenUp waiters in all. So both sizes take the same
// memory, and differ only in how many stand in one line.
struct LineTimes {
    std::vector<double> one_line, many_lines;  // ns for each
    [[nodiscard]] double ratio() const { return median(one_line) / median(many_lines); }
};

async::Task<> wait_for(async::Event& event) {
    co_await event.wait();
}

async::Task<> join(async::TaskHandle<> task) {
    co_await task;
}

using Handles = std::vector<async::TaskHandle<>>;

// ns for each of them, until all have ended.
async::Task<double> cancel_all(Handles& waiters) {
    const Stopwatch watch;
    for (auto& each : waiters) each.cancel();
    while (!waiters.back().done()) co_await async::yield();
    co_return watch.ns() / static_cast<double>(waiters.size());
}

async::Task<double> cancel_waiters(int groups) {
    std::vector<std::unique_ptr<async::Event>> events;
    Handles waiters;
    waiters.reserve(kGivenUp);
    for (int group = 0; group < groups; ++group) {
        events.push_back(std::make_unique<async::Event>());
        for (int i = 0; i < kGivenUp / groups; ++i) waiters.push_back(async::spawn(wait_for(*events.back())));
    }
    co_await async::yield();
    co_return co_await cancel_all(waiters);
}

async::Task<double> cancel_joiners(int groups) {
    async::Event never;
    Handles joined;
    Handles joiners;
    joiners.reserve(kGivenUp);
    for (int group = 0; group < groups; ++group) {
        joined.push_back(async::spawn(wait_for(never)));
        for (int i = 0; i < kGivenUp / groups; ++i) joiners.push_back(async::spawn(join(joined.back())));
    }
    co_await async::yield();
    co_return co_await cancel_all(joiners);
}

double measure_giving_up(async::Task<double> (*what)(int), int groups) {
    OwnedRun run(true);
    return async::Loop{}.run(what(groups));
}

async::Task<> nothing() {
    co_return;
}

// ns for each task, of loops that have `ready` tasks each.
double destroy_ready(int ready) {
    OwnedRun run(true);
    double ns = 0;
    for (int i = 0; i < kGivenUp / ready; ++i) {
        auto loop = std::make_unique<async::Loop>();
        for (int n = 0; n < ready; ++n) loop->spawn(nothing());
        const Stopwatch watch;
        loop.reset();
        ns += watch.ns();
    }
    return ns / kGivenUp;
}

std::string giving_up_in_python(const char* setting, const char* body) {
    return fmt::format(
        "import asyncio, time\n"
        "async def nothing(): pass\n"
        "async def wait(event): await event.wait()\n"
        "async def join(task): await task\n"
        "async def main(n={}):\n"
        "    event = asyncio.Event()\n"
        "    {}\n"
        "    await asyncio.sleep(0)\n"
        "    begin = time.perf_counter_ns()\n"
        "    {}\n"
        "    await asyncio.gather(*tasks, return_exceptions=True)\n"
        "    print((time.perf_counter_ns() - begin) / n)\n"
        "asyncio.run(main())\n",
        kGivenUp, setting, body);
}

constexpr const char* kDestroyInPython =
    "import asyncio, time\n"
    "async def nothing(): pass\n"
    "loop = asyncio.new_event_loop()\n"
    "tasks = [loop.create_task(nothing()) for _ in range(100000)]\n"
    "begin = time.perf_counter_ns()\n"
    "loop.close()\n"
    "for task in tasks: task.get_coro().close()\n"
    "del tasks\n"
    "print((time.perf_counter_ns() - begin) / 100000)\n";

}  // namespace

std::vector<Row> giving_up_rows() {
    LineTimes waiters, joiners, ready;
    std::vector<double> their_waiters, their_joiners, their_ready;
    for (int round = 0; round < kGiveUpRounds; ++round) {
        waiters.many_lines.push_back(measure_giving_up(cancel_waiters, kGivenUp / kLineOf));
        waiters.one_line.push_back(measure_giving_up(cancel_waiters, 1));
        joiners.many_lines.push_back(measure_giving_up(cancel_joiners, kGivenUp / kLineOf));
        joiners.one_line.push_back(measure_giving_up(cancel_joiners, 1));
        ready.many_lines.push_back(destroy_ready(kLineOf));
        ready.one_line.push_back(destroy_ready(kGivenUp));
        their_waiters.push_back(
            ask_python(giving_up_in_python("tasks = [asyncio.create_task(wait(event)) for _ in range(n)]",
                                           "for task in tasks: task.cancel()")));
        their_joiners.push_back(
            ask_python(giving_up_in_python("one = asyncio.create_task(wait(event)); tasks = "
                                           "[asyncio.create_task(join(one)) for _ in range(n)]",
                                           "for task in tasks: task.cancel()")));
        their_ready.push_back(ask_python(kDestroyInPython));
    }
    std::vector<Row> rows;
    const auto add = [&](const std::string& what, const LineTimes& times, const std::vector<double>& theirs) {
        rows.push_back(
            at_most(what + ", each / in lines of 1000", times.ratio(), 1.3, "",
                    fmt::format("{:.0f} ns, {:.0f} ns", median(times.one_line), median(times.many_lines))));
        if (median(theirs) == 0)
            rows.push_back(not_measured(what + " / asyncio", "/usr/bin/python3 with asyncio is missing"));
        else
            rows.push_back(
                at_most(what + " / asyncio", median(times.one_line) / median(theirs), 1.0, "",
                        fmt::format("{:.0f} ns, {:.0f} ns", median(times.one_line), median(theirs))));
    };
    add("cancelling 100 k waiters of one event", waiters, their_waiters);
    add("cancelling 100 k joiners of one task", joiners, their_joiners);
    add("destroying a loop with 100 k ready", ready, their_ready);
    return rows;
}

}  // namespace loopscope::bench
