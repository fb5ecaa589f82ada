// What giving way costs: one task that yields goes through a full turn of the loop each time. Beside it the
// least that libuv needs for that, and what others need for the same.
#include "core/async/io/stream.hpp"
#include "core/async/loop.hpp"
#include "core/async/sleep.hpp"
#include "core/bench/bare_libuv.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/owner.hpp"
#include "core/bench/python.hpp"
#include "core/bench/rows.hpp"

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr int kSwitches = 2000;  // a batch; their events fit into one ring
constexpr int kSwitchBatches = 60;
constexpr int kSwitchRounds = 5;

async::Task<> give_way(OwnedRun& run, std::vector<double>& turns, bool watching) {
    std::optional<async::TcpServer> server;
    if (watching) server.emplace(async::TcpServer::listen());
    for (int batch = 0; batch < kSwitchBatches; ++batch) {
        const Stopwatch watch;
        for (int i = 0; i < kSwitches; ++i) co_await async::yield();
        turns.push_back(watch.ns() / kSwitches);
        run.settle();
    }
}

// ns per turn of the batches, appended.
void measure_loop(bool recorded, bool watching, std::vector<double>& turns) {
    OwnedRun run(recorded);
    async::Loop loop;
    loop.run(give_way(run, turns, watching));
}

BareLibuv::Coroutine give_way_barely(BareLibuv& loop, std::vector<double>& turns) {
    for (int batch = 0; batch < kSwitchBatches; ++batch) {
        const Stopwatch watch;
        for (int i = 0; i < kSwitches; ++i) co_await loop.yield();
        turns.push_back(watch.ns() / kSwitches);
    }
}

void measure_bare_libuv(std::vector<double>& turns) {
    BareLibuv loop;
    loop.run(give_way_barely(loop, turns));
}

std::string yielding_in_python(const std::string& import, const std::string& policy) {
    return fmt::format(
        "import asyncio, time{}\n"
        "async def main(n=20000, best=[]):\n"
        "    for _ in range(5):\n"
        "        begin = time.perf_counter_ns()\n"
        "        for _ in range(n): await asyncio.sleep(0)\n"
        "        best.append((time.perf_counter_ns() - begin) / n)\n"
        "    print(sorted(best)[2])\n"
        "{}asyncio.run(main())\n",
        import, policy);
}

}  // namespace

std::vector<Row> task_switch_rows() {
    std::vector<double> bare, on, off, watching_on, watching_off, asyncio, uvloop;
    for (int round = 0; round < kSwitchRounds; ++round) {
        measure_bare_libuv(bare);
        measure_loop(false, false, off);
        measure_loop(true, false, on);
        measure_loop(false, true, watching_off);
        measure_loop(true, true, watching_on);
        if (const double ns = ask_python(yielding_in_python("", "")); ns > 0) asyncio.push_back(ns);
        const double ns = ask_python(yielding_in_python(", uvloop", "uvloop.install()\n"));
        if (ns > 0) uvloop.push_back(ns);
    }
    const double least = median(bare);
    const auto against_bare = [&](const char* what, const std::vector<double>& turns, double most) {
        const double ns = median(turns);
        return at_most(fmt::format("task switch, {} / bare libuv", what), ns / least, most, "",
                       fmt::format("{:.0f} ns, {:.0f} ns", ns, least));
    };
    // Where nothing is watched, no kernel is asked; libuv alone asks it in every turn.
    std::vector<Row> rows{against_bare("nothing watched, recorded", on, 1.5),
                          against_bare("nothing watched", off, 1.25),
                          against_bare("a socket watched, recorded", watching_on, 1.5),
                          against_bare("a socket watched", watching_off, 1.25)};
    const double switched = median(watching_on);
    const auto against = [&](const std::string& name, const std::vector<double>& turns, double most) {
        if (turns.empty()) return not_measured(name, "/usr/bin/python3 with it is missing");
        return at_most(name, switched / median(turns), most, "",
                       fmt::format("{:.0f} ns, {:.0f} ns", switched, median(turns)));
    };
    rows.push_back(against("task switch, recorded / asyncio sleep(0)", asyncio, 0.25));
    rows.push_back(against("task switch, recorded / uvloop sleep(0)", uvloop, 0.5));
    return rows;
}

}  // namespace loopscope::bench
