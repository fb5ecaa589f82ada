#include "core/async/raw_clock.hpp"

#include <algorithm>
#include <fstream>
#include <string>

namespace loopscope::async::raw_clock {
namespace {

struct Pair {
    std::int64_t ticks, ns;
};

// The tightest of a few readings: what lies between the two clocks is least disturbed there.
Pair read_both() {
    Pair best{};
    std::int64_t least = INT64_MAX;
    for (int i = 0; i < 16; ++i) {
        const std::int64_t before = ticks(true);
        const std::int64_t ns = monotonic_ns();
        const std::int64_t after = ticks(true);
        if (after - before < least) {
            least = after - before;
            best = {before + (after - before) / 2, ns};
        }
    }
    return best;
}

Rate measure() {
    std::string source;
    std::ifstream{"/sys/devices/system/clocksource/clocksource0/current_clocksource"} >> source;
#if defined(__x86_64__)
    if (source != "tsc") return {};
    const Pair begin = read_both();
    while (monotonic_ns() - begin.ns < 10'000'000) {
    }
    const Pair end = read_both();
    const auto passed = static_cast<double>(end.ticks - begin.ticks);
    if (passed <= 0) return {};
    return {true, static_cast<double>(end.ns - begin.ns) / passed};
#else
    return {};
#endif
}

}  // namespace

const Rate& rate() {
    static const Rate measured = measure();
    return measured;
}

}  // namespace loopscope::async::raw_clock
