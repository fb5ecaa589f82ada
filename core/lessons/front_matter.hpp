// The YAML between two lines of "---" at the top of a file, and the text behind it.
#pragma once

#include "core/lessons/report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <yaml-cpp/yaml.h>

namespace loopscope::lessons {

// Lines of the file above the YAML: nodes count theirs from 0, so a node's line in the file is mark + this
// + 1.
inline constexpr int kLinesAbove = 1;

struct FrontMatter {
    YAML::Node root;   // always a map
    std::string text;  // what follows, without blank lines around it
};

// A number that another text of the file would not have.
std::uint64_t stamp_of(const std::string& path);

// Nothing when it can't be read; why is a fatal mistake in `report`.
std::optional<FrontMatter> read_front_matter(const std::string& path, Report& report);

}  // namespace loopscope::lessons
