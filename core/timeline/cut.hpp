// Forgetting the oldest part of a run that has grown too long to keep.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <memory>

namespace loopscope::timeline {

// A recording of what lies behind `position`, which stands alone: first come events that lead to the state at
// `position`, as if all that was there then had just been made, and then those that followed. The tasks that
// had ended by then are forgotten, and the numbers of the others count anew.
std::shared_ptr<record::Recording> without_the_oldest(const Timeline& timeline, std::size_t position);

}  // namespace loopscope::timeline
