// What giving way costs: one task that yields goes through a full turn of the loop each time, as asyncio's
// sleep(0) does.
#include "core/async/loop.hpp"
#include "core/async/sleep.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr int kSwitches = 1000;  // a batch; their events fit into one ring
constexpr int kSwitchBatches = 60;
constexpr int kSwitchRounds = 5;

// ns per turn of the batches.
async::Task<> give_way(async::Runtime& runtime, std::vector<double>& turns) {
    std::vector<trace::Event> drained;
    for (int batch = 0; batch < kSwitchBatches; ++batch) {
        const Stopwatch watch;
        for (int i = 0; i < kSwitches; ++i) co_await async::yield();
        turns.push_back(watch.ns() / kSwitches);
        drained.clear();
        runtime.recorder.drain(drained);
    }
}

void measure_loop(bool recording, std::vector<double>& turns) {
    async::Runtime runtime(1.0, recording);
    async::Context here(runtime);
    runtime.clock.enter();
    async::set_context(&here);
    {
        async::Loop loop;
        loop.run(give_way(runtime, turns));
    }
    async::set_context(nullptr);
    runtime.clock.leave();
}

// ns per turn in CPython's asyncio; 0 where it cannot be had.
double measure_asyncio() {
    if (access("/usr/bin/python3", X_OK) != 0) return 0;
    const char* script =
        "/usr/bin/python3 -c '\n"
        "import asyncio, time\n"
        "async def main(n=20000, best=[]):\n"
        "    for _ in range(5):\n"
        "        begin = time.perf_counter_ns()\n"
        "        for _ in range(n): await asyncio.sleep(0)\n"
        "        best.append((time.perf_counter_ns() - begin) / n)\n"
        "    print(sorted(best)[2])\n"
        "asyncio.run(main())' 2>/dev/null";
    std::FILE* pipe = popen(script, "r");
    if (pipe == nullptr) return 0;
    double ns = 0;
    if (std::fscanf(pipe, "%lf", &ns) != 1) ns = 0;
    return pclose(pipe) == 0 ? ns : 0;
}

}  // namespace

std::vector<Row> task_switch_rows() {
    std::vector<double> on;
    std::vector<double> off;
    std::vector<double> asyncio;
    for (int round = 0; round < kSwitchRounds; ++round) {
        measure_loop(false, off);
        measure_loop(true, on);
        if (const double ns = measure_asyncio(); ns > 0) asyncio.push_back(ns);
    }
    const double switched = median(on);
    std::vector<Row> rows{at_most("task switch / the same loop, not recorded", switched / median(off), 1.5,
                                  "", fmt::format("{:.0f} ns, {:.0f} ns", switched, median(off)))};
    const std::string name = "task switch / asyncio sleep(0)";
    if (asyncio.empty())
        rows.push_back(not_measured(name, "/usr/bin/python3 with asyncio is missing"));
    else
        rows.push_back(at_most(name, switched / median(asyncio), 0.25, "",
                               fmt::format("{:.0f} ns, {:.0f} ns", switched, median(asyncio))));
    return rows;
}

}  // namespace loopscope::bench
