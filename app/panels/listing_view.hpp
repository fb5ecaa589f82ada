// Lines of a program: coloured, numbered, the current ones marked, a badge where each task is parked. A
// building block of the source card.
#pragma once

#include "app/highlight/tokens.hpp"
#include "app/panels/current_line.hpp"
#include "app/panels/widgets.hpp"

namespace loopscope::app::panels {

struct ListingInput {
    const lessons::Listing& listing;
    const ListingMarks& marks;
    highlight::Language language = highlight::Language::Cpp;
    // What really runs: this listing, or the one whose twin it is. A line that corresponds to one of that can
    // be clicked to stop there: "line/<number of that one>". Null: none can.
    const lessons::Listing* runs = nullptr;
    // For the projector: never the smallest type.
    bool large = false;
    // In lines, away from where it would put itself.
    float scroll = 0;
};

// Fills `box`: what does not fit is above or below, the current line never.
void listing_view(Widgets& draw, const ListingInput& input, stage::Rect box);

}  // namespace loopscope::app::panels
