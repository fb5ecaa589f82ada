// Work for the processor, which waiting for nothing can't make shorter. Parts overlap where two ways share a function.
#include "core/lessons/programs/cpu_bound.hpp"

#include <algorithm>
#include <vector>

#include "core/async/blocking.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/io/process.hpp"
#include "core/async/when_all.hpp"
#include "core/async/work.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::cpu_bound {

using namespace async;

struct Plan {
    int tasks = 2;
    Nanos work{0};
};

std::string name(int n) { return fmt::format("crunch({})", n); }

namespace plain {

void crunch(int n, Plan plan);

// [threads]
void a_thread_each(Plan plan) {
    std::vector<Thread> threads;
    for (int n = 1; n <= plan.tasks; ++n)
        threads.emplace_back([=] {  // ~start
            call(name(n), [=] { crunch(n, plan); });
        });
    for (Thread& each : threads) each.join();  // ~join
}
// [sync]
void crunch(int n, Plan plan) {
    print("Crunching {}", n);  // ~begin
    cpu_work(plan.work);  // ~work
    print("Crunched {}", n);  // ~end
}
// [/threads]
void one_by_one(Plan plan) {
    for (int n = 1; n <= plan.tasks; ++n)
        call(name(n), [=] { crunch(n, plan); });  // ~call
}
// [/sync]

}  // namespace plain

namespace on_loops {

Task<> crunch(int n, Plan plan);

// [mt-async]
Task<> every_second(int first, Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = first; n <= plan.tasks; n += 2)
        tasks.push_back(crunch(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}
void two_loops(Plan plan) {
    std::vector<Thread> threads;
    for (int first = 1; first <= std::min(2, plan.tasks); ++first)
        threads.emplace_back([=] {
            Loop loop;
            loop.run(every_second(first, plan));  // ~loop
        });
    for (Thread& each : threads) each.join();  // ~join
}
// [async coroutine]
Task<> crunch(int n, Plan plan) {
    print("Crunching {}", n);  // ~begin
    cpu_work(plan.work);  // ~work
    print("Crunched {}", n);  // ~end
    co_return;
}
// [/mt-async]
Task<> all_at_once(Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = 1; n <= plan.tasks; ++n)
        tasks.push_back(crunch(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}

void one_loop(Plan plan) {
    Loop loop;
    loop.run(all_at_once(plan));  // ~loop
}
// [/async coroutine]

}  // namespace on_loops

namespace on_the_pool {

// [async pool]
Task<> crunch(int n, Plan plan) {
    print("Crunching {}", n);  // ~begin
    auto work = [plan] { cpu_work(plan.work); };
    co_await run_on_pool(work, name(n));  // ~work
    print("Crunched {}", n);  // ~end
}

Task<> all_at_once(Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = 1; n <= plan.tasks; ++n)
        tasks.push_back(crunch(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}

void one_loop(Plan plan) {
    Loop loop;
    loop.run(all_at_once(plan));  // ~loop
}
// [/async pool]

}  // namespace on_the_pool

namespace in_processes {

// Counts for about as long as the work takes.
Command counting(Nanos work) {
    return {"awk", fmt::format("BEGIN {{ while (i < {}) ++i }}", work.count() / 25)};
}

// [async processes]
Task<> crunch(int n, Plan plan) {
    print("Crunching {}", n);  // ~begin
    auto child = Process::spawn(counting(plan.work));  // ~spawn
    co_await child.wait();  // ~work
    print("Crunched {}", n);  // ~end
}

Task<> all_at_once(Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = 1; n <= plan.tasks; ++n)
        tasks.push_back(crunch(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}

void one_loop(Plan plan) {
    Loop loop;
    loop.run(all_at_once(plan));  // ~loop
}
// [/async processes]

}  // namespace in_processes

enum class Where : std::uint8_t { Coroutine, Pool, Processes };

void run_async(const Plan& plan, Where where) {
    switch (where) {
        case Where::Coroutine: on_loops::one_loop(plan); break;
        case Where::Pool: on_the_pool::one_loop(plan); break;
        case Where::Processes: in_processes::one_loop(plan); break;
    }
}

void run(Mode mode, const Plan& plan, Where where) {
    switch (mode) {
        case Mode::Sync: plain::one_by_one(plan); break;
        case Mode::Async: run_async(plan, where); break;
        case Mode::Threads: plain::a_thread_each(plan); break;
        case Mode::MtAsync: on_loops::two_loops(plan); break;
    }
    print("Finished in {:.3f} s", seconds(loop_time()));
}

}  // namespace loopscope::lessons::cpu_bound

namespace loopscope::lessons {

Program cpu_bound_program() {
    Program program;
    program.name = "cpu_bound";
    program.about = "Tasks that keep the processor busy, in four ways, on the thread pool or in processes";
    program.parameters = {number("tasks", "Tasks", {2, 1, 16}), number("work", "Each works", {400, 50, 1000, 50}, "ms"),
                          choice("where", "Async works in", {"coroutine", "pool", "processes"})};
    program.modes.assign(std::begin(kModes), std::end(kModes));
    program.run = [](Mode mode, const Values& values) {
        cpu_bound::run(
            mode,
            {.tasks = static_cast<int>(values.at("tasks")), .work = from_seconds(values.at("work") / 1000)},
            static_cast<cpu_bound::Where>(values.at("where")));
    };
    program.varied_by = "where";
    return program;
}

}  // namespace loopscope::lessons
