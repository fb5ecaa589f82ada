#include "core/slides/loop/rows.hpp"

#include <algorithm>

namespace loopscope::slides {

using trace::ThreadId;

namespace {

constexpr std::size_t kWindows =
    4;  // at hand: that in view, that of the playhead, and what they are found by

}  // namespace

std::size_t RowWindow::row_at(std::size_t position) const {
    const auto after = std::upper_bound(rows.begin(), rows.end(), position,
                                        [](std::size_t p, const Row& row) { return p < row.first; });
    return first + static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - rows.begin(), 1) - 1);
}

std::shared_ptr<const RowWindow> LoopRows::window(std::size_t from, std::size_t to) const {
    to = std::min(to, size());
    for (const auto& known : windows_) {
        if (known->from <= from && to <= known->to) return known;
    }
    const auto behind = std::upper_bound(
        checkpoints_.begin(), checkpoints_.end(), from,
        [](std::size_t row, const Checkpoint& checkpoint) { return row < checkpoint.reading.rows; });
    auto next = static_cast<std::size_t>(behind - checkpoints_.begin());
    const std::size_t begin = next - 1;

    auto made = std::make_shared<RowWindow>();
    Reading at = checkpoints_[begin].reading;
    made->start = at;
    RowReader reader(facts_, at, {&made->rows, &made->changes, nullptr, nullptr});
    while (at.rows <= to && at.position < head_.position) {
        const std::size_t end =
            next < checkpoints_.size() ? checkpoints_[next].reading.position : head_.position;
        if (next < checkpoints_.size() && checkpoints_[next].reading.rows == at.rows) {
            const auto more = std::upper_bound(
                behind, checkpoints_.end(), at.rows,
                [](std::size_t row, const Checkpoint& checkpoint) { return row < checkpoint.reading.rows; });
            next = static_cast<std::size_t>(more - checkpoints_.begin());
            reader.skip_to(checkpoints_[next - 1].reading);
            made->skipped = true;
            continue;
        }
        while (at.position < end && at.rows <= to) reader.read((*timeline_)[at.position]);
        if (at.position == end) ++next;
    }
    if (at.rows != 0) made->rows.push_back(at.last);
    made->first = made->start.rows == 0 ? 0 : made->start.rows - 1;
    made->end = at.position;
    made->at_head = at.position == head_.position;
    made->from = made->start.rows;
    made->to = made->at_head || at.rows == 0 ? at.rows : at.rows - 1;
    place_rows(*made, begin);

    if (windows_.size() < kWindows) {
        windows_.push_back(made);
    } else {
        windows_[next_window_++ % kWindows] = made;
    }
    return made;
}

void LoopRows::place_rows(RowWindow& window, std::size_t checkpoint) const {
    const Row* above = nullptr;
    for (Row& row : window.rows) {
        if (above != nullptr) {
            row.y = above->y + scale_.distance(room_between(above, row.kind), row.time - above->time);
        } else {
            row.y = window.start.rows == 0 ? room_between(nullptr, row.kind) : y_of(checkpoint);
        }
        above = &row;
    }
}

Row LoopRows::row(std::size_t index) const {
    for (const auto& known : windows_) {
        if (known->has(index) && (index < known->to)) return (*known)[index];
    }
    return (*window(index, index + 1))[index];
}

std::shared_ptr<const RowWindow> LoopRows::window_at(std::size_t position) const {
    for (const auto& known : windows_) {
        if (known->start.position <= position && position < known->end) return known;
    }
    const std::size_t checkpoint = checkpoint_at(position);
    const bool last = checkpoint + 1 == checkpoints_.size();
    return window(checkpoints_[checkpoint].reading.rows,
                  last ? size() : checkpoints_[checkpoint + 1].reading.rows);
}

std::size_t LoopRows::row_at(std::size_t position) const {
    const std::size_t checkpoint = checkpoint_at(position);
    const std::size_t before = checkpoints_[checkpoint].reading.rows;
    const bool last = checkpoint + 1 == checkpoints_.size();
    const std::size_t after = last ? size() : checkpoints_[checkpoint + 1].reading.rows;
    if (before == after) return before == 0 ? kNoRow : before - 1;
    const auto there = window_at(position);
    if (there->rows.empty() || there->rows.front().first > position) return kNoRow;
    return there->row_at(position);
}

std::size_t LoopRows::row_below(double y) const {
    const bool behind_all = y_of(checkpoints_.size() - 1) < y;
    const auto found = behind_all ? ys_.end() : std::lower_bound(ys_.begin(), ys_.end(), y);
    const auto next = static_cast<std::size_t>(found - ys_.begin());
    const std::size_t from = next == 0 ? 0 : checkpoints_[next - 1].reading.rows;
    const std::size_t to = next < checkpoints_.size() ? checkpoints_[next].reading.rows : size();
    const auto there = window(from, to);
    const auto row = std::lower_bound(there->rows.begin(), there->rows.end(), y,
                                      [](const Row& r, double wanted) { return r.y < wanted; });
    return std::min(size(), there->first + static_cast<std::size_t>(row - there->rows.begin()));
}

// What became of the bar on a thread's own line that began at `from`.
Bar LoopRows::follow_bar(ThreadId thread, std::size_t from) const {
    const auto bar_in = [&](const Reading& reading) {
        return thread > reading.threads.size() ? Bar{} : reading.threads[thread - std::size_t{1}].bar;
    };
    if (const Bar last = bar_in(head_); last.from == from) return last;
    const auto is_later = [&](std::size_t at, const Checkpoint& checkpoint) {
        const Bar bar = bar_in(checkpoint.reading);
        return bar.there() && at < bar.from;
    };
    const auto later = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), from, is_later);
    const auto before = static_cast<std::size_t>(later - checkpoints_.begin() - 1);
    Reading at = checkpoints_[before].reading;
    Bar found = bar_in(at);
    RowReader reader(facts_, at, {});
    for (const std::size_t end = next_position(before); at.position < end;) {
        reader.read((*timeline_)[at.position]);
        const Bar now = bar_in(at);
        if (now.there() && now.from > from) break;
        found = now;
    }
    return found;
}

std::optional<Bar> LoopRows::bar_of(const Row& row) const {
    const ThreadId thread = known_thread(row.thread);
    const bool own = row.kind != RowKind::Poll && lane_of_task(row.task) != kNoLane;
    const auto there = window_at(row.first - 1);
    Bar bar;
    for (const BarChange& change : there->changes) {
        const bool here = own ? change.lane == row.task : change.lane == 0 && change.thread == thread;
        if (!here || change.at < row.first) continue;
        const bool begins = change.at == row.first && change.what == BarChange::What::Opens;
        if (!bar.there() && !begins) return std::nullopt;
        if (bar.there() && change.what == BarChange::What::Opens) {
            if (!bar.open()) return bar;
            bar.to = change.at;
            bar.end = change.time;
            return bar;
        }
        apply(bar, change);
    }
    if (!bar.there()) return std::nullopt;
    if (there->at_head) return bar;
    // A task that is held holds its thread, too.
    const Bar whole = follow_bar(thread, bar.from);
    if (whole.from == bar.from) {
        bar.to = whole.to;
        bar.end = whole.end;
    }
    return bar;
}

}  // namespace loopscope::slides
