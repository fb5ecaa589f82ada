// The cheapest steady clock of this machine: the processor's time stamp counter where the kernel itself
// trusts it, else CLOCK_MONOTONIC.
#pragma once

#include <cstdint>
#include <ctime>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace loopscope::async::raw_clock {

// ns per tick, or 1 with CLOCK_MONOTONIC. The first call measures it, for about 10 ms.
struct Rate {
    bool counter = false;  // ticks() reads the time stamp counter
    double ns_per_tick = 1.0;
};
const Rate& rate();

inline std::int64_t monotonic_ns() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

inline std::int64_t ticks(bool counter) {
#if defined(__x86_64__)
    if (counter) return static_cast<std::int64_t>(__rdtsc());
#endif
    return (void)counter, monotonic_ns();
}

}  // namespace loopscope::async::raw_clock
