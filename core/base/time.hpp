// Durations and instants of the two clocks that Loopscope shows.
#pragma once

#include <chrono>
#include <cstdint>

namespace loopscope {

using Nanos = std::chrono::nanoseconds;

// The latest instant there is: "no deadline".
inline constexpr Nanos kForever = Nanos::max();

// The latest instant that a run tells of, 36 years: a few of them can be added up without an overflow.
inline constexpr Nanos kLatest{std::int64_t{1} << 60};

// `duration` after `now`, at most kLatest.
constexpr Nanos later(Nanos now, Nanos duration) {
    return duration > kLatest - now ? kLatest : now + duration;
}

constexpr double seconds(Nanos d) {
    return std::chrono::duration<double>(d).count();
}

// Rounds to the nearest nanosecond.
constexpr Nanos from_seconds(double s) {
    return Nanos{static_cast<std::int64_t>(s * 1e9 + (s < 0 ? -0.5 : 0.5))};
}

}  // namespace loopscope
