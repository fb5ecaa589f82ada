#include "core/timeline/timeline.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace loopscope::timeline {
namespace {

using trace::Event;

constexpr std::size_t kLeastDistance = 1024;  // of checkpoints, in events
// Checkpoints take at most about one byte for so many of the events between them.
constexpr std::size_t kEventBytesPerCheckpointByte = 2;
// How far behind the cursor the second one is left when a seek starts at a checkpoint.
constexpr std::size_t kBehind = 256;
// Threads stamp their events before they number them, so neighbours may be a little out of order in time.
constexpr std::size_t kSkew = 32;

template <class T>
std::size_t allocated(const std::vector<T>& all) {
    return all.capacity() * sizeof(T);
}

}  // namespace

Timeline::Timeline(std::shared_ptr<const trace::Tables> tables)
    : tables_(tables ? std::move(tables) : std::make_shared<trace::Tables>()), checkpoints_(1) {}

void Timeline::append(std::span<const Event> events) {
    events_.insert(events_.end(), events.begin(), events.end());
    for (const Event& event : events) {
        apply(head_, event);
        if (trace::is_beat(event)) beats_.push_back(head_.position);
        if (event.kind == trace::Kind::Output)
            outputs_.push_back({head_.position, event.time, event.task, event.object});
        const std::size_t distance = head_.position - checkpoints_.back().position;
        if (distance >= kLeastDistance &&
            distance * sizeof(Event) >= kEventBytesPerCheckpointByte * timeline::memory(head_))
            checkpoints_.push_back(head_);
    }
}

void Timeline::advance(State& state, std::size_t position) const {
    for (std::size_t i = state.position; i < position; ++i) apply(state, events_[i]);
}

// The latest of all known states that is not behind `position`.
const State& Timeline::nearest(std::size_t position) const {
    const auto later =
        std::upper_bound(checkpoints_.begin(), checkpoints_.end(), position,
                         [](std::size_t p, const State& checkpoint) { return p < checkpoint.position; });
    const State* best = &*std::prev(later);
    for (const State* other : {&cursor_, &behind_}) {
        if (other->position <= position && other->position > best->position) best = other;
    }
    return *best;
}

const State& Timeline::state_at(std::size_t position) const {
    if (position >= events_.size()) return head_;
    const State& start = nearest(position);
    if (&start == &cursor_) {
        advance(cursor_, position);
        return cursor_;
    }
    if (&start != &behind_ && position - start.position > kBehind) {
        behind_ = start;
        advance(behind_, position - kBehind);
        cursor_ = behind_;
    } else {
        cursor_ = start;
    }
    advance(cursor_, position);
    return cursor_;
}

std::int64_t Timeline::time_at(std::size_t position) const {
    if (position == 0 || events_.empty()) return 0;
    return events_[std::min(position, events_.size()) - 1].time;
}

std::size_t Timeline::position_at(std::int64_t time) const {
    const auto later = std::upper_bound(events_.begin(), events_.end(), time,
                                        [](std::int64_t t, const Event& event) { return t < event.time; });
    auto found = static_cast<std::size_t>(later - events_.begin());
    for (std::size_t i = found; i < std::min(found + kSkew, events_.size()); ++i) {
        if (events_[i].time <= time) found = i + 1;
    }
    return found;
}

std::size_t Timeline::next_beat(std::size_t position) const {
    const auto next = std::upper_bound(beats_.begin(), beats_.end(), position);
    return next == beats_.end() ? size() : *next;
}

std::size_t Timeline::previous_beat(std::size_t position) const {
    const auto here = std::lower_bound(beats_.begin(), beats_.end(), position);
    return here == beats_.begin() ? 0 : *std::prev(here);
}

std::optional<std::size_t> Timeline::step_forward(std::size_t position,
                                                  trace::Granularity granularity) const {
    for (std::size_t i = position; i < events_.size(); ++i) {
        if (trace::ends_step(events_[i], granularity)) return i + 1;
    }
    return std::nullopt;
}

std::size_t Timeline::step_back(std::size_t position, trace::Granularity granularity) const {
    std::size_t p = std::min(position, events_.size());
    while (p > 0 && trace::is_control(events_[p - 1].kind)) --p;
    while (p > 1) {
        --p;
        if (trace::ends_step(events_[p - 1], granularity)) return p;
    }
    return 0;
}

std::size_t Timeline::memory() const {
    std::size_t sum = allocated(events_) + allocated(outputs_) + allocated(beats_);
    sum += timeline::memory(head_) + timeline::memory(cursor_) + timeline::memory(behind_);
    for (const State& checkpoint : checkpoints_) sum += timeline::memory(checkpoint);
    return sum;
}

}  // namespace loopscope::timeline
