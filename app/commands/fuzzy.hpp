// How well a typed text fits a label.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace loopscope::app::commands {

struct Fit {
    // Higher is better.
    int score = 0;
    // Bytes of the label that were hit, ascending.
    std::vector<std::size_t> places;
};

// Every word of `typed` must occur in `label`, letter after letter, in any case; letters at the start of a
// word and next to one another count more. An empty text fits everything alike. nullopt: does not fit.
std::optional<Fit> fit(std::string_view typed, std::string_view label);

}  // namespace loopscope::app::commands
