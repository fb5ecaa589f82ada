#include "core/lessons/lesson_parts.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

constexpr double kMost = std::numeric_limits<double>::max();

std::vector<std::string> names_of(const std::vector<Parameter>& parameters) {
    std::vector<std::string> names;
    for (const Parameter& each : parameters) names.push_back(each.name);
    return names;
}

const Parameter* find(const Program& program, const std::string& name, int line, Report& report) {
    const auto found = std::ranges::find(program.parameters, name, &Parameter::name);
    if (found != program.parameters.end()) return &*found;
    report.add(line, fmt::format("the program {} has no parameter \"{}\"", program.name, name),
               suggest(name, names_of(program.parameters)));
    return nullptr;
}

// Narrower limits than the program's; wider ones could ask of it what it can't do.
void read_limits(Parameter& parameter, Fields& fields, Report& report) {
    const Field* own[] = {fields.find("least"), fields.find("most"), fields.find("step")};
    if (!parameter.options.empty()) {
        for (const Field* field : own) {
            if (field == nullptr) continue;
            report.add(field->line,
                       fmt::format("{} is a choice and has no \"{}\"", parameter.name, field->name));
        }
        return;
    }
    const double least = fields.number("least", parameter.least, parameter.most).value_or(parameter.least);
    const double most = fields.number("most", parameter.least, parameter.most).value_or(parameter.most);
    if (least > most) {
        report.add(fields.line(), fmt::format("{} goes from {} to {}", parameter.name, least, most),
                   "\"least\" must not be more than \"most\"");
        return;
    }
    parameter.least = least;
    parameter.most = most;
    if (const auto step = fields.number("step", 0, kMost)) {
        if (*step > 0) {
            parameter.step = *step;
        } else {
            report.add(own[2]->line, fmt::format("the step of {} is nothing", parameter.name));
        }
    }
}

std::optional<Parameter> read_parameter(const Program& program, const Field& item, Report& report) {
    Fields fields(item.value, item.line, "a parameter", report);
    const std::optional<std::string> name = fields.text("name");
    if (!name) {
        if (item.value.IsMap() && fields.find("name") == nullptr)
            report.add(fields.line(), "a parameter has no name");
        return std::nullopt;
    }
    const Parameter* base = find(program, *name, fields.line(), report);
    if (base == nullptr) return std::nullopt;
    Parameter parameter = *base;
    parameter.label = fields.text("label").value_or(parameter.label);
    read_limits(parameter, fields, report);
    if (const auto initial = fields.text("initial")) {
        const Result<double> value = parse_value(parameter, *initial);
        if (value.ok()) {
            parameter.initial = value.value();
        } else {
            report.add(fields.find("initial")->line, value.error().what, value.error().hint);
        }
    }
    if (parameter.initial < parameter.least || parameter.initial > parameter.most) {
        if (fields.find("initial") == nullptr) {
            report.add(fields.line(),
                       fmt::format("{} begins with {}, which is not from {} to {}", parameter.name,
                                   parameter.initial, parameter.least, parameter.most),
                       "give an \"initial\" too");
        }
        parameter.initial = std::clamp(parameter.initial, parameter.least, parameter.most);
    }
    fields.finish();
    return parameter;
}

bool shown(const Lesson& lesson, const std::string& name) {
    return std::ranges::find(lesson.parameters, name, &Parameter::name) != lesson.parameters.end();
}

Values read_fixed(const Program& program, const std::vector<Field>& given, Report& report) {
    Values fixed;
    for (const Field& field : given) {
        const Parameter* parameter = find(program, field.name, field.line, report);
        if (parameter == nullptr) continue;
        if (!field.value.IsScalar()) {
            report.add(field.line, fmt::format("\"{}\" is not a value", field.name));
            continue;
        }
        const Result<double> value = parse_value(*parameter, field.value.Scalar());
        if (value.ok()) {
            fixed[field.name] = value.value();
        } else {
            report.add(field.line, value.error().what, value.error().hint);
        }
    }
    return fixed;
}

}  // namespace

std::optional<Mode> read_mode(const Lesson& lesson, const Field& field, Report& report) {
    std::vector<std::string> words;
    for (const Mode mode : lesson.modes) words.emplace_back(mode_word(mode));
    const std::string given = field.value.IsScalar() ? field.value.Scalar() : "";
    const auto found = std::ranges::find(words, given);
    if (found != words.end()) return lesson.modes[static_cast<std::size_t>(found - words.begin())];
    report.add(field.line, fmt::format("there is no mode \"{}\" here", given), suggest(given, words));
    return std::nullopt;
}

void read_modes(Lesson& lesson, const Program& program, Fields& fields, Report& report) {
    lesson.modes = program.modes;
    std::vector<Mode> chosen;
    for (const Field& item : fields.list("modes")) {
        const std::optional<Mode> mode = read_mode(lesson, item, report);
        if (!mode) continue;
        if (std::ranges::find(chosen, *mode) == chosen.end()) {
            chosen.push_back(*mode);
        } else {
            report.add(item.line, fmt::format("the mode \"{}\" is given twice", mode_word(*mode)));
        }
    }
    if (!chosen.empty()) lesson.modes = std::move(chosen);
    const bool has_initial = std::ranges::find(lesson.modes, program.initial_mode) != lesson.modes.end();
    lesson.initial_mode = has_initial || lesson.modes.empty() ? program.initial_mode : lesson.modes.front();
    if (const Field* field = fields.find("mode")) {
        lesson.initial_mode = read_mode(lesson, *field, report).value_or(lesson.initial_mode);
    }
}

Values read_parameters(Lesson& lesson, const Program& program, Fields& fields, Report& report) {
    const Field* own = fields.find("parameters");
    // "parameters: []" shows none.
    for (const Field& item : fields.list("parameters")) {
        std::optional<Parameter> parameter = read_parameter(program, item, report);
        if (!parameter) continue;
        if (shown(lesson, parameter->name)) {
            report.add(item.line, fmt::format("the parameter \"{}\" is given twice", parameter->name));
        } else {
            lesson.parameters.push_back(std::move(*parameter));
        }
    }
    const std::vector<Field> given = fields.map("fixed");
    Values beside = read_fixed(program, given, report);
    for (const Field& field : given) {
        if (!shown(lesson, field.name)) continue;
        report.add(field.line, fmt::format("\"{}\" is shown and fixed", field.name),
                   "take it out of \"parameters\" or of \"fixed\"");
        beside.erase(field.name);
    }
    for (const Parameter& each : program.parameters) {
        if (shown(lesson, each.name) || beside.contains(each.name)) continue;
        if (own == nullptr) {
            lesson.parameters.push_back(each);
        } else {
            beside[each.name] = each.initial;
        }
    }
    return beside;
}

}  // namespace loopscope::lessons
