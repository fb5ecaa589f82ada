// The program of the lesson "two tasks that wait". The parts between [name] and [/name] are shown as its listings; they
// overlap where two ways share a function.
#include "core/lessons/programs/two_tasks.hpp"

#include <algorithm>
#include <thread>
#include <vector>

#include "core/async/blocking.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/async/when_all.hpp"

namespace loopscope::lessons::two_tasks {

using namespace async;

void blocking_task(int n, Plan plan);
Task<> task(int n, Plan plan);

// [threads]
void a_thread_each(Plan plan) {
    std::vector<Thread> threads;
    for (int n = 1; n <= plan.tasks; ++n)
        threads.emplace_back([=] {
            call(name(n), [=] {
                blocking_task(n, plan);
            });
        });
    for (Thread& each : threads) each.join();
}
// [sync]
void blocking_task(int n, Plan plan) {
    print("Running task {}", n);
    cpu_work(plan.work);
    block_for(plan.wait);
    print("Finished task {}", n);
}
// [/threads]
void one_by_one(Plan plan) {
    for (int n = 1; n <= plan.tasks; ++n)
        call(name(n), [=] {
            blocking_task(n, plan);
        });
}
// [/sync]

// [mt-async]
Task<> every_second(int first, Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = first; n <= plan.tasks; n += 2)
        tasks.push_back(task(n, plan));
    co_await when_all(std::move(tasks));
}

void a_loop_each(Plan plan) {
    std::vector<Thread> threads;
    for (int k = 1; k <= loops(plan); ++k)
        threads.emplace_back([=] {
            Loop loop;
            loop.run(every_second(k, plan));
        });
    for (Thread& each : threads) each.join();
}
// [async]
Task<> task(int n, Plan plan) {
    print("Running task {}", n);
    cpu_work(plan.work);
    if (plan.blocks && n == 1)
        block_for(plan.wait);
    else
        co_await sleep_for(plan.wait);
    print("Finished task {}", n);
}
// [/mt-async]
Task<> all_at_once(Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = 1; n <= plan.tasks; ++n)
        tasks.push_back(task(n, plan));
    co_await when_all(std::move(tasks));
}

void on_one_loop(Plan plan) {
    Loop loop;
    loop.run(all_at_once(plan));
}
// [/async]

void run(Mode mode, const Plan& plan) {
    switch (mode) {
        case Mode::Sync: one_by_one(plan); break;
        case Mode::Async: on_one_loop(plan); break;
        case Mode::Threads: a_thread_each(plan); break;
        case Mode::MtAsync: a_loop_each(plan); break;
    }
    print("Finished in {:.3f} s", seconds(loop_time()));
}

std::string name(int n) { return fmt::format("task({})", n); }
int loops(const Plan& plan) { return std::min(2, plan.tasks); }

}  // namespace loopscope::lessons::two_tasks
