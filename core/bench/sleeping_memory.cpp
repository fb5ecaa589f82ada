// What a task costs while it only waits, and what a thread does.
#include "core/async/loop.hpp"
#include "core/async/run.hpp"
#include "core/async/sleep.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"
#include "core/record/source.hpp"

#include <condition_variable>
#include <cstdio>
#include <malloc.h>
#include <mutex>
#include <thread>

#include <fmt/format.h>

namespace loopscope::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kAsleep = 10'000;
constexpr int kThreads = 1000;

async::Task<> sleeper() {
    co_await async::sleep_for(3600s);
}

double heap_bytes() {
    return static_cast<double>(mallinfo2().uordblks);
}

// Bytes of the process that are in memory.
double resident_bytes() {
    long pages = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*s %ld", &pages) != 1) pages = 0;
        std::fclose(file);
    }
    return static_cast<double>(pages) * 4096.0;
}

// Heap that is in use, while all of them sleep, for each.
async::Task<> measure_tasks(double& bytes) {
    const double before = heap_bytes();
    {
        std::vector<async::TaskHandle<>> handles;
        handles.reserve(kAsleep);
        for (int n = 0; n < kAsleep; ++n) handles.push_back(async::spawn(sleeper()));
        co_await async::yield();
        co_await async::yield();
        bytes = (heap_bytes() - before) / kAsleep;
    }
}

double bytes_a_task() {
    double bytes = 0;
    record::SourceOptions options;
    options.speed = record::kAsFastAsPossible;
    // What is recorded is drained into room that is there already.
    std::vector<trace::Event> events;
    events.reserve(1'000'000);
    const auto run = async::start([&] { async::Loop{}.run(measure_tasks(bytes)); }, options);
    while (!run->ended()) {
        run->drain(events);
        events.clear();
        run->wait_for_events(20ms);
    }
    return bytes;
}

double bytes_a_thread() {
    std::mutex mutex;
    std::condition_variable changed;
    int waiting = 0;
    bool leave = false;
    const double before = resident_bytes();
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int n = 0; n < kThreads; ++n) {
        threads.emplace_back([&] {
            std::unique_lock lock{mutex};
            ++waiting;
            changed.notify_all();
            changed.wait(lock, [&] { return leave; });
        });
    }
    double bytes = 0;
    {
        std::unique_lock lock{mutex};
        changed.wait(lock, [&] { return waiting == kThreads; });
        bytes = (resident_bytes() - before) / kThreads;
        leave = true;
    }
    changed.notify_all();
    for (std::thread& each : threads) each.join();
    return bytes;
}

}  // namespace

std::vector<Row> sleeping_memory_rows() {
    const double task = bytes_a_task();
    const double thread = bytes_a_thread();
    return {at_most("10 000 tasks asleep, each", task, 1024, "B",
                    fmt::format("a thread {:.0f} B, {:.0f} times as much", thread, thread / task))};
}

}  // namespace loopscope::bench
