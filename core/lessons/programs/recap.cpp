// A short run that uses a little of everything: gather, a queue, a semaphore, a timeout.
#include "core/lessons/programs/recap.hpp"

#include <vector>

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/queue.hpp"
#include "core/async/sleep.hpp"
#include "core/async/sync.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::recap {

using namespace async;
using namespace std::chrono_literals;

// [async]
Task<> fetch(int n, Semaphore& doors, Queue<int>& basket) {
    auto door = co_await doors.acquire();  // ~door
    co_await sleep_for(n * 100ms);  // ~wait
    co_await basket.put(n);  // ~put
}

Task<> count(int posts, Queue<int>& basket) {
    for (int n = 1; n <= posts; ++n) {
        int post = co_await basket.get();  // ~get
        print("Post {} is here", post);  // ~here
    }
}

Task<> main(unsigned limit) {
    Semaphore doors{limit, "doors"};
    Queue<int> basket{"basket"};
    std::vector<Task<>> tasks;
    for (int n = 1; n <= 3; ++n)
        tasks.push_back(fetch(n, doors, basket));  // ~each
    tasks.push_back(count(3, basket));  // ~count
    co_await when_all(std::move(tasks));  // ~all
    try {
        co_await with_timeout(fetch(9, doors, basket), 200ms);  // ~late
    } catch (const TimedOut&) {
        print("Post 9 takes too long");  // ~said
    }
}
// [/async]

void run(unsigned limit) {
    Loop loop;
    loop.run(main(limit));
    print("Finished in {:.3f} s", seconds(loop_time()));
}

}  // namespace loopscope::lessons::recap

namespace loopscope::lessons {

Program recap_program() {
    Program program;
    program.name = "recap";
    program.about = "Three fetches through few doors into a queue, and one that takes too long";
    program.parameters = {number("limit", "At once", {3, 1, 3})};
    program.modes = {Mode::Async};
    program.run = [](Mode, const Values& values) { recap::run(static_cast<unsigned>(values.at("limit"))); };
    return program;
}

}  // namespace loopscope::lessons
