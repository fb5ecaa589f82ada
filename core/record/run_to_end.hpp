// The loop that drains a source, for whoever waits for its end.
#pragma once

#include "core/record/limits.hpp"
#include "core/record/recording.hpp"
#include "core/record/source.hpp"

#include <functional>

namespace loopscope::record {

// Moves what the source has recorded by now into the recording. The same thread every time, or one after the
// other.
class Drain {
public:
    // Both must outlive it.
    Drain(Source& source, Recording& recording) : source_(source), recording_(&recording) {}
    void into(Recording& recording) { recording_ = &recording; }
    // How many events it moved. When it returns and ended() was true before, nothing is left behind.
    std::size_t step();

private:
    Source& source_;
    Recording* recording_;
    std::vector<trace::Event> batch_;
};

struct RunToEnd {
    Limits limits{};
    // Called behind every batch, on the calling thread, until the run ends; false: that is enough.
    std::function<bool()> go_on{};
    // How often go_on and the clock are asked at least, while nothing is recorded.
    std::chrono::milliseconds look{50};
};

// Drains until the run has ended or a limit is reached; then the source is stopped, and what it still records
// while it stops is kept too. The recording is complete when it returns End. A source that does not end
// within `kStopWithin` of being stopped is left to its destructor.
inline constexpr std::chrono::seconds kStopWithin{2};
Reached run_to_end(Source& source, Recording& recording, const RunToEnd& how = {});

}  // namespace loopscope::record
