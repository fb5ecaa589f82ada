// Where in the listing the run is, at the playhead. A building block of several panels.
#pragma once

#include "app/session/session.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace loopscope::app::panels {

struct ListingMarks {
    std::uint32_t current = 0;                                   // line number in the file; 0: none
    trace::TaskId current_task = 0;                              // whose line that is; 0: nobody's
    std::map<std::uint32_t, std::vector<trace::TaskId>> parked;  // tasks by line, running one included
};

const lessons::Listing* listing_of(const session::Session& session);  // null: none for this mode
ListingMarks listing_marks(const session::Session& session, const lessons::Listing& listing);

// The programming step that the run is at; nullopt where nothing tells.
std::optional<std::size_t> current_step(const session::Session& session);

}  // namespace loopscope::app::panels
