// Shorthand for tests: a coroutine that is the whole program.
#pragma once

#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/sleep.hpp"
#include "core/tests/support/record.hpp"

#include <string>
#include <utility>
#include <vector>

namespace loopscope::async {

using namespace std::chrono_literals;
using test::record;
using test::Recording;
using Lines = std::vector<std::string>;

// Runs `main()` on one loop in virtual time.
template <class Main>
Recording record_main(Main main) {
    return record([&] { Loop{}.run(main()); });
}

inline Task<> say_after(Nanos duration, std::string text) {
    co_await sleep_for(duration);
    print("{}", text);
}

inline Task<int> give(int value, Nanos after) {
    co_await sleep_for(after);
    co_return value;
}

inline Task<> fail_after(Nanos after, std::string what) {
    co_await sleep_for(after);
    throw std::runtime_error(what);
}

// Says how it went: "done", or what was thrown.
template <class T>
Task<> tell(Task<T> body) {
    std::string how = "done";
    try {
        co_await body;
    } catch (const Stopped&) {
        throw;
    } catch (const std::exception& e) {
        how = e.what();
    }
    print("{}", how);
}

inline std::vector<trace::MisuseKind> misuses(const Recording& run) {
    std::vector<trace::MisuseKind> kinds;
    for (const trace::Event& e : run.of(trace::Kind::Misuse)) kinds.push_back(e.as<trace::MisuseKind>());
    return kinds;
}

}  // namespace loopscope::async
