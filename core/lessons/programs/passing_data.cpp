// Tasks that wait for each other: queue, event, lock, semaphore. Every part is in a namespace of its own, because
// their functions have the same names.
#include "core/lessons/programs/passing_data.hpp"

#include <string>
#include <vector>

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/queue.hpp"
#include "core/async/sleep.hpp"
#include "core/async/sync.hpp"
#include "core/async/when_all.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::passing_data {

using namespace async;
using namespace std::chrono_literals;

namespace queue {
// [async queue]
Task<> baker(Queue<int>& counter) {
    for (int loaf = 1; loaf <= 3; ++loaf) {
        co_await sleep_for(200ms);  // ~bake
        print("Loaf {} is baked", loaf);  // ~baked
        co_await counter.put(loaf);  // ~put
    }
}

Task<> seller(Queue<int>& counter) {
    for (int n = 1; n <= 3; ++n) {
        int loaf = co_await counter.get();  // ~get
        print("Loaf {} is sold", loaf);  // ~sold
    }
}

Task<> main() {
    Queue<int> counter{"counter"};
    TaskHandle<> first = spawn(baker(counter));  // ~first
    TaskHandle<> second = spawn(seller(counter));  // ~second
    co_await first;  // ~join
    co_await second;  // ~join
}
// [/async queue]
}  // namespace queue

namespace event {
// [async event]
Task<> runner(int n, Event& start) {
    print("Runner {} is ready", n);  // ~ready
    co_await start.wait();  // ~wait
    print("Runner {} runs", n);  // ~runs
}

Task<> starter(Event& start) {
    co_await sleep_for(300ms);  // ~sleep
    print("Go");  // ~go
    start.set();  // ~set
    print("The starter goes home");  // ~home
}

Task<> main() {
    Event start{"start"};
    std::vector<Task<>> tasks;
    tasks.push_back(runner(1, start));  // ~one
    tasks.push_back(runner(2, start));  // ~two
    tasks.push_back(starter(start));  // ~starter
    co_await when_all(std::move(tasks));  // ~all
}
// [/async event]
}  // namespace event

namespace lock {
// [async lock]
Task<> deposit(std::string who, int& balance, Lock& lock) {
    auto held = co_await lock.acquire();  // ~lock
    int seen = balance;  // ~read
    co_await sleep_for(200ms);  // ~wait
    balance = seen + 10;  // ~write
    print("After {} there are {}", who, balance);  // ~said
}

Task<> main() {
    int balance = 0;
    Lock lock{"account"};
    std::vector<Task<>> tasks;
    tasks.push_back(deposit("Ann", balance, lock));  // ~ann
    tasks.push_back(deposit("Ben", balance, lock));  // ~ben
    co_await when_all(std::move(tasks));  // ~all
}
// [/async lock]
}  // namespace lock

namespace no_lock {
// [async no lock]
Task<> deposit(std::string who, int& balance) {
    int seen = balance;  // ~read
    co_await sleep_for(200ms);  // ~wait
    balance = seen + 10;  // ~write
    print("After {} there are {}", who, balance);  // ~said
}

Task<> main() {
    int balance = 0;
    std::vector<Task<>> tasks;
    tasks.push_back(deposit("Ann", balance));  // ~ann
    tasks.push_back(deposit("Ben", balance));  // ~ben
    co_await when_all(std::move(tasks));  // ~all
}
// [/async no lock]
}  // namespace no_lock

namespace slots {
// [async slots]
Task<> swim(int n, Semaphore& lanes) {
    auto lane = co_await lanes.acquire();  // ~acquire
    print("Swimmer {} swims", n);  // ~swims
    co_await sleep_for(n * 100ms);  // ~wait
    print("Swimmer {} is out", n);  // ~out
}

Task<> main() {
    Semaphore lanes{2, "lanes"};
    std::vector<Task<>> tasks;
    for (int n = 1; n <= 4; ++n)
        tasks.push_back(swim(n, lanes));  // ~each
    co_await when_all(std::move(tasks));  // ~all
}
// [/async slots]
}  // namespace slots

void run(int topic) {
    Loop loop;
    switch (topic) {
        case 1: return loop.run(event::main());
        case 2: return loop.run(lock::main());
        case 3: return loop.run(no_lock::main());
        case 4: return loop.run(slots::main());
        default: return loop.run(queue::main());
    }
}

}  // namespace loopscope::lessons::passing_data

namespace loopscope::lessons {

Program passing_data_program() {
    Program program;
    program.name = "passing_data";
    program.about = "Tasks that wait for each other: a queue, an event, a lock (or none), a semaphore";
    program.parameters = {choice("topic", "Topic", {"queue", "event", "lock", "no lock", "slots"})};
    program.modes = {Mode::Async};
    program.run = [](Mode, const Values& values) { passing_data::run(static_cast<int>(values.at("topic"))); };
    program.varied_by = "topic";
    return program;
}

}  // namespace loopscope::lessons
