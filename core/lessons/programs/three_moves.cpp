// Plain code made asynchronous in three moves, and the mistakes that are made on the way. The functions of each part
// have the names that they have in the listing, so every part is in a namespace of its own.
#include "core/lessons/programs/three_moves.hpp"

#include <string>
#include <vector>

#include "core/async/blocking.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/async/when_all.hpp"
#include "core/lessons/parameters.hpp"

namespace loopscope::lessons::three_moves {

using namespace async;
using namespace std::chrono_literals;

std::string name(int station) { return fmt::format("measure({})", station); }

namespace before {
// [sync]
void measure(int station) {
    print("Ask station {}", station);  // ~ask
    block_for(300ms);  // ~wait
    print("Station {} answers", station);  // ~answer
}

void report() {
    for (int n = 1; n <= 3; ++n)
        call(name(n), [=] { measure(n); });  // ~each
}

void program() {
    report();  // ~run
}
// [/sync]
}  // namespace before

namespace after {
// [async none]
// Move 1: a coroutine, which awaits.
Task<> measure(int station) {
    print("Ask station {}", station);  // ~ask
    co_await sleep_for(300ms);  // ~wait
    print("Station {} answers", station);  // ~answer
}

Task<> report() {
    std::vector<Task<>> stations;
    for (int n = 1; n <= 3; ++n)
        stations.push_back(measure(n));  // ~each
    co_await when_all(std::move(stations));  // ~all
}

void program() {
    // Move 2: a loop. Move 3: run the tasks on it.
    Loop loop;
    loop.run(report());  // ~run
}
// [/async none]
}  // namespace after

namespace not_awaited {
// [async no await]
Task<> measure(int station) {
    print("Ask station {}", station);  // ~ask
    co_await sleep_for(300ms);  // ~wait
    print("Station {} answers", station);  // ~answer
}

Task<> report() {
    for (int n = 1; n <= 3; ++n) {
        Task<> lost = measure(n);  // ~each
    }
    co_return;
}

void program() {
    Loop loop;
    loop.run(report());  // ~run
}
// [/async no await]
}  // namespace not_awaited

namespace blocking {
// [async block]
Task<> measure(int station) {
    print("Ask station {}", station);  // ~ask
    block_for(300ms);  // ~wait
    print("Station {} answers", station);  // ~answer
    co_return;
}

Task<> report() {
    std::vector<Task<>> stations;
    for (int n = 1; n <= 3; ++n)
        stations.push_back(measure(n));  // ~each
    co_await when_all(std::move(stations));  // ~all
}

void program() {
    Loop loop;
    loop.run(report());  // ~run
}
// [/async block]
}  // namespace blocking

namespace in_a_row {
// [async in a row]
Task<> measure(int station) {
    print("Ask station {}", station);  // ~ask
    co_await sleep_for(300ms);  // ~wait
    print("Station {} answers", station);  // ~answer
}

Task<> report() {
    for (int n = 1; n <= 3; ++n)
        co_await measure(n);  // ~each
}

void program() {
    Loop loop;
    loop.run(report());  // ~run
}
// [/async in a row]
}  // namespace in_a_row

void run(Mode mode, int mistake) {
    if (mode == Mode::Sync) {
        before::program();
    } else {
        switch (mistake) {
            case 1: not_awaited::program(); break;
            case 2: blocking::program(); break;
            case 3: in_a_row::program(); break;
            default: after::program();
        }
    }
    print("Finished in {:.3f} s", seconds(loop_time()));
}

}  // namespace loopscope::lessons::three_moves

namespace loopscope::lessons {

Program three_moves_program() {
    Program program;
    program.name = "three_moves";
    program.about = "Three stations are asked: plain code, made asynchronous, with the classic mistakes";
    program.parameters = {choice("mistake", "Mistake", {"none", "no await", "block", "in a row"})};
    program.modes = {Mode::Sync, Mode::Async};
    program.initial_mode = Mode::Sync;
    program.run = [](Mode mode, const Values& values) {
        three_moves::run(mode, static_cast<int>(values.at("mistake")));
    };
    program.varied_by = "mistake";
    return program;
}

}  // namespace loopscope::lessons
