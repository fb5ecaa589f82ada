// Coroutines that give control back, and what only looks as if they did. The functions of each part have the names
// that they have in the listing, so every part is in a namespace of its own.
#include "core/lessons/programs/giving_control.hpp"

#include <string>

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::giving_control {

using namespace async;
using namespace std::chrono_literals;

namespace wait {
// [async wait]
Task<> cook(std::string dish) {
    print("{} goes into the oven", dish);  // ~begin
    co_await sleep_for(300ms);  // ~wait
    print("{} is done", dish);  // ~end
}

Task<> main() {
    TaskHandle<> bread = spawn(cook("Bread"));  // ~bread
    TaskHandle<> cake = spawn(cook("Cake"));  // ~cake
    co_await bread;  // ~join
    co_await cake;  // ~join
}

void program() {
    Loop loop;
    loop.run(main());  // ~run
}
// [/async wait]
}  // namespace wait

namespace turns {
// [async yield]
Task<> count(std::string who) {
    for (int n = 1; n <= 3; ++n) {  // ~loop
        print("{} says {}", who, n);  // ~say
        co_await yield();  // ~yield
    }
}

Task<> main() {
    TaskHandle<> ann = spawn(count("Ann"));  // ~ann
    TaskHandle<> ben = spawn(count("Ben"));  // ~ben
    co_await ann;  // ~join
    co_await ben;  // ~join
}

void program() {
    Loop loop;
    loop.run(main());  // ~run
}
// [/async yield]
}  // namespace turns

namespace call {
// [async call]
Task<> cook(std::string dish) {
    print("{} goes into the oven", dish);  // ~begin
    co_await sleep_for(300ms);  // ~wait
    print("{} is done", dish);  // ~end
}

Task<> main() {
    Task<> bread = cook("Bread");  // ~bread
    Task<> cake = cook("Cake");  // ~cake
    print("Both were called, neither has begun");  // ~said
    co_await bread;  // ~join
    print("Nobody ever awaits the cake");  // ~last
}

void program() {
    Loop loop;
    loop.run(main());  // ~run
}
// [/async call]
}  // namespace call

namespace made {
// [async spawn]
Task<> cook(std::string dish) {
    print("{} goes into the oven", dish);  // ~begin
    co_await sleep_for(300ms);  // ~wait
    print("{} is done", dish);  // ~end
}

Task<> main() {
    TaskHandle<> bread = spawn(cook("Bread"));  // ~bread
    print("The task is made, and has not begun");  // ~said
    co_await bread;  // ~join
    print("The task has ended");  // ~last
}

void program() {
    Loop loop;
    loop.run(main());  // ~run
}
// [/async spawn]
}  // namespace made

namespace ready {
// [async ready]
Task<int> price(int dishes) {
    co_return dishes * 4;  // ~price
}

Task<> guest() {
    print("The guest sits down");  // ~guest
    co_return;
}

Task<> main() {
    TaskHandle<> ada = spawn(guest());  // ~spawn
    int bill = co_await price(3);  // ~bill
    print("The bill is {}, the guest still stands", bill);  // ~said
    co_await ada;  // ~join
    co_await ada;  // ~again
    print("The second await had nothing to wait for");  // ~last
}

void program() {
    Loop loop;
    loop.run(main());  // ~run
}
// [/async ready]
}  // namespace ready

void run(int way) {
    switch (way) {
        case 1: return turns::program();
        case 2: return call::program();
        case 3: return made::program();
        case 4: return ready::program();
        default: return wait::program();
    }
}

}  // namespace loopscope::lessons::giving_control

namespace loopscope::lessons {

Program giving_control_program() {
    Program program;
    program.name = "giving_control";
    program.about = "Coroutines that give control back at an await, and that are called, made or ready";
    program.parameters = {choice("try", "Try", {"wait", "yield", "call", "spawn", "ready"})};
    program.modes = {Mode::Async};
    program.run = [](Mode, const Values& values) { giving_control::run(static_cast<int>(values.at("try"))); };
    program.varied_by = "try";
    return program;
}

}  // namespace loopscope::lessons
