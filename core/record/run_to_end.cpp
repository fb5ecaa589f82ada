#include "core/record/run_to_end.hpp"

namespace loopscope::record {
namespace {

using std::chrono::steady_clock;

Reached reached(const Recording& recording, const RunToEnd& how, steady_clock::time_point began) {
    const std::size_t size = recording.size();
    if (size > how.limits.events) return Reached::Events;
    if (size != 0 && how.limits.loop_time != kForever && recording[size - 1].at() > how.limits.loop_time)
        return Reached::LoopTime;
    if (how.limits.wall_time != kForever && steady_clock::now() - began > how.limits.wall_time)
        return Reached::WallTime;
    if (how.go_on && !how.go_on()) return Reached::Interrupted;
    return Reached::End;
}

}  // namespace

std::size_t Drain::step() {
    batch_.clear();
    const std::size_t count = source_.drain(batch_);
    recording_->append(batch_);
    return count;
}

Reached run_to_end(Source& source, Recording& recording, const RunToEnd& how) {
    const auto began = steady_clock::now();
    Drain drain(source, recording);
    auto result = Reached::End;
    auto leave_at = steady_clock::time_point::max();
    while (true) {
        // Asked before the last drain, so that nothing is left behind.
        const bool ended = source.ended();
        const std::size_t count = drain.step();
        if (result == Reached::End) {
            result = reached(recording, how, began);
            if (ended && (result == Reached::End || count == 0)) return Reached::End;
            if (result != Reached::End) {
                // What it still says of its stop is there for another drain.
                source.send(trace::Stop{});
                leave_at = steady_clock::now() + kStopWithin;
                continue;
            }
        }
        if (ended || steady_clock::now() > leave_at) return result;
        if (count == 0) source.wait_for_events(how.look);
    }
}

}  // namespace loopscope::record
