// Two tasks given to a loop by hand, which is then run until one or both have ended.
#include "core/lessons/programs/loop_steps.hpp"

#include <string>

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::loop_steps {

using namespace async;
using namespace std::chrono_literals;

namespace both {
// [async A, then B]
Task<> task(std::string name, Nanos wait) {
    print("{} begins", name);  // ~begin
    co_await sleep_for(wait);  // ~wait
    print("{} ends", name);  // ~end
}

void program() {
    Loop loop;  // ~loop
    TaskHandle<> a = loop.spawn(task("A", 300ms));  // ~a
    TaskHandle<> b = loop.spawn(task("B", 600ms));  // ~b
    loop.run_until(a);  // ~until-a
    loop.run_until(b);  // ~until-b
    print("The program ends");  // ~last
}
// [/async A, then B]
}  // namespace both

namespace other_way {
// [async B, then A]
Task<> task(std::string name, Nanos wait) {
    print("{} begins", name);  // ~begin
    co_await sleep_for(wait);  // ~wait
    print("{} ends", name);  // ~end
}

void program() {
    Loop loop;  // ~loop
    TaskHandle<> a = loop.spawn(task("A", 300ms));  // ~a
    TaskHandle<> b = loop.spawn(task("B", 600ms));  // ~b
    loop.run_until(b);  // ~until-b
    loop.run_until(a);  // ~until-a
    print("The program ends");  // ~last
}
// [/async B, then A]
}  // namespace other_way

namespace only_one {
// [async A only]
Task<> task(std::string name, Nanos wait) {
    print("{} begins", name);  // ~begin
    co_await sleep_for(wait);  // ~wait
    print("{} ends", name);  // ~end
}

void program() {
    Loop loop;  // ~loop
    TaskHandle<> a = loop.spawn(task("A", 300ms));  // ~a
    TaskHandle<> b = loop.spawn(task("B", 600ms));  // ~b
    loop.run_until(a);  // ~until-a
    print("The program ends");  // ~last
}
// [/async A only]
}  // namespace only_one

void run(int way) {
    switch (way) {
        case 1: return other_way::program();
        case 2: return only_one::program();
        default: return both::program();
    }
}

}  // namespace loopscope::lessons::loop_steps

namespace loopscope::lessons {

Program loop_steps_program() {
    Program program;
    program.name = "loop_steps";
    program.about = "Two tasks given to a loop, which runs until they, or only the first, have ended";
    program.parameters = {choice("until", "Run until", {"A, then B", "B, then A", "A only"})};
    program.modes = {Mode::Async};
    program.run = [](Mode, const Values& values) { loop_steps::run(static_cast<int>(values.at("until"))); };
    program.varied_by = "until";
    return program;
}

}  // namespace loopscope::lessons
