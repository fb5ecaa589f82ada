#include "app/session/quiet_run.hpp"

#include <utility>
#include <vector>

namespace loopscope::app::session {

QuietRun::QuietRun(std::unique_ptr<record::Source> source, record::Limits limits)
    : source_(std::move(source)),
      limits_(limits),
      recording_(source_->tables()),
      drain_(*source_, recording_),
      timeline_(std::make_unique<timeline::Timeline>(source_->tables())) {}

std::optional<record::Reached> QuietRun::update(double now) {
    if (!since_) since_ = now;
    // Asked before the last drain, so that nothing is left behind.
    const bool ended = source_->ended();
    drain_.step();
    follow(*timeline_, recording_);
    if (ended) return record::Reached::End;
    if (recording_.size() > limits_.events) return record::Reached::Events;
    if (now - *since_ > seconds(limits_.wall_time)) return record::Reached::WallTime;
    return std::nullopt;
}

void follow(timeline::Timeline& timeline, const record::Recording& recording) {
    const std::size_t from = timeline.size(), to = recording.size();
    if (from == to) return;
    std::vector<trace::Event> events;
    events.reserve(to - from);
    recording.each(from, to, [&](const trace::Event& event) { events.push_back(event); });
    timeline.append(events);
}

}  // namespace loopscope::app::session
