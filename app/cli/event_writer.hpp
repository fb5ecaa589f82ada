// Events as lines of JSON, for other programs: one object a line. What a kind does not use is left out.
#pragma once

#include "core/timeline/timeline.hpp"

#include <string>

namespace loopscope::app::cli {

// The event after which the timeline stands at `position` (from 1 to size()).
std::string event_to_json(const timeline::Timeline& timeline, std::size_t position);

// What came of a whole run, as its last line tells it.
struct Summary {
    std::string mode;
    double loop_s = 0;
    double wall_s = 0;
    std::size_t events = 0;
    std::size_t tasks = 0;
    std::string outcome;
};
std::string summary_to_json(const Summary& summary);
std::string summary_to_text(const Summary& summary);

}  // namespace loopscope::app::cli
