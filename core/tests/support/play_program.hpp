// Runs a program of the lessons in virtual time, with its initial values but for those that are given.
#pragma once

#include "core/lessons/program.hpp"
#include "core/tests/support/record.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace loopscope::test {

// A number, or one of the options of a choice.
inline double value_of(const lessons::Parameter& parameter, const std::string& word) {
    const auto option = std::ranges::find(parameter.options, word);
    if (option != parameter.options.end()) return static_cast<double>(option - parameter.options.begin());
    return std::stod(word);
}

inline Recording play_program(std::string_view name, lessons::Mode mode,
                              const std::map<std::string, std::string>& set = {}) {
    const lessons::Program* program = lessons::find_program(name);
    if (program == nullptr) throw std::invalid_argument("no such program");
    lessons::Values values;
    for (const lessons::Parameter& parameter : program->parameters) {
        const auto given = set.find(parameter.name);
        values[parameter.name] = given == set.end() ? parameter.initial : value_of(parameter, given->second);
    }
    return record([program, mode, values] { program->run(mode, values); });
}

}  // namespace loopscope::test
