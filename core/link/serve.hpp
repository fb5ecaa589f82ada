// The side of the program: a run whose owner is another process.
#pragma once

#include "core/record/source.hpp"

#include <functional>

namespace loopscope::link {

// Runs `program`, recorded into kMemory, and listens on kSocket until it has ended or nobody is at the other
// end any more; then the run is stopped, and the process ends by force where its program does not heed that.
// `on_events` of the options is not used. Throws std::system_error when the process
// was not started as protocol.hpp says.
void serve(std::function<void()> program, record::SourceOptions options);

}  // namespace loopscope::link
