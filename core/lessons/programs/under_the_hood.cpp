// What the loop does in its turns: late timers, its queue, sleeping, the thread pool. Every part is in a namespace of
// its own, because their functions have the same names.
#include "core/lessons/programs/under_the_hood.hpp"

#include <string>
#include <vector>

#include "core/async/blocking.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/async/when_all.hpp"
#include "core/async/work.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::under_the_hood {

using namespace async;
using namespace std::chrono_literals;

namespace late {
// [async late]
Task<> alarm() {
    co_await sleep_for(100ms);  // ~sleep
    print("Set for 0.1 s, rings at {:.1f} s",
          seconds(loop_time()));  // ~ring
}

Task<> crunch() {
    cpu_work(300ms);  // ~work
    print("The work is done");  // ~done
    co_return;
}

Task<> main() {
    TaskHandle<> first = spawn(alarm());  // ~first
    TaskHandle<> second = spawn(crunch());  // ~second
    co_await first;  // ~join
    co_await second;  // ~join
}
// [/async late]
}  // namespace late

namespace queue {
// [async queue]
Task<> sleeper() {
    co_await sleep_for(100ms);  // ~sleep
    print("The sleeper goes on");  // ~slept
}

Task<> worker() {
    cpu_work(300ms);  // ~work
    co_await yield();  // ~yield
    print("The worker goes on");  // ~worked
}

Task<> main() {
    TaskHandle<> first = spawn(sleeper());  // ~first
    TaskHandle<> second = spawn(worker());  // ~second
    co_await first;  // ~join
    co_await second;  // ~join
}
// [/async queue]
}  // namespace queue

namespace equal {
// [async equal]
Task<> nap(int n) {
    print("Nap {} begins", n);  // ~begin
    co_await sleep_for(300ms);  // ~sleep
    print("Nap {} ends", n);  // ~end
}

Task<> main() {
    std::vector<Task<>> naps;
    for (int n = 1; n <= 3; ++n)
        naps.push_back(nap(n));  // ~each
    co_await when_all(std::move(naps));  // ~all
}
// [/async equal]
}  // namespace equal

namespace asleep {
// [async asleep]
Task<> main() {
    auto before = Loop::current().turns();  // ~before
    co_await sleep_for(500ms);  // ~sleep
    auto after = Loop::current().turns();  // ~after
    print("Turns in half a second: {}", after - before);  // ~said
}
// [/async asleep]
}  // namespace asleep

namespace pool {
std::string name(int n) { return fmt::format("piece {}", n); }
// [async pool]
Task<> piece(int n) {
    auto wait = 200ms + n * 10ms;  // ~wait
    auto work = [wait] { block_for(wait); };
    co_await run_on_pool(work, name(n));  // ~pool
    print("Piece {} is done", n);  // ~done
}

Task<> nap() {
    co_await sleep_for(100ms);  // ~sleep
    print("The nap needed no worker");  // ~slept
}

Task<> main() {
    std::vector<Task<>> tasks;
    for (int n = 1; n <= 6; ++n)
        tasks.push_back(piece(n));  // ~each
    tasks.push_back(nap());  // ~nap
    co_await when_all(std::move(tasks));  // ~all
}
// [/async pool]
}  // namespace pool

void run(int topic) {
    Loop loop;
    switch (topic) {
        case 1: return loop.run(queue::main());
        case 2: return loop.run(equal::main());
        case 3: return loop.run(asleep::main());
        case 4: return loop.run(pool::main());
        default: return loop.run(late::main());
    }
}

}  // namespace loopscope::lessons::under_the_hood

namespace loopscope::lessons {

Program under_the_hood_program() {
    Program program;
    program.name = "under_the_hood";
    program.about = "A late timer, the ready queue, equal deadlines, a sleeping loop, the thread pool";
    program.parameters = {choice("topic", "Topic", {"late", "queue", "equal", "asleep", "pool"})};
    program.modes = {Mode::Async};
    program.run = [](Mode, const Values& values) { under_the_hood::run(static_cast<int>(values.at("topic"))); };
    program.varied_by = "topic";
    return program;
}

}  // namespace loopscope::lessons
