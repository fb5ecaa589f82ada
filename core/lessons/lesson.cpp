#include "core/lessons/lesson.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

struct ModeWords {
    Mode mode;
    std::string_view word, title;
};
constexpr std::array<ModeWords, 4> kWords{{{Mode::Sync, "sync", "Synchronous"},
                                           {Mode::Async, "async", "Asynchronous"},
                                           {Mode::Threads, "threads", "Multi-threaded"},
                                           {Mode::MtAsync, "mt-async", "MT + Async"}}};

const ModeWords& words(Mode mode) {
    return kWords.at(static_cast<std::size_t>(mode));
}

Error bad_value(const Parameter& parameter, std::string_view text) {
    if (!parameter.options.empty()) {
        return {fmt::format("{} can't be \"{}\"", parameter.name, text),
                {},
                fmt::format("choose one of: {}", fmt::join(parameter.options, ", "))};
    }
    return {fmt::format("{} can't be \"{}\"", parameter.name, text),
            {},
            fmt::format("give a number from {} to {}", parameter.least, parameter.most)};
}

}  // namespace

std::string_view mode_word(Mode mode) {
    return words(mode).word;
}
std::string_view mode_title(Mode mode) {
    return words(mode).title;
}

Result<Mode> mode_from_word(std::string_view word) {
    for (const ModeWords& each : kWords) {
        if (each.word == word) return each.mode;
    }
    return Error{
        fmt::format("there is no mode \"{}\"", word), {}, "choose one of: sync, async, threads, mt-async"};
}

Result<double> parse_value(const Parameter& parameter, std::string_view given) {
    const auto option = std::ranges::find(parameter.options, given);
    if (option != parameter.options.end()) return static_cast<double>(option - parameter.options.begin());
    double value = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
    const bool is_number = error == std::errc{} && end == given.data() + given.size() && std::isfinite(value);
    if (!is_number || !parameter.options.empty() || value < parameter.least || value > parameter.most) {
        return bad_value(parameter, given);
    }
    const bool whole =
        parameter.step == std::floor(parameter.step) && parameter.least == std::floor(parameter.least);
    if (whole && value != std::floor(value)) return bad_value(parameter, given);
    return value;
}

std::string value_word(const Parameter& parameter, double value) {
    const auto index = static_cast<std::size_t>(std::max(0.0, value));
    return index < parameter.options.size() ? parameter.options[index] : fmt::format("{}", value);
}

Values Lesson::initial_values() const {
    Values values;
    for (const Parameter& parameter : parameters) values[parameter.name] = parameter.initial;
    return values;
}

namespace {

const Listing* pick(const std::map<Mode, Listing>& plain,
                    const std::vector<std::map<Mode, Listing>>& by_option, const std::string& varied_by,
                    Mode mode, const Values& values) {
    const auto value = values.find(varied_by);
    if (value != values.end() && value->second >= 0 &&
        value->second < static_cast<double>(by_option.size())) {
        const auto& own = by_option[static_cast<std::size_t>(value->second)];
        if (const auto found = own.find(mode); found != own.end()) return &found->second;
    }
    const auto found = plain.find(mode);
    return found == plain.end() ? nullptr : &found->second;
}

}  // namespace

const Listing* Lesson::listing(Mode mode, const Values& values) const {
    return pick(listings, varied_listings, varied_by, mode, values);
}
const Listing* Lesson::python_listing(Mode mode, const Values& values) const {
    return pick(python, varied_python, varied_by, mode, values);
}

Result<double> Lesson::parse(std::string_view name, std::string_view given) const {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const Parameter& each) { return each.name == name; });
    if (found == parameters.end()) {
        std::vector<std::string_view> names;
        for (const Parameter& each : parameters) names.emplace_back(each.name);
        return Error{fmt::format("the lesson \"{}\" has no parameter \"{}\"", id, name),
                     {},
                     fmt::format("it has: {}", fmt::join(names, ", "))};
    }
    return parse_value(*found, given);
}

}  // namespace loopscope::lessons
