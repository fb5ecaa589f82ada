// Every program of the lessons, stopped right behind any of its events: nothing is used after it has gone
// (the sanitizers look), nothing hangs. A sample of the events; all of them with LOOPSCOPE_LONG=1 in the
// environment.
#include "core/async/context.hpp"
#include "core/lessons/program.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

using async::Runtime;

constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
// Of the events of one program in one mode, where not all are tried.
constexpr std::uint32_t kSample = 12;

// Runs it in virtual time and stops it at its n-th event, on the thread that emits it. Gives how many there
// were.
std::uint32_t run_until_event(const std::function<void()>& program, std::uint32_t nth) {
    Runtime runtime(std::numeric_limits<double>::infinity(), true);
    std::atomic<std::uint32_t> seen{0};
    std::vector<trace::Event> drained;
    runtime.recorder.set_notify([&] {
        const std::uint32_t count = ++seen;
        if (count == nth) runtime.gate.send(trace::Stop{});
        runtime.recorder.request_notify();
    });
    runtime.recorder.request_notify();
    runtime.clock.go();
    runtime.clock.enter();
    auto main = std::make_unique<async::Context>(runtime);
    std::atomic<bool> ended{false};
    std::thread thread{[&] {
        async::set_context(main.get());
        try {
            program();
        } catch (const std::exception&) {
            // How it ends is not the question.
        }
        runtime.clock.leave();
        async::set_context(nullptr);
        ended = true;
    }};
    while (!ended) {
        drained.clear();
        runtime.recorder.drain(drained);
        std::this_thread::yield();
    }
    thread.join();
    return seen;
}

class StopEverywhere : public testing::TestWithParam<Program> {};

TEST_P(StopEverywhere, LeavesNothingBehind) {
    const bool all = std::getenv("LOOPSCOPE_LONG") != nullptr;
    Values values;
    for (const Parameter& parameter : GetParam().parameters) values[parameter.name] = parameter.initial;
    for (const Mode mode : GetParam().modes) {
        const auto program = [&] { GetParam().run(mode, values); };
        const std::uint32_t events = run_until_event(program, kNever);
        ASSERT_GT(events, 0U);
        const std::uint32_t step = all ? 1 : std::max(1U, events / kSample);
        // Another one each time a step is begun, so that the sample is no row of like events.
        for (std::uint32_t nth = 1, i = 0; nth <= events; nth += step, ++i)
            run_until_event(program, std::min(events, nth + (step > 1 ? i % step : 0)));
    }
}

INSTANTIATE_TEST_SUITE_P(Programs, StopEverywhere, testing::ValuesIn(all_programs()),
                         [](const auto& program) { return program.param.name; });

}  // namespace
}  // namespace loopscope::lessons
