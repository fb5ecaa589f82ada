#include "core/timeline/timeline.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::timeline {
namespace {

using trace::Event;

// Of checkpoints, in events. A state is reached within so many of them, however large it is; and as long as
// it is small, checkpoints take a byte for so many bytes of the events between them.
constexpr std::size_t kLeastDistance = 1024, kMostDistance = 16'384;
constexpr std::size_t kEventBytesPerCheckpointByte = 16;
// Threads stamp their events before they number them, so neighbours may be a little out of order in time.
constexpr std::size_t kSkew = 32;

}  // namespace

Timeline::Timeline(std::shared_ptr<const record::Recording> recording)
    : recording_(std::move(recording)),
      index_(std::make_unique<Index>(*recording_)),
      checkpoints_(1, State(*index_)),
      head_(*index_),
      cursor_(*index_) {}

Timeline::Timeline(std::shared_ptr<const trace::Tables> tables)
    : own_(std::make_shared<record::Recording>(std::move(tables))),
      recording_(own_),
      index_(std::make_unique<Index>(*recording_)),
      checkpoints_(1, State(*index_)),
      head_(*index_),
      cursor_(*index_) {}

void Timeline::append(std::span<const Event> events) {
    own_->append(events);
    follow();
}

std::size_t Timeline::follow(std::size_t most) {
    const std::size_t from = size();
    const std::size_t there = std::min<std::size_t>(recording_->size(), kNever - 1);
    const std::size_t to = there - from > most ? from + most : there;
    recording_->each(from, to, [this](const Event& event) { read(event); });
    return to - from;
}

void Timeline::read(const Event& event) {
    index_->add(event);
    head_.apply(event);
    ends_.add(event);
    if (event.kind == trace::Kind::Output) outputs_.push_back(static_cast<Place>(head_.position));
    const std::size_t distance = head_.position - checkpoints_.back().position;
    if (distance < kLeastDistance) return;
    if (distance * sizeof(Event) >= kEventBytesPerCheckpointByte * head_.memory() ||
        distance >= kMostDistance)
        checkpoints_.push_back(head_);
}

void Timeline::advance(State& state, std::size_t position) const {
    recording_->each(state.position, position, [&state](const Event& event) { state.apply(event); });
}

const State& Timeline::state_at(std::size_t position) const {
    if (position >= size()) return head_;
    if (position == cursor_.position) return cursor_;
    const auto later =
        std::upper_bound(checkpoints_.begin(), checkpoints_.end(), position,
                         [](std::size_t p, const State& checkpoint) { return p < checkpoint.position; });
    const State& checkpoint = *std::prev(later);
    if (cursor_.position > position || cursor_.position < checkpoint.position) cursor_ = checkpoint;
    advance(cursor_, position);
    return cursor_;
}

OutputLine Timeline::output(std::size_t number) const {
    const std::size_t position = outputs_[number];
    const Event e = (*recording_)[position - 1];
    return {position, e.time, e.task, e.object};
}

std::int64_t Timeline::time_at(std::size_t position) const {
    if (position == 0 || size() == 0) return 0;
    return (*recording_)[std::min(position, size()) - 1].time;
}

std::size_t Timeline::position_at(std::int64_t time) const {
    std::size_t found = 0;
    for (std::size_t to = size(); found < to;) {
        const std::size_t middle = found + (to - found) / 2;
        if ((*recording_)[middle].time <= time) {
            found = middle + 1;
        } else {
            to = middle;
        }
    }
    for (std::size_t i = found; i < std::min(found + kSkew, size()); ++i) {
        if ((*recording_)[i].time <= time) found = i + 1;
    }
    return found;
}

std::size_t Timeline::next_beat(std::size_t position) const {
    const std::size_t next = ends_.next(trace::Granularity::Beat, position);
    return next == 0 ? size() : next;
}

std::size_t Timeline::previous_beat(std::size_t position) const {
    return ends_.previous(trace::Granularity::Beat, position);
}

std::optional<std::size_t> Timeline::step_forward(std::size_t position,
                                                  trace::Granularity granularity) const {
    const std::size_t next = ends_.next(granularity, position);
    return next == 0 ? std::nullopt : std::optional(next);
}

std::size_t Timeline::step_back(std::size_t position, trace::Granularity granularity) const {
    std::size_t p = std::min(position, size());
    while (p > 0 && trace::is_control((*recording_)[p - 1].kind)) --p;
    return ends_.previous(granularity, p);
}

std::size_t Timeline::memory() const {
    std::size_t sum = recording_->memory() + index_->memory() + outputs_.memory();
    sum += ends_.memory();
    for (const State& checkpoint : checkpoints_) sum += checkpoint.memory();
    return sum + head_.memory() + cursor_.memory();
}

}  // namespace loopscope::timeline
