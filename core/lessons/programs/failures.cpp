// Tasks that fail, and tasks that are forgotten. Every part is in a namespace of its own, because their functions have
// the same names.
#include "core/lessons/programs/failures.hpp"

#include <stdexcept>
#include <string>

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/async/task_group.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::failures {

using namespace async;
using namespace std::chrono_literals;

namespace unseen {
// [async unseen]
Task<> save(std::string what) {
    co_await sleep_for(100ms);  // ~wait
    throw std::runtime_error{"no room for " + what};  // ~throw
}

Task<> main() {
    TaskHandle<> job = spawn(save("notes"));  // ~spawn
    co_await sleep_for(300ms);  // ~sleep
    print("Nothing was heard of it");  // ~said
}
// [/async unseen]
}  // namespace unseen

namespace seen {
// [async seen]
Task<> save(std::string what) {
    co_await sleep_for(100ms);  // ~wait
    throw std::runtime_error{"no room for " + what};  // ~throw
}

Task<> main() {
    TaskHandle<> job = spawn(save("notes"));  // ~spawn
    try {
        co_await job;  // ~join
    } catch (const std::exception& error) {
        print("It failed: {}", error.what());  // ~said
    }
}
// [/async seen]
}  // namespace seen

namespace group {
// [async group]
Task<> save(std::string what) {
    co_await sleep_for(100ms);  // ~wait
    throw std::runtime_error{"no room for " + what};  // ~throw
}

Task<> copy(std::string what) {
    co_await sleep_for(600ms);  // ~copying
    print("{} copied", what);  // ~copied
}

Task<> main() {
    try {
        TaskGroup group;  // ~group
        group.spawn(copy("films"));  // ~copy
        group.spawn(save("notes"));  // ~save
        co_await group.join();  // ~join
    } catch (const std::exception& error) {
        print("The group failed: {}", error.what());  // ~said
    }
}
// [/async group]
}  // namespace group

namespace forgotten {
// [async forgotten]
Task<> copy(std::string what) {
    print("Copying {}", what);  // ~begin
    co_await sleep_for(600ms);  // ~copying
    print("{} copied", what);  // ~copied
}

Task<> main() {
    TaskHandle<> job = spawn(copy("films"));  // ~spawn
    co_await sleep_for(200ms);  // ~sleep
    print("main returns");  // ~said
}
// [/async forgotten]
}  // namespace forgotten

void run(int topic) {
    Loop loop;
    switch (topic) {
        case 1: return loop.run(seen::main());
        case 2: return loop.run(group::main());
        case 3: return loop.run(forgotten::main());
        default: return loop.run(unseen::main());
    }
}

}  // namespace loopscope::lessons::failures

namespace loopscope::lessons {

Program failures_program() {
    Program program;
    program.name = "failures";
    program.about = "A failure that nobody sees, one that is caught, a group, a forgotten task";
    program.parameters = {choice("topic", "Topic", {"unseen", "seen", "group", "forgotten"})};
    program.modes = {Mode::Async};
    program.run = [](Mode, const Values& values) { failures::run(static_cast<int>(values.at("topic"))); };
    program.varied_by = "topic";
    return program;
}

}  // namespace loopscope::lessons
