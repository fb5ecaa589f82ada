#include "core/slides/loop/bars_in_view.hpp"

#include <algorithm>

namespace loopscope::slides {

namespace {

// What lies on the lifeline of a task in that state: as the events that led there say it, too.
Bar bar_of(const timeline::TaskState& task) {
    Bar bar;
    bar.task = task.id;
    bar.begin = task.since;
    if (task.blocking) {
        bar.kind = task.block == trace::Block::Cpu ? BarKind::Running : BarKind::Blocked;
    } else if (task.status == timeline::TaskStatus::Running) {
        bar.kind = BarKind::Running;
    } else if (task.status == timeline::TaskStatus::Ready) {
        bar.kind = BarKind::Ready;
    } else {
        return bar;
    }
    bar.from = task.changed;
    return bar;
}

Bar bar_of(const timeline::State& state, trace::TaskId id) {
    const timeline::TaskState* task = state.task(id);
    return task == nullptr || task->id == 0 ? Bar{} : bar_of(*task);
}

}  // namespace

BarsInView::BarsInView(const LoopRows& rows, const timeline::Timeline& timeline, const RowWindow& window,
                       const LaneLayout& lanes, std::size_t from_row, std::size_t to_row) {
    if (lanes.count == 0) return;
    first_ = lanes.from();
    lanes_.push_back(rows.lane(0));
    for (std::size_t i = first_; i < lanes.to(); ++i) lanes_.push_back(rows.lane(i));
    bars_.resize(lanes_.size());
    begin(timeline, window);
    for (const BarChange& one : window.changes) {
        const std::size_t lane = rows.lane_of(one);
        if (lane != kNoLane && slot(lane) < bars_.size()) change(one, slot(lane), timeline, window.skipped);
    }
    finish(rows, timeline, window);
    for (std::vector<ViewBar>& bars : bars_) {
        std::erase_if(bars, [&](const ViewBar& bar) {
            return bar.from_row >= to_row || (bar.to_row != kNoRow && bar.to_row < from_row);
        });
    }
}

std::size_t BarsInView::slot(std::size_t lane) const {
    if (lane == 0) return 0;
    return lane < first_ ? bars_.size() : lane - first_ + 1;
}

const std::vector<ViewBar>& BarsInView::of(std::size_t lane) const {
    static const std::vector<ViewBar> none;
    const std::size_t at = slot(lane);
    return at < bars_.size() ? bars_[at] : none;
}

// What goes on where the window begins.
void BarsInView::begin(const timeline::Timeline& timeline, const RowWindow& window) {
    if (window.start.position == 0) return;
    const timeline::State& state = timeline.state_at(window.start.position);
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        const Lane& lane = lanes_[i];
        Bar bar;
        if (lane.task != 0) {
            // Most lanes are those of tasks that are not there yet, or not any more: no look into the past.
            const bool to_come = lane.created != kNoRow && lane.created > window.start.position;
            if (!to_come && lane.ended > window.start.position) bar = bar_of(state, lane.task);
        } else if (lane.thread <= window.start.threads.size()) {
            bar = window.start.threads[lane.thread - std::size_t{1}].bar;
        }
        if (bar.there()) bars_[i].push_back({bar, 0, kNoRow});
    }
}

void BarsInView::change(const BarChange& change, std::size_t slot, const timeline::Timeline& timeline,
                        bool may_have_missed) {
    std::vector<ViewBar>& bars = bars_[slot];
    const bool opens = change.what == BarChange::What::Opens;
    const bool open = !bars.empty() && bars.back().open();
    if (opens && !open && may_have_missed && change.lane != 0) {
        Bar missed = bar_of(timeline.state_at(change.at - 1), change.lane);
        missed.to = change.at;
        missed.end = change.time;
        if (missed.there() && missed.from < change.at) bars.push_back({missed, 0, kNoRow});
    }
    if (!opens) {
        if (!bars.empty()) apply(bars.back(), change);
        return;
    }
    Bar next = open ? Bar{bars.back()} : Bar{};
    apply(next, change);
    if (open && next.from == bars.back().from) return;
    if (open) {
        bars.back().to = change.at;
        bars.back().end = change.time;
    }
    bars.push_back({next, 0, kNoRow});
}

// What becomes of those that are open where the window ends; and rows for all of them.
void BarsInView::finish(const LoopRows& rows, const timeline::Timeline& timeline, const RowWindow& window) {
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        std::vector<ViewBar>& bars = bars_[i];
        const Lane& lane = lanes_[i];
        if (window.skipped && lane.task != 0 && (bars.empty() || !bars.back().open())) {
            const Bar missed = bar_of(timeline.state_at(window.end), lane.task);
            if (missed.there() && (bars.empty() || bars.back().from < missed.from))
                bars.push_back({missed, 0, kNoRow});
        }
        for (ViewBar& bar : bars) {
            bar.from_row = window.row_at(bar.from);
            bar.to_row = bar.to == kNoRow ? kNoRow : window.row_at(bar.to);
        }
        if (bars.empty() || !bars.back().open() || window.at_head) continue;
        ViewBar& last = bars.back();
        const Bar now = lane.task != 0 && lane.ended != kNoRow ? Bar{}
                        : lane.task != 0 ? bar_of(timeline.state_at(timeline.size()), lane.task)
                                         : rows.last_bar(lane.thread);
        if (now.from != last.from || !now.open()) last.to = last.to_row = kBelow;
    }
}

}  // namespace loopscope::slides
