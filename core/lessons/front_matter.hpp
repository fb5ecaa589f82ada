// The YAML between two lines of "---" at the top of a file, and the text behind it.
#pragma once

#include "core/base/result.hpp"
#include "core/lessons/report.hpp"

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

// What is in a file of a deck, which may be anything; an error says why not.
Result<std::string> read_deck_text(const std::string& path);

// Of what is in such a file. Nothing when it can't be understood; why is a fatal mistake in `report`.
std::optional<FrontMatter> read_front_matter(const Result<std::string>& file, Report& report);

}  // namespace loopscope::lessons
