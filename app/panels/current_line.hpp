// Where in the listing the run is, at the playhead. A building block of several panels.
#pragma once

#include "app/session/session.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace loopscope::app::panels {

struct ListingMarks {
    // Numbers in the file; none where nothing tells. In the listing that runs at most one.
    std::vector<std::uint32_t> current;
    // Whose line that is; 0: nobody's.
    trace::TaskId current_task = 0;
    // Tasks by line, running one included.
    std::map<std::uint32_t, std::vector<trace::TaskId>> parked;

    [[nodiscard]] bool is_current(std::uint32_t line) const {
        return std::ranges::find(current, line) != current.end();
    }
};

// Null: none for this mode.
const lessons::Listing* listing_of(const session::Session& session);
// The same program in Python; null where there is none.
const lessons::Listing* python_of(const session::Session& session);
ListingMarks listing_marks(const session::Session& session, const lessons::Listing& listing);
// What `marks` of `listing` come to in its twin in another language, whose lines bear the same tags.
ListingMarks twin_marks(const lessons::Listing& listing, const ListingMarks& marks,
                        const lessons::Listing& twin);

// The programming step that the run is at; nullopt where nothing tells.
std::optional<std::size_t> current_step(const session::Session& session);

}  // namespace loopscope::app::panels
