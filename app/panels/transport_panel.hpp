// The strip at the bottom: play and step, how far a step goes, how fast, where we are, and the way there.
#pragma once

#include "app/panels/scene.hpp"

#include <optional>

namespace loopscope::app::panels {

// Heights at which the strip has one row, and a second one below it (the mini timeline, or the race's
// conclusion).
inline constexpr float kTransportRow = 64, kTransportLow = 108, kTransportHigh = 184;

// Hot items besides commands: the axes "scrub", "mini/scrub" and "scrub/race".
void transport_strip(const Scene& scene, stage::Rect box, stage::DisplayList& list);

}  // namespace loopscope::app::panels
