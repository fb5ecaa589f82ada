// Reads the fields of one YAML map. Whatever is not as it should be becomes a mistake with its line.
#pragma once

#include "core/lessons/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/yaml.h>

namespace loopscope::lessons {

struct Field {
    std::string name;  // empty for the items of a list
    YAML::Node value;
    int line = 0;
};

// Where a node begins in its file; `otherwise` where it has no place of its own.
int line_of(const YAML::Node& node, int otherwise);

// "did you mean ...?" or, where nothing is similar, all the words there are.
std::string suggest(std::string_view word, const std::vector<std::string>& words);

class Fields {
public:
    // `map` may be anything: what is not a map has no fields, and is a mistake that names `what`.
    Fields(const YAML::Node& map, int line, std::string_view what, Report& report);

    // Each of these also marks the name as a known one. Null or nothing: it is not there, or is wrong.
    const Field* find(std::string_view name);
    std::optional<std::string> text(std::string_view name);
    std::optional<double> number(std::string_view name, double least, double most);
    std::optional<int> whole(std::string_view name, int least, int most);
    // A single value counts as a list of one.
    std::vector<Field> list(std::string_view name);
    std::vector<std::string> texts(std::string_view name);
    std::vector<int> wholes(std::string_view name, int least, int most);
    // The fields of a map, whatever their names.
    std::vector<Field> map(std::string_view name);

    // Complains of each field that nothing above has asked for. Call it last.
    void finish();

    [[nodiscard]] int line() const { return line_; }

private:
    std::optional<std::string> scalar(const Field& field, std::string_view what);
    std::optional<int> whole(const Field& field, std::string_view name, int least, int most);

    int line_;
    Report& report_;
    std::vector<Field> fields_;
    std::vector<std::string> known_;
};

}  // namespace loopscope::lessons
