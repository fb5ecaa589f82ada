#include "app/cli/program_listing.hpp"

#include "core/lessons/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace loopscope::app::cli {

namespace {

using lessons::Parameter;

std::string range_of(const Parameter& parameter) {
    if (!parameter.options.empty()) return fmt::format("{}", fmt::join(parameter.options, ", "));
    const std::string unit = parameter.unit.empty() ? "" : " " + parameter.unit;
    return fmt::format("{} to {}{}", parameter.least, parameter.most, unit);
}

}  // namespace

std::string program_listing() {
    std::string text;
    for (const lessons::Program& program : lessons::all_programs()) {
        std::vector<std::string_view> modes;
        for (const lessons::Mode mode : program.modes) modes.push_back(lessons::mode_word(mode));
        text += fmt::format("{}: {}\n    modes: {}\n", program.name, program.about, fmt::join(modes, ", "));
        for (const Parameter& each : program.parameters) {
            text += fmt::format("    {}: {}, begins with {}\n", each.name, range_of(each),
                                lessons::value_word(each, each.initial));
        }
    }
    return text;
}

}  // namespace loopscope::app::cli
