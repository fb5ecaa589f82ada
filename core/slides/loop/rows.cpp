#include "core/slides/loop/rows.hpp"

#include <algorithm>

namespace loopscope::slides {

using trace::Event;
using trace::Kind;
using trace::TaskId;
using trace::ThreadId;

namespace {

// Of checkpoints, in events: as far apart as they have bytes, so that they take about one for each event.
constexpr std::size_t kLeastDistance = 1024, kMostDistance = 16384;
// Events that are read before the listener is told.
constexpr std::size_t kAtOnce = 65536;

}  // namespace

void LoopRows::forget() {
    facts_ = {};
    order_ = {};
    head_ = {};
    stretches_.clear();
    checkpoints_.assign(1, {});
    distance_ = kLeastDistance;
    ys_.clear();
    windows_.clear();
    timeline_ = nullptr;
}

void LoopRows::rewind(std::size_t position) {
    if (head_.position <= position) return;
    while (checkpoints_.back().reading.position > position) checkpoints_.pop_back();
    head_ = checkpoints_.back().reading;
    stretches_.clear();
    if (ys_.size() > checkpoints_.size()) ys_.resize(checkpoints_.size());
    windows_.clear();
}

void LoopRows::leave_checkpoint() {
    Checkpoint& left = checkpoints_.emplace_back(Checkpoint{head_, stretches_});
    left.stretches.shrink();
    stretches_.clear();
    distance_ = std::clamp(left.reading.memory() + left.stretches.memory(), kLeastDistance, kMostDistance);
}

void LoopRows::tell(BarListener* listener) {
    listener_ = listener;
    if (listener_ == nullptr) return;
    listener_->forget();
    rewind(0);
}

void LoopRows::place(bool true_time) {
    const RowScale scale(timeline_ == nullptr ? 0 : timeline_->time_at(timeline_->size()), true_time);
    if (scale == scale_) return;
    scale_ = scale;
    ys_.clear();
    windows_.clear();
}

void LoopRows::follow(const timeline::Timeline& timeline) {
    const std::size_t learnt = facts_.learnt(), size = timeline.size();
    const bool same = timeline_ == &timeline && tables_ == &timeline.tables() && learnt <= size &&
                      (learnt == 0 || timeline[learnt - 1] == last_);
    if (same && learnt == size && head_.position == size) return;
    if (!same) {
        forget();
        if (listener_ != nullptr) listener_->forget();
    }
    timeline_ = &timeline;
    tables_ = &timeline.tables();
    facts_.look_at(timeline);
    std::erase_if(windows_, [](const auto& window) { return window->at_head; });
    learn();
    while (head_.position < size) read_up_to(std::min(size, head_.position + kAtOnce));
    if (size != 0) last_ = timeline[size - 1];
}

// All that the timeline has more, so that as little as possible is read on the strength of what does not
// hold.
void LoopRows::learn() {
    const auto back_to = [&](std::optional<std::size_t> position) {
        if (!position || *position >= head_.position) return;
        // Whoever is told of the changes needs all of them.
        if (listener_ != nullptr) listener_->forget();
        rewind(listener_ != nullptr ? 0 : *position);
    };
    back_to(facts_.settle());
    timeline_->each(facts_.learnt(), timeline_->size(),
                    [&](const Event& event) { back_to(facts_.learn(event)); });
    order_.add(facts_, facts_.rank_new());
}

void LoopRows::read_up_to(std::size_t position) {
    std::vector<BarChange> changes;
    RowReader reader(facts_, head_,
                     {nullptr, listener_ != nullptr ? &changes : nullptr, &stretches_, &facts_});
    timeline_->each(head_.position, position, [&](const Event& event) {
        reader.read(event);
        if (head_.position - checkpoints_.back().reading.position >= distance_) leave_checkpoint();
    });
    if (listener_ != nullptr) listener_->read(*this, changes);
}

std::size_t LoopRows::checkpoint_at(std::size_t position) const {
    const auto behind = std::upper_bound(
        checkpoints_.begin(), checkpoints_.end(), position,
        [](std::size_t p, const Checkpoint& checkpoint) { return p < checkpoint.reading.position; });
    return static_cast<std::size_t>(behind - checkpoints_.begin() - 1);
}

std::size_t LoopRows::next_position(std::size_t checkpoint) const {
    return checkpoint + 1 < checkpoints_.size() ? checkpoints_[checkpoint + 1].reading.position
                                                : head_.position;
}

double LoopRows::y_of(std::size_t checkpoint) const {
    if (ys_.empty()) ys_.push_back(0);
    for (std::size_t i = ys_.size(); i <= checkpoint; ++i) {
        const double order = checkpoints_[i].reading.height - checkpoints_[i - 1].reading.height;
        ys_.push_back(ys_.back() + order + checkpoints_[i].stretches.beyond_order(scale_));
    }
    return ys_[checkpoint];
}

std::uint32_t LoopRows::count_at(const Row& row, std::size_t position) const {
    if (position >= row.last || timeline_ == nullptr) return row.count;
    const Kind counted = row.kind == RowKind::Conduct ? Kind::TaskCreated : row.what;
    std::uint32_t count = 0;
    std::size_t from = row.first - 1;
    // A row of many thousand events has checkpoints inside.
    const Reading& near = checkpoints_[checkpoint_at(position)].reading;
    if (near.rows != 0 && near.last.first == row.first) {
        count = near.last.count;
        from = near.position;
    }
    for (std::size_t i = from; i < position && i < timeline_->size(); ++i)
        count += (*timeline_)[i].kind == counted ? 1 : 0;
    return std::min(count, row.count);
}

Lane LoopRows::lane(std::size_t index) const {
    const LaneOrder::Place place = order_.at(index);
    Lane lane;
    lane.task = place.task;
    lane.thread = place.thread;
    if (place.task != 0) {
        lane.created = facts_.created(place.task);
        lane.ended = facts_.ended(place.task);
        return lane;
    }
    const ThreadFacts& thread = facts_.thread(place.thread);
    lane.loop = thread.had_loop;
    lane.worker = thread.role == trace::ThreadRole::Worker;
    if (place.thread > head_.threads.size()) return lane;
    const ThreadReading& reading = head_.threads[place.thread - std::size_t{1}];
    lane.created = reading.created;
    lane.ended = reading.ended;
    lane.first_task = reading.first_task;
    return lane;
}

std::size_t LoopRows::lane_of_task(TaskId id) const {
    return order_.lane_of(facts_, id);
}

std::size_t LoopRows::lane_of_thread(ThreadId id) const {
    const std::size_t lane = order_.lane_of_thread(id);
    return lane == kNoLane && lanes() != 0 ? 0 : lane;
}

std::size_t LoopRows::lane_of(TaskId id, ThreadId on) const {
    const std::size_t own = lane_of_task(id);
    return own != kNoLane ? own : lane_of_thread(on);
}

std::size_t LoopRows::lane_of(const BarChange& change) const {
    return change.lane != 0 ? lane_of_task(change.lane) : order_.lane_of_thread(change.thread);
}

Bar LoopRows::last_bar(ThreadId thread) const {
    return thread == 0 || thread > head_.threads.size() ? Bar{} : head_.threads[thread - std::size_t{1}].bar;
}

std::size_t LoopRows::memory() const {
    std::size_t sum = facts_.memory() + order_.memory() + ys_.capacity() * sizeof(double) +
                      (checkpoints_.capacity() - checkpoints_.size()) * sizeof(Checkpoint);
    for (const Checkpoint& checkpoint : checkpoints_)
        sum += sizeof(Checkpoint) - sizeof(Reading) + checkpoint.reading.memory() +
               checkpoint.stretches.memory();
    return sum;
}

}  // namespace loopscope::slides
