// Short ways to say what can be changed about a program.
#pragma once

#include "core/lessons/lesson.hpp"

#include <string>
#include <utility>
#include <vector>

namespace loopscope::lessons {

struct Range {
    double initial = 0, least = 0, most = 0, step = 1;
};

inline Parameter number(std::string name, std::string label, Range range, std::string unit = {}) {
    return {.name = std::move(name),
            .label = std::move(label),
            .initial = range.initial,
            .least = range.least,
            .most = range.most,
            .step = range.step,
            .unit = std::move(unit),
            .options = {}};
}

// Begins with the first option.
inline Parameter choice(std::string name, std::string label, std::vector<std::string> options) {
    const double last = static_cast<double>(options.size()) - 1;
    return {.name = std::move(name),
            .label = std::move(label),
            .initial = 0,
            .least = 0,
            .most = last,
            .step = 1,
            .unit = {},
            .options = std::move(options)};
}

}  // namespace loopscope::lessons
