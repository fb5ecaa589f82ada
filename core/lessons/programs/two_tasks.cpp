// Tasks that print, wait and print again. The parts between [name] and [/name] are shown as its listings; they
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
                blocking_task(n, plan);  // ~start
            });
        });
    for (Thread& each : threads) each.join();  // ~join
}
// [sync]
void blocking_task(int n, Plan plan) {
    print("Running task {}", n);  // ~run
    cpu_work(plan.work);  // ~work
    block_for(plan.wait);  // ~wait
    print("Finished task {}", n);  // ~done
}
// [/threads]
void one_by_one(Plan plan) {
    for (int n = 1; n <= plan.tasks; ++n)
        call(name(n), [=] {
            blocking_task(n, plan);  // ~call
        });
}
// [/sync]

// [mt-async]
Task<> every_second(int first, Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = first; n <= plan.tasks; n += 2)
        tasks.push_back(task(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}

void a_loop_each(Plan plan) {
    std::vector<Thread> threads;
    for (int k = 1; k <= loops(plan); ++k)
        threads.emplace_back([=] {
            Loop loop;
            loop.run(every_second(k, plan));  // ~loop
        });
    for (Thread& each : threads) each.join();  // ~join
}
// [async]
Task<> task(int n, Plan plan) {
    print("Running task {}", n);  // ~run
    cpu_work(plan.work);  // ~work
    if (plan.blocks && n == 1)  // ~choose
        block_for(plan.wait);  // ~block
    else
        co_await sleep_for(plan.wait);  // ~wait
    print("Finished task {}", n);  // ~done
}
// [/mt-async]
Task<> all_at_once(Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = 1; n <= plan.tasks; ++n)
        tasks.push_back(task(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}

void on_one_loop(Plan plan) {
    Loop loop;
    loop.run(all_at_once(plan));  // ~loop
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

static Plan plan_from(const Values& values) {
    return {.tasks = static_cast<int>(values.at("tasks")),
            .wait = from_seconds(values.at("seconds")),
            .work = from_seconds(values.at("work") / 1000),
            .blocks = values.at("wait") != 0};
}

std::string name(int n) { return fmt::format("task({})", n); }
int loops(const Plan& plan) { return std::min(2, plan.tasks); }

}  // namespace loopscope::lessons::two_tasks

namespace loopscope::lessons {

Program two_tasks_program() {
    Program program;
    program.name = "two_tasks";
    program.about = "Tasks that print, wait, and print again";
    program.parameters = {
        {.name = "tasks", .label = "Tasks", .initial = 2, .least = 1, .most = 200, .step = 1, .unit = "", .options = {}},
        {.name = "seconds", .label = "Each waits", .initial = 1, .least = 0.1, .most = 10, .step = 0.1, .unit = "s", .options = {}},
        {.name = "wait", .label = "Task 1", .initial = 0, .least = 0, .most = 1, .step = 1, .unit = "", .options = {"await", "block"}},
        {.name = "work", .label = "CPU work", .initial = 0, .least = 0, .most = 1000, .step = 50, .unit = "ms", .options = {}},
    };
    program.modes.assign(std::begin(kModes), std::end(kModes));
    program.initial_mode = Mode::Async;
    // The threads run the plain function of the synchronous listing, the two loops the coroutine of the
    // asynchronous one.
    program.run = [](Mode mode, const Values& values) { two_tasks::run(mode, two_tasks::plan_from(values)); };
    return program;
}

}  // namespace loopscope::lessons
