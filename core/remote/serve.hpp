// The side of the program: a run whose owner is another process.
#pragma once

#include "core/record/source.hpp"

#include <functional>

namespace loopscope::remote {

// Runs `program` and speaks on kSocket until it has ended and all is told, or until nobody listens any more;
// then the run is stopped, and the process ends by force where its program does not heed that. `on_events` of
// the options is not used.
void serve(std::function<void()> program, record::SourceOptions options);

}  // namespace loopscope::remote
