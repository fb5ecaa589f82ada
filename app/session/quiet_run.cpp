#include "app/session/quiet_run.hpp"

#include <utility>

namespace loopscope::app::session {

QuietRun::QuietRun(std::unique_ptr<record::Source> source, record::Limits limits)
    : source_(std::move(source)),
      limits_(limits),
      recording_(std::make_shared<record::Recording>(source_->tables())),
      drain_(*source_, *recording_),
      timeline_(std::make_unique<timeline::Timeline>(recording_)) {}

std::optional<record::Reached> QuietRun::update(double now) {
    if (!since_) since_ = now;
    // Asked before the last drain, so that nothing is left behind.
    const bool ended = source_->ended();
    drain_.step();
    timeline_->follow();
    if (ended) return record::Reached::End;
    if (recording_->size() > limits_.events) return record::Reached::Events;
    if (now - *since_ > seconds(limits_.wall_time)) return record::Reached::WallTime;
    return std::nullopt;
}

}  // namespace loopscope::app::session
