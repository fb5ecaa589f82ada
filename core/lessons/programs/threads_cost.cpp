// Many threads, or as many tasks, with what they cost on this machine: the system is asked, nothing is made up.
#include "core/lessons/programs/threads_cost.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <pthread.h>
#include <unistd.h>
#include <vector>

#include <malloc.h>

#include "core/async/blocking.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::threads_cost {

using namespace async;
using namespace std::chrono_literals;

// What the process and the calling thread have used so far.
struct Cost {
    double addresses = 0, memory = 0;  // MiB
    double processor = 0;              // ms
};

Cost cost_now() {
    long pages = 0, resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) pages = resident = 0;
        std::fclose(file);
    }
    // The processor's time rather than the wall's: a run may be held at any of its events.
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    const double page = static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
    return {static_cast<double>(pages) * page, static_cast<double>(resident) * page,
            static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6};
}

// The stack that a new thread gets when nothing else is asked for.
std::size_t stack_kib() {
    std::size_t size = 0;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_getstacksize(&attributes, &size);
    pthread_attr_destroy(&attributes);
    return size / 1024;
}

// What the coroutine keeps while it waits, as the allocator has it.
std::size_t frame_size(const TaskHandle<>& task) {
    return malloc_usable_size(task.node().resume_point.address());
}

// What is printed below the listing: the growth from one moment to another.
void print_growth(const Cost& before, const Cost& now) {
    print("The process grew by {:.1f} MiB of memory", std::max(0.0, now.memory - before.memory));
    print("... and by {:.1f} MiB of addresses", std::max(0.0, now.addresses - before.addresses));
}

// [threads]
void many_threads(int count) {
    Cost before = cost_now();
    std::vector<Thread> threads;
    for (int n = 1; n <= count; ++n)
        threads.emplace_back([] { block_for(400ms); });  // ~make
    Cost made = cost_now();
    block_for(200ms);  // ~begin
    print("{} threads, made in {:.1f} ms", count,
          made.processor - before.processor);  // ~count
    print("Each has a stack of {} KiB", stack_kib());  // ~each
    print_growth(before, cost_now());  // ~growth
    for (Thread& each : threads) each.join();  // ~join
}
// [/threads]

// [async]
Task<> wait() {
    co_await sleep_for(400ms);  // ~wait
}

Task<> many_tasks(int count) {
    Cost before = cost_now();
    std::vector<TaskHandle<>> tasks;
    for (int n = 1; n <= count; ++n)
        tasks.push_back(spawn(wait()));  // ~make
    Cost made = cost_now();
    co_await sleep_for(200ms);  // ~begin
    print("{} tasks, made in {:.1f} ms", count,
          made.processor - before.processor);  // ~count
    print("Each has a frame of {} bytes", frame_size(tasks[0]));  // ~each
    print_growth(before, cost_now());  // ~growth
    for (TaskHandle<>& each : tasks) co_await each;  // ~join
}
// [/async]

void run(Mode mode, int count) {
    if (mode == Mode::Threads) return many_threads(count);
    Loop loop;
    loop.run(many_tasks(count));
}

}  // namespace loopscope::lessons::threads_cost

namespace loopscope::lessons {

Program threads_cost_program() {
    Program program;
    program.name = "threads_cost";
    program.about = "Many threads or many tasks, all waiting, and what they cost on this machine";
    program.parameters = {number("count", "How many", {100, 1, 400, 50})};
    program.modes = {Mode::Async, Mode::Threads};
    program.initial_mode = Mode::Threads;
    program.run = [](Mode mode, const Values& values) {
        threads_cost::run(mode, static_cast<int>(values.at("count")));
    };
    return program;
}

}  // namespace loopscope::lessons
