// How waiting ends: all results, the first one, a timeout, a cancellation. Every part is in a namespace of its own,
// because their functions have the same names.
#include "core/lessons/programs/endings.hpp"

#include <string>
#include <vector>

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::endings {

using namespace async;
using namespace std::chrono_literals;

namespace all {
// [async all]
Task<std::string> ask(std::string server, Nanos wait) {
    co_await sleep_for(wait);  // ~wait
    print("{} answers", server);  // ~answer
    co_return server;
}

Task<> main() {
    std::vector<Task<std::string>> servers;
    servers.push_back(ask("Far", 300ms));  // ~far
    servers.push_back(ask("Near", 100ms));  // ~near
    auto results = co_await when_all(std::move(servers));  // ~all
    for (const std::string& each : results)
        print("Result of {}", each);  // ~result
}
// [/async all]
}  // namespace all

namespace first {
// [async first]
Task<std::string> ask(std::string server, Nanos wait) {
    co_await sleep_for(wait);  // ~wait
    print("{} answers", server);  // ~answer
    co_return server;
}

Task<> main() {
    std::vector<TaskHandle<std::string>> servers;
    servers.push_back(spawn(ask("Far", 300ms)));  // ~far
    servers.push_back(spawn(ask("Near", 100ms)));  // ~near
    auto winner = co_await when_any(servers);  // ~first
    print("First was {}", servers[winner].take());  // ~said
    co_await servers[0];  // ~other
    print("The other ran on");  // ~last
}
// [/async first]
}  // namespace first

namespace timeout {
// [async timeout]
Task<std::string> ask(std::string server, Nanos wait) {
    print("{} is asked", server);  // ~ask
    co_await sleep_for(wait);  // ~wait
    print("{} answers", server);  // ~answer
    co_return server;
}

Task<> main() {
    try {
        co_await with_timeout(ask("Far", 600ms), 200ms);  // ~timeout
    } catch (const TimedOut&) {
        print("No answer in time");  // ~late
    }
}
// [/async timeout]
}  // namespace timeout

namespace cancel {
// [async cancel]
Task<> copy() {
    try {
        print("The copy begins");  // ~begin
        co_await sleep_for(600ms);  // ~wait
    } catch (const Cancelled&) {
        print("The copy is asked to stop");  // ~asked
    }
    co_await sleep_for(100ms);  // ~tidy
    print("The copy has tidied up");  // ~end
}

Task<> main() {
    TaskHandle<> job = spawn(copy());  // ~spawn
    co_await sleep_for(200ms);  // ~sleep
    job.cancel();  // ~cancel
    print("Cancel was called, the copy still is there");  // ~said
    co_await job;  // ~join
    print("Now it has ended");  // ~last
}
// [/async cancel]
}  // namespace cancel

void run(int topic) {
    Loop loop;
    switch (topic) {
        case 1: return loop.run(first::main());
        case 2: return loop.run(timeout::main());
        case 3: return loop.run(cancel::main());
        default: return loop.run(all::main());
    }
}

}  // namespace loopscope::lessons::endings

namespace loopscope::lessons {

Program endings_program() {
    Program program;
    program.name = "endings";
    program.about = "Waiting for all, for the first, for so long at most; cancelling";
    program.parameters = {choice("topic", "Topic", {"all", "first", "timeout", "cancel"})};
    program.modes = {Mode::Async};
    program.run = [](Mode, const Values& values) { endings::run(static_cast<int>(values.at("topic"))); };
    program.varied_by = "topic";
    return program;
}

}  // namespace loopscope::lessons
