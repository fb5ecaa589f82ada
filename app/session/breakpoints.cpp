#include "app/session/breakpoints.hpp"

#include <algorithm>

namespace loopscope::app::session {
bool hits(const trace::Breakpoint& breakpoint, const trace::Event& event, const trace::Tables& tables) {
    if (trace::is_control(event.kind)) return false;
    if (breakpoint.kind && *breakpoint.kind != event.kind) return false;
    if (breakpoint.task != 0 && breakpoint.task != event.task) return false;
    if (breakpoint.line == 0 && breakpoint.file.empty()) return breakpoint.kind || breakpoint.task != 0;

    const trace::SiteId id = trace::site_of(event);
    if (id == 0) return false;
    const trace::Site& site = tables.site(id);
    if (breakpoint.line != 0 && breakpoint.line != site.line) return false;
    return breakpoint.file.empty() || breakpoint.file == site.file;
}

bool hits_any(std::span<const trace::Breakpoint> breakpoints, const trace::Event& event,
              const trace::Tables& tables) {
    return std::ranges::any_of(breakpoints, [&](const auto& b) { return hits(b, event, tables); });
}

}  // namespace loopscope::app::session
