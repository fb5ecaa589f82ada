#include "app/panels/mode_switch.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

// "sync", "async", "threads", "MT + async": short, they share a line with the heading.
std::string short_title(lessons::Mode mode) {
    return mode == lessons::Mode::MtAsync ? "MT + async" : std::string(lessons::mode_word(mode));
}

}  // namespace

float mode_switch(Widgets& draw, float right, float middle, float room) {
    const exhibit::Exhibit* open = draw.scene().session.exhibit();
    if (!open || open->modes().size() < 2) return 0;
    std::vector<Segment> items;
    for (const lessons::Mode mode : open->modes())
        items.push_back({commands::mode_id(mode), short_title(mode)});
    const float w = std::min(draw.segments_width(items), room);
    draw.segments({right - w, middle - 16, w, 32}, items);
    return w;
}

}  // namespace loopscope::app::panels
