// How durations are written, in the window and on the command line. All take nanoseconds.
#pragma once

#include "core/base/time.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>

namespace loopscope {

inline std::string format_fixed(double value, int decimals) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

// For times that are compared with each other: "1.000 s", "0.038 s".
inline std::string format_seconds(std::int64_t ns) {
    return format_fixed(static_cast<double>(ns) / 1e9, 3) + " s";
}

// As short as three digits allow, in the unit that suits: "1 s", "1.25 s", "38 ms", "8 µs", "0 s".
inline std::string format_short(std::int64_t ns) {
    struct Unit {
        double ns;
        const char* name;
    };
    constexpr std::array<Unit, 4> kUnits{{{1e9, " s"}, {1e6, " ms"}, {1e3, " µs"}, {1, " ns"}}};
    if (ns == 0) return "0 s";
    const double size = std::abs(static_cast<double>(ns));
    // What would round up to 1000 of a unit is written as 1 of the next.
    const auto* unit =
        std::find_if(kUnits.begin(), kUnits.end() - 1, [&](const Unit& u) { return size >= 0.9995 * u.ns; });
    const double value = size / unit->ns;
    std::string text = format_fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return std::string{ns < 0 ? "-" : ""}.append(text).append(unit->name);
}

// A point on an axis that ends at `end`, without its unit: seconds from 1 s on, below that ms, then µs.
inline std::string format_instant(std::int64_t at, std::int64_t end) {
    if (end >= 1'000'000'000) return format_fixed(static_cast<double>(at) / 1e9, 3);
    if (end >= 1'000'000) return format_fixed(static_cast<double>(at) / 1e6, 2);
    return format_fixed(static_cast<double>(at) / 1e3, 1);
}

}  // namespace loopscope
