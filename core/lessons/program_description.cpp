#include "core/lessons/program_description.hpp"

#include <algorithm>
#include <cmath>
#include <exception>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loopscope::lessons {
namespace {

using nlohmann::json;

Parameter parameter_from(const json& from) {
    return {from.at("name"), from.at("label"), from.at("initial"), from.at("least"),
            from.at("most"), from.at("step"),  from.at("unit"),    from.at("options")};
}

std::string trouble_with(const Parameter& parameter) {
    if (parameter.name.empty()) return "has a parameter without a name";
    const auto trouble = [&](std::string_view what) {
        return fmt::format("has a parameter \"{}\" {}", parameter.name, what);
    };
    const double numbers[] = {parameter.initial, parameter.least, parameter.most, parameter.step};
    if (!std::ranges::all_of(numbers, [](double each) { return std::isfinite(each); })) {
        return trouble("with a number that is none");
    }
    if (parameter.least > parameter.most) return trouble("whose least is above its most");
    if (parameter.initial < parameter.least || parameter.initial > parameter.most) {
        return trouble("that begins outside of its limits");
    }
    if (parameter.step <= 0) return trouble("whose step is not above 0");
    return {};
}

std::string trouble_with(const Program& program) {
    if (program.modes.empty()) return "has no modes";
    if (std::ranges::find(program.modes, program.initial_mode) == program.modes.end()) {
        return fmt::format("begins in the mode {}, which is not one of its modes",
                           mode_word(program.initial_mode));
    }
    for (auto each = program.parameters.begin(); each != program.parameters.end(); ++each) {
        if (std::string trouble = trouble_with(*each); !trouble.empty()) return trouble;
        if (std::find_if(program.parameters.begin(), each,
                         [&](const Parameter& other) { return other.name == each->name; }) != each) {
            return fmt::format("has two parameters \"{}\"", each->name);
        }
    }
    return {};
}

}  // namespace

std::string describe(const Program& program) {
    json modes = json::array(), parameters = json::array();
    for (const Mode mode : program.modes) modes.push_back(mode_word(mode));
    for (const Parameter& each : program.parameters) {
        // A choice counts its options, so nobody has to.
        const double most = each.options.empty() ? each.most : static_cast<double>(each.options.size()) - 1;
        parameters.push_back({{"name", each.name},
                              {"label", each.label.empty() ? each.name : each.label},
                              {"initial", each.initial},
                              {"least", each.least},
                              {"most", most},
                              {"step", each.step},
                              {"unit", each.unit},
                              {"options", each.options}});
    }
    const json all{{"about", program.about},
                   {"modes", modes},
                   {"initial_mode", mode_word(program.initial_mode)},
                   {"parameters", parameters},
                   {"varied_by", program.varied_by}};
    return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Program> program_from(const std::string& description) {
    Program program;
    try {
        const json from = json::parse(description);
        program.about = from.at("about");
        program.varied_by = from.at("varied_by");
        for (const std::string word : from.at("modes")) program.modes.push_back(mode_from_word(word).value());
        program.initial_mode = mode_from_word(from.at("initial_mode").get<std::string>()).value();
        for (const json& each : from.at("parameters")) program.parameters.push_back(parameter_from(each));
    } catch (const std::exception& error) {
        return Error{fmt::format("does not say what it is: {}", error.what()), {}, {}};
    }
    if (std::string trouble = trouble_with(program); !trouble.empty())
        return Error{std::move(trouble), {}, {}};
    return program;
}

}  // namespace loopscope::lessons
