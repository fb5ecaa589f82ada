// What recording adds to real work: values that two tasks pass on through a queue, with and without a
// recorder.
#include "core/async/queue.hpp"

#include "core/async/when_all.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/owner.hpp"
#include "core/bench/rows.hpp"

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr int kQueueValues = 500;  // a batch; their events fit into one ring
constexpr int kQueueBatches = 60;
constexpr int kQueueRounds = 5;
// Of a value: ObjectChanged, TaskSuspended, TaskReady, StepBegin for each of the two tasks, and five of the
// turn.
constexpr double kQueueEvents = 13;

async::Task<> put_all(async::Queue<int>& queue) {
    for (int i = 0; i < kQueueValues; ++i) co_await queue.put(i);
}

async::Task<> take_all(async::Queue<int>& queue) {
    for (int i = 0; i < kQueueValues; ++i) keep(co_await queue.get());
}

async::Task<> pass_on(OwnedRun& run, std::vector<double>& values) {
    for (int batch = 0; batch < kQueueBatches; ++batch) {
        async::Queue<int> queue{"values", 1};
        const Stopwatch watch;
        co_await async::when_all(put_all(queue), take_all(queue));
        values.push_back(watch.ns() / kQueueValues);
        run.settle();
    }
}

void measure_queue(bool recorded, std::vector<double>& values) {
    OwnedRun run(recorded);
    async::Loop loop;
    loop.run(pass_on(run, values));
}

}  // namespace

std::vector<Row> queue_rows() {
    std::vector<double> on, off;
    for (int round = 0; round < kQueueRounds; ++round) {
        measure_queue(false, off);
        measure_queue(true, on);
    }
    const double added = median(on) - median(off);
    return {at_most("what recording adds to a value of a queue, an event", added / kQueueEvents, 20, "ns",
                    fmt::format("{:.0f} ns, {:.0f} ns without", median(on), median(off)))};
}

}  // namespace loopscope::bench
