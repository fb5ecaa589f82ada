// A server that stores each request in a database and sends it on to a broker. Parts overlap where two ways share a
// function. Database and broker are waits of a known length, so that the four ways can be compared.
#include "core/lessons/programs/server.hpp"

#include <algorithm>
#include <vector>

#include "core/async/blocking.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/async/when_all.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::server {

using namespace async;

struct Plan {
    int requests = 4;
    Nanos receive{0}, database{0}, broker{0};
};

void serve(int request, Plan plan);
Task<> handle(int request, Plan plan);

std::string name(int request) { return fmt::format("handle({})", request); }

// [threads]
void a_thread_each(Plan plan) {
    std::vector<Thread> threads;
    for (int n = 1; n <= plan.requests; ++n)
        threads.emplace_back([=] {  // ~start
            call(name(n), [=] { serve(n, plan); });
        });
    for (Thread& each : threads) each.join();  // ~join
}
// [sync]
void serve(int request, Plan plan) {
    cpu_work(plan.receive);  // ~work
    print("Received {}", request);  // ~received
    block_for(plan.database);  // ~store
    print("Stored {}", request);  // ~stored
    block_for(plan.broker);  // ~send
    print("Sent {}", request);  // ~sent
}
// [/threads]
void one_by_one(Plan plan) {
    for (int n = 1; n <= plan.requests; ++n)
        call(name(n), [=] { serve(n, plan); });  // ~call
}
// [/sync]

// [mt-async]
Task<> every_second(int first, Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = first; n <= plan.requests; n += 2)
        tasks.push_back(handle(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}
void two_loops(Plan plan) {
    std::vector<Thread> threads;
    for (int first = 1; first <= std::min(2, plan.requests); ++first)
        threads.emplace_back([=] {
            Loop loop;
            loop.run(every_second(first, plan));  // ~loop
        });
    for (Thread& each : threads) each.join();  // ~join
}
// [async]
Task<> handle(int request, Plan plan) {
    cpu_work(plan.receive);  // ~work
    print("Received {}", request);  // ~received
    co_await sleep_for(plan.database);  // ~store
    print("Stored {}", request);  // ~stored
    co_await sleep_for(plan.broker);  // ~send
    print("Sent {}", request);  // ~sent
}
// [/mt-async]
Task<> all_at_once(Plan plan) {
    std::vector<Task<>> tasks;
    for (int n = 1; n <= plan.requests; ++n)
        tasks.push_back(handle(n, plan));  // ~tasks
    co_await when_all(std::move(tasks));  // ~all
}

void one_loop(Plan plan) {
    Loop loop;
    loop.run(all_at_once(plan));  // ~loop
}
// [/async]

void run(Mode mode, const Plan& plan) {
    switch (mode) {
        case Mode::Sync: one_by_one(plan); break;
        case Mode::Async: one_loop(plan); break;
        case Mode::Threads: a_thread_each(plan); break;
        case Mode::MtAsync: two_loops(plan); break;
    }
    print("Finished in {:.3f} s", seconds(loop_time()));
}

static Plan plan_from(const Values& values) {
    return {.requests = static_cast<int>(values.at("requests")),
            .receive = from_seconds(values.at("receive") / 1000),
            .database = from_seconds(values.at("database") / 1000),
            .broker = from_seconds(values.at("broker") / 1000)};
}

}  // namespace loopscope::lessons::server

namespace loopscope::lessons {

Program server_program() {
    Program program;
    program.name = "server";
    program.about = "Each request is received, stored in a database and sent to a broker";
    program.parameters = {number("requests", "Requests", {4, 1, 50}),
                          number("receive", "Receive", {20, 0, 200, 10}, "ms"),
                          number("database", "Database", {200, 0, 1000, 20}, "ms"),
                          number("broker", "Broker", {100, 0, 1000, 20}, "ms")};
    program.modes.assign(std::begin(kModes), std::end(kModes));
    program.initial_mode = Mode::Sync;
    program.run = [](Mode mode, const Values& values) { server::run(mode, server::plan_from(values)); };
    return program;
}

}  // namespace loopscope::lessons
