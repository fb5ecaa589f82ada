// Programs that run both here and in a process of their own.
#pragma once

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/async/when_all.hpp"

#include <chrono>
#include <vector>

namespace loopscope::test {

inline async::Task<> wait_and_print(int number) {
    async::print("begin {}", number);
    co_await async::sleep_for(std::chrono::seconds{1});
    async::print("end {}", number);
}

inline async::Task<> both() {
    std::vector<async::Task<>> tasks;
    tasks.push_back(wait_and_print(1));
    tasks.push_back(wait_and_print(2));
    co_await async::when_all(std::move(tasks));
}

inline void two_tasks() {
    async::Loop{}.run(both());
}

inline async::Task<> turns(int count) {
    for (int i = 0; i < count; ++i) co_await async::yield();
}

// More events than may be on their way.
inline void many_turns() {
    async::Loop{}.run(turns(40'000));
}

}  // namespace loopscope::test
