#include "app/panels/current_line.hpp"

#include "core/lessons/when.hpp"
#include "core/trace/place.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

bool is_of(const trace::Site& site, const lessons::Listing& listing) {
    return site.line >= listing.first_line && site.line < listing.first_line + listing.lines.size() &&
           trace::means_file(listing.file, site.file);
}

// The newest event up to the playhead that names a place in the listing, and its task.
void mark_newest(const session::Session& session, const lessons::Listing& listing, ListingMarks& marks) {
    const auto& timeline = session.shown_timeline();
    constexpr std::size_t kFar = 64;
    const std::size_t position = std::min(session.shown_playhead().position, timeline.size());
    for (std::size_t i = position; i > 0 && position - i < kFar; --i) {
        const trace::Event& e = timeline[i - 1];
        const trace::SiteId id = trace::site_of(e);
        if (id == 0 || !is_of(timeline.tables().site(id), listing)) continue;
        marks.current = {timeline.tables().site(id).line};
        marks.current_task = e.kind == trace::Kind::TaskCreated ? trace::created_parent(e) : e.task;
        return;
    }
}

}  // namespace

const lessons::Listing* listing_of(const session::Session& session) {
    if (!session.exhibit()) return nullptr;
    return session.exhibit()->listing(session.mode(), session.values());
}

ListingMarks listing_marks(const session::Session& session, const lessons::Listing& listing) {
    ListingMarks marks;
    const auto& timeline = session.shown_timeline();
    const auto& state = timeline.state_at(session.shown_playhead().position);
    for (const trace::TaskId id : state.alive()) {
        const timeline::TaskState& task = *state.task(id);
        if (task.line == 0) continue;
        const trace::Site& site = timeline.tables().site(task.line);
        if (!is_of(site, listing)) continue;
        auto& here = marks.parked[site.line];
        // Of many, the one that runs must be among those that are drawn.
        here.insert(task.id == state.running ? here.begin() : here.end(), task.id);
        if (task.id == state.running) {
            marks.current = {site.line};
            marks.current_task = task.id;
        }
    }
    if (marks.current.empty() && !state.ended) mark_newest(session, listing, marks);
    return marks;
}

const lessons::Listing* python_of(const session::Session& session) {
    if (!session.exhibit()) return nullptr;
    return session.exhibit()->python(session.mode(), session.values());
}

ListingMarks twin_marks(const lessons::Listing& listing, const ListingMarks& marks,
                        const lessons::Listing& twin) {
    // The lines of the twin that correspond to a line.
    const auto twins_of = [&](std::uint32_t line) {
        std::vector<std::uint32_t> found;
        const std::size_t at = line - listing.first_line;
        if (line < listing.first_line || at >= listing.tags.size() || listing.tags[at].empty()) return found;
        for (std::size_t i = 0; i < twin.tags.size(); ++i) {
            if (twin.tags[i] == listing.tags[at])
                found.push_back(twin.first_line + static_cast<std::uint32_t>(i));
        }
        return found;
    };
    ListingMarks out;
    out.current_task = marks.current_task;
    for (const std::uint32_t line : marks.current) {
        const auto found = twins_of(line);
        out.current.insert(out.current.end(), found.begin(), found.end());
    }
    for (const auto& [line, tasks] : marks.parked) {
        const auto found = twins_of(line);
        if (found.empty()) continue;
        auto& here = out.parked[found.front()];
        here.insert(here.end(), tasks.begin(), tasks.end());
    }
    return out;
}

std::optional<std::size_t> current_step(const session::Session& session) {
    if (!session.exhibit()) return std::nullopt;
    const std::span<const lessons::StepMark> marks = session.exhibit()->step_marks(session.mode());
    if (marks.empty()) return std::nullopt;
    const timeline::Timeline& timeline = session.shown_timeline();
    for (std::size_t at = std::min(session.shown_playhead().position, timeline.size()); at > 0; --at) {
        const trace::Event e = timeline[at - 1];
        for (std::size_t i = 0; i < marks.size(); ++i) {
            if (lessons::fits(marks[i], e)) return i;
        }
    }
    return std::nullopt;
}

}  // namespace loopscope::app::panels
