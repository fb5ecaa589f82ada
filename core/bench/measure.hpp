// Timing by the steady clock, and medians, for figures that must not depend on one bad moment of the machine.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace loopscope::bench {

class Stopwatch {
public:
    [[nodiscard]] double ns() const {
        return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin_).count();
    }
    [[nodiscard]] double seconds() const { return ns() / 1e9; }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// The value below which `share` (0 to 1) of `values` lie. Precondition: not empty.
inline double quantile(std::vector<double> values, double share) {
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}
inline double median(std::vector<double> values) {
    return quantile(std::move(values), 0.5);
}

// Makes the compiler believe that `value` is read and that any memory may have changed.
template <class T>
void keep(T&& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

}  // namespace loopscope::bench
