#include "core/trace/breakpoint.hpp"

#include "core/trace/place.hpp"

#include <algorithm>

namespace loopscope::trace {

bool hits(const Breakpoint& breakpoint, const Event& event, const Tables& tables) {
    if (is_control(event.kind)) return false;
    if (breakpoint.kind && *breakpoint.kind != event.kind) return false;
    if (breakpoint.task != 0 && breakpoint.task != event.task) return false;
    if (breakpoint.line == 0 && breakpoint.file.empty()) return breakpoint.kind || breakpoint.task != 0;

    const SiteId id = site_of(event);
    if (id == 0) return false;
    const Site& site = tables.site(id);
    if (site.line == 0 || (breakpoint.line != 0 && breakpoint.line != site.line)) return false;
    return breakpoint.file.empty() || means_file(breakpoint.file, site.file);
}

bool hits_any(std::span<const Breakpoint> breakpoints, const Event& event, const Tables& tables) {
    return std::ranges::any_of(breakpoints, [&](const Breakpoint& b) { return hits(b, event, tables); });
}

}  // namespace loopscope::trace
