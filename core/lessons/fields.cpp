#include "core/lessons/fields.hpp"

#include "core/lessons/front_matter.hpp"
#include "core/lessons/nearest.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace loopscope::lessons {
namespace {

// So many are told one by one.
constexpr std::size_t kMostUnknown = 20;

template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return number;
}

// The fields of a map in the order of the file; each but the first of a name is left out.
std::vector<Field> fields_of(const YAML::Node& map, int line, Report& report) {
    std::vector<Field> fields;
    std::unordered_set<std::string> names;
    for (const auto& pair : map) {
        const int at = line_of(pair.first, line);
        if (!pair.first.IsScalar()) {
            report.add(at, "a name is missing here", "write \"name: value\"");
            continue;
        }
        Field field{pair.first.Scalar(), pair.second, at};
        if (!names.insert(field.name).second) {
            report.add(at, fmt::format("\"{}\" is given twice", field.name), "leave one of them out");
            continue;
        }
        fields.push_back(std::move(field));
    }
    return fields;
}

}  // namespace

int line_of(const YAML::Node& node, int otherwise) {
    const YAML::Mark mark = node.Mark();
    return mark.is_null() ? otherwise : mark.line + kLinesAbove + 1;
}

std::string suggest(std::string_view word, const std::vector<std::string>& words) {
    const std::string near = nearest(word, words);
    if (!near.empty()) return fmt::format("did you mean \"{}\"?", near);
    return words.empty() ? std::string{} : fmt::format("there are: {}", fmt::join(words, ", "));
}

Fields::Fields(const YAML::Node& map, int line, std::string_view what, Report& report)
    : line_(line_of(map, line)), report_(report) {
    if (map.IsMap()) {
        fields_ = fields_of(map, line_, report);
    } else {
        report.add(line_, fmt::format("{} is not of the form {{name: value}}", what));
    }
}

const Field* Fields::find(std::string_view name) {
    known_.emplace_back(name);
    const auto found = std::ranges::find(fields_, name, &Field::name);
    return found == fields_.end() ? nullptr : &*found;
}

std::optional<std::string> Fields::scalar(const Field& field, std::string_view what) {
    if (field.value.IsScalar()) return field.value.Scalar();
    report_.add(
        field.line,
        field.value.IsNull() ? fmt::format("{} is empty", what) : fmt::format("{} is not a text", what),
        field.value.IsNull() ? "" : "write one value; text with a colon needs quotes");
    return std::nullopt;
}

std::optional<std::string> Fields::text(std::string_view name) {
    const Field* field = find(name);
    return field == nullptr ? std::nullopt : scalar(*field, fmt::format("\"{}\"", name));
}

std::optional<double> Fields::number(std::string_view name, double least, double most) {
    const Field* field = find(name);
    if (field == nullptr) return std::nullopt;
    const std::optional<std::string> text = scalar(*field, fmt::format("\"{}\"", name));
    if (!text) return std::nullopt;
    const std::optional<double> number = to_number<double>(*text);
    if (!number || !std::isfinite(*number) || *number < least || *number > most) {
        report_.add(field->line, fmt::format("\"{}\" can't be \"{}\"", name, *text),
                    fmt::format("give a number from {} to {}", least, most));
        return std::nullopt;
    }
    return number;
}

std::optional<int> Fields::whole(const Field& field, std::string_view name, int least, int most) {
    const std::optional<std::string> text = scalar(field, fmt::format("\"{}\"", name));
    if (!text) return std::nullopt;
    const std::optional<int> number = to_number<int>(*text);
    if (!number || *number < least || *number > most) {
        report_.add(field.line, fmt::format("\"{}\" can't be \"{}\"", name, *text),
                    fmt::format("give a whole number from {} to {}", least, most));
        return std::nullopt;
    }
    return number;
}

std::optional<int> Fields::whole(std::string_view name, int least, int most) {
    const Field* field = find(name);
    return field == nullptr ? std::nullopt : whole(*field, name, least, most);
}

std::vector<Field> Fields::list(std::string_view name) {
    const Field* field = find(name);
    if (field == nullptr) return {};
    if (field->value.IsNull()) {
        report_.add(field->line, fmt::format("\"{}\" is empty", name), "leave it out, or write a list");
        return {};
    }
    if (!field->value.IsSequence()) return {*field};
    std::vector<Field> items;
    for (const YAML::Node& item : field->value) items.push_back({"", item, line_of(item, field->line)});
    return items;
}

std::vector<std::string> Fields::texts(std::string_view name) {
    std::vector<std::string> texts;
    for (const Field& item : list(name)) {
        if (auto text = scalar(item, fmt::format("an item of \"{}\"", name)))
            texts.push_back(std::move(*text));
    }
    return texts;
}

std::vector<int> Fields::wholes(std::string_view name, int least, int most) {
    std::vector<int> numbers;
    for (const Field& item : list(name)) {
        if (const auto number = whole(item, name, least, most)) numbers.push_back(*number);
    }
    return numbers;
}

std::vector<Field> Fields::map(std::string_view name) {
    const Field* field = find(name);
    if (field == nullptr) return {};
    if (field->value.IsMap()) return fields_of(field->value, field->line, report_);
    report_.add(field->line, fmt::format("\"{}\" is not of the form {{name: value}}", name));
    return {};
}

void Fields::finish() {
    std::size_t unknown = 0;
    for (const Field& field : fields_) {
        if (std::ranges::find(known_, field.name) != known_.end() || ++unknown > kMostUnknown) continue;
        report_.add(field.line, fmt::format("there is no \"{}\" here", field.name),
                    suggest(field.name, known_));
    }
    if (unknown > kMostUnknown)
        report_.add(line_, fmt::format("{} more names are not known here", unknown - kMostUnknown));
}

}  // namespace loopscope::lessons
