// One lesson on the first page. A building block of it.
#pragma once

#include "app/panels/widgets.hpp"
#include "app/progress/progress.hpp"
#include "core/slides/thumbnail.hpp"

namespace loopscope::app::panels {

struct HomeCard {
    const lessons::Lesson& lesson;
    progress::Sum sum;
    bool opened = false;
    // Null: not there yet.
    const slides::Thumbnail* thumbnail = nullptr;
    bool chosen = false;
};

void home_card(Widgets& draw, const HomeCard& card, stage::Rect box);

// An empty ring, an arc with a triangle, or a tick.
void progress_ring(Widgets& draw, stage::Vec2 center, float radius, float share, bool opened, bool done);

// "8 min  ·  predictions 1/4"
std::string facts_of(const progress::Sum& sum, bool opened);

}  // namespace loopscope::app::panels
