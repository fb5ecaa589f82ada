#include "core/slides/mini/levels.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::slides {

using trace::TaskId;
using trace::ThreadId;

namespace {

constexpr std::int64_t kBuckets = 4096;  // half of them at least are in use, once a run has grown
constexpr std::size_t kTaskGroups = 64;
// The first threads have a group each; behind them ever more share one. Where so many lanes are shown, as
// many or more share a strip (make_strips), and the groups begin where its strips do: no strip is left
// without one.
struct ThreadGroups {
    unsigned groups, shift;  // so many, of 2^shift threads each
};
constexpr ThreadGroups kThreadGroups[] = {{66, 0}, {64, 3}, {39, 6}, {18, 9}, {27, 11}};
// More than a frame brings, or it is as cheap to look at all.
constexpr std::size_t kMostTouched = 32'768;
constexpr std::uint8_t kNothing = 1, kDoing = 2;

MiniKind kind_of(BarKind kind) {
    switch (kind) {
        case BarKind::Running: return MiniKind::Busy;
        case BarKind::Ready: return MiniKind::Ready;
        default: return MiniKind::Held;
    }
}

std::size_t slot_of(ThreadId thread) {
    std::size_t slot = 0, rest = thread;
    for (const auto& [groups, shift] : kThreadGroups) {
        if (rest >> shift < groups) return slot + (rest >> shift);
        rest -= std::size_t{groups} << shift;
        slot += groups;
    }
    return slot - 1;
}

void merge(MiniGroup& one, const MiniGroup& other) {
    for (std::size_t kind = 0; kind < kMiniKinds; ++kind) {
        std::vector<MiniSpan>& spans = one.spans[kind];
        spans.resize(std::max(spans.size(), other.spans[kind].size()));
        for (std::size_t i = 0; i < other.spans[kind].size(); ++i) spans[i].add(other.spans[kind][i]);
        merge(one.open[kind], other.open[kind]);
    }
    one.created = std::min(one.created, other.created);
    one.ended = std::max(one.ended, other.ended);
    one.lanes += other.lanes;
    one.ended_lanes += other.ended_lanes;
}

}  // namespace

void merge(MiniOpen& one, const MiniOpen& other) {
    if (other.lanes == 0) return;
    if (one.lanes == 0 || other.begin < one.begin) one.begin = other.begin;
    one.from = std::min(one.from, other.from);
    one.lanes += other.lanes;
}

void MiniSpan::add(const MiniSpan& other) {
    if (other.first == kNoRow) return;
    begin = first == kNoRow ? other.begin : std::min(begin, other.begin);
    end = first == kNoRow ? other.end : std::max(end, other.end);
    first = std::min(first, other.first);
}

void MiniLevels::read(const LoopRows& rows, std::span<const BarChange> changes) {
    for (const BarChange& change : changes) {
        if (change.lane != 0) {
            read_task(rows, change);
        } else {
            read_line(rows, change);
        }
    }
}

std::optional<std::vector<MiniLevels::Touch>> MiniLevels::take_touched() {
    std::vector<Touch> taken = std::move(touched_);
    touched_ = {};
    if (std::exchange(overflowed_, false)) return std::nullopt;
    return taken;
}

void MiniLevels::read_task(const LoopRows& rows, const BarChange& change) {
    const std::size_t group = task_group(rows, change.lane);
    std::uint8_t& doing = doing_[change.lane];
    switch (change.what) {
        case BarChange::What::Begins: return;
        case BarChange::What::Reopens: return;
        case BarChange::What::Opens: {
            const MiniKind kind = kind_of(change.kind);
            const auto now = static_cast<std::uint8_t>(kDoing + static_cast<std::uint8_t>(kind));
            if (now == doing && kind == MiniKind::Ready) return;
            if (doing >= kDoing) close(group, static_cast<MiniKind>(doing - kDoing), change);
            doing = now;
            return open(groups_[group], kind, change);
        }
        case BarChange::What::Ends:
            groups_[group].ended = std::max(groups_[group].ended, change.at);
            ++groups_[group].ended_lanes;
            [[fallthrough]];
        case BarChange::What::Closes:
            if (doing >= kDoing) close(group, static_cast<MiniKind>(doing - kDoing), change);
            doing = kNothing;
    }
}

// A loop is busy between two sleeps; what else lies on a line is what it is.
void MiniLevels::read_line(const LoopRows& rows, const BarChange& change) {
    if (change.thread >= line_bars_.size()) line_bars_.resize(change.thread + std::size_t{1});
    Bar& bar = line_bars_[change.thread];
    Bar ended = bar;
    apply(bar, change);
    if (!ended.open()) return;
    ended.to = change.at;
    ended.end = change.time;
    const std::size_t group = line_group(change.thread);
    if (!rows.is_loop(change.thread)) {
        const MiniKind kind = ended.kind == BarKind::Asleep ? MiniKind::Busy : kind_of(ended.kind);
        return touch(group, kind, {ended.from, ended.begin, ended.end});
    }
    if (ended.kind != BarKind::Asleep) return;
    MiniGroup& line = groups_[group];
    touch(group, MiniKind::Busy, {line.awake_from, line.awake_since, ended.begin});
    line.awake_from = ended.to;
    line.awake_since = ended.end;
}

std::size_t MiniLevels::line_group(ThreadId thread) {
    const std::size_t slot = slot_of(thread);
    if (slot >= lines_.size()) lines_.resize(slot + 1, kNoLane);
    if (lines_[slot] == kNoLane) {
        lines_[slot] = groups_.size();
        MiniGroup& made = groups_.emplace_back();
        made.thread = thread;
        made.line = true;
    }
    return lines_[slot];
}

std::size_t MiniLevels::task_group(const LoopRows& rows, TaskId task) {
    const ThreadId home = rows.home_of(task);
    const std::size_t slot = slot_of(home);
    if (slot >= tasks_.size()) tasks_.resize(slot + 1);
    std::uint32_t index = rows.rank_of(task) >> shift_;
    while (index >= tasks_[slot].size()) {
        if (task_groups_ >= kTaskGroups && tasks_[slot].size() > 1) {
            pair_up();
            index = rows.rank_of(task) >> shift_;
            continue;
        }
        MiniGroup& made = groups_.emplace_back();
        made.thread = home;
        made.index = static_cast<std::uint32_t>(tasks_[slot].size());
        tasks_[slot].push_back(groups_.size() - 1);
        ++task_groups_;
    }
    const std::size_t found = tasks_[slot][index];
    if (task >= doing_.size()) doing_.resize(task + std::size_t{1});
    if (doing_[task] == 0) {
        doing_[task] = kNothing;
        MiniGroup& group = groups_[found];
        ++group.lanes;
        group.created = std::min(group.created, rows.created_at(task));
    }
    return found;
}

// Half as many groups of twice as many tasks.
void MiniLevels::pair_up() {
    ++shift_;
    std::vector<std::size_t> moved(groups_.size());
    for (std::size_t i = 0; i < groups_.size(); ++i) moved[i] = i;
    std::vector<bool> gone(groups_.size());
    for (std::vector<std::size_t>& groups : tasks_) {
        for (std::size_t i = 0; i < groups.size(); ++i) {
            groups_[groups[i]].index = static_cast<std::uint32_t>(i / 2);
            if (i % 2 == 0) continue;
            merge(groups_[groups[i - 1]], groups_[groups[i]]);
            gone[groups[i]] = true;
            moved[groups[i]] = groups[i - 1];
        }
    }
    std::vector<MiniGroup> kept;
    std::vector<std::size_t> place(groups_.size());
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        if (gone[i]) continue;
        place[i] = kept.size();
        kept.push_back(std::move(groups_[i]));
    }
    groups_ = std::move(kept);
    task_groups_ = 0;
    for (std::vector<std::size_t>& groups : tasks_) {
        std::vector<std::size_t> now;
        for (std::size_t i = 0; i < groups.size(); i += 2) now.push_back(place[groups[i]]);
        groups = std::move(now);
        task_groups_ += groups.size();
    }
    for (std::size_t& line : lines_) line = line == kNoLane ? kNoLane : place[line];
    for (Touch& touch : touched_) touch.group = place[moved[touch.group]];
}

void MiniLevels::open(MiniGroup& group, MiniKind kind, const BarChange& change) {
    MiniOpen& open = group.open[static_cast<std::size_t>(kind)];
    if (open.lanes++ != 0) return;
    open.from = change.at;
    open.begin = change.time;
}

void MiniLevels::close(std::size_t group, MiniKind kind, const BarChange& change) {
    MiniOpen& open = groups_[group].open[static_cast<std::size_t>(kind)];
    if (open.lanes == 0 || --open.lanes != 0) return;
    touch(group, kind, {open.from, open.begin, change.time});
    open = {};
}

void MiniLevels::touch(std::size_t group, MiniKind kind, MiniSpan span) {
    span.begin = std::max<std::int64_t>(span.begin, 0);
    span.end = std::max(span.end, span.begin);
    while (span.end / width_ >= kBuckets) widen();
    std::vector<MiniSpan>& spans = groups_[group].spans[static_cast<std::size_t>(kind)];
    const auto from = static_cast<std::size_t>(span.begin / width_),
               to = static_cast<std::size_t>(span.end / width_);
    if (to >= spans.size()) spans.resize(to + 1);
    for (std::size_t i = from; i <= to; ++i) {
        const std::int64_t start = static_cast<std::int64_t>(i) * width_;
        spans[i].add({span.first, i == from ? span.begin : start, i == to ? span.end : start + width_});
    }
    if (overflowed_) return;
    touched_.push_back({group, kind, span});
    if (touched_.size() < kMostTouched) return;
    touched_ = {};
    overflowed_ = true;
}

// Half as many buckets, of twice the time.
void MiniLevels::widen() {
    width_ *= 2;
    for (MiniGroup& group : groups_) {
        for (std::vector<MiniSpan>& spans : group.spans) {
            const std::size_t before = spans.size();
            for (std::size_t i = 0; i < before; ++i) {
                if (i % 2 == 0) {
                    spans[i / 2] = spans[i];
                } else {
                    spans[i / 2].add(spans[i]);
                }
            }
            spans.resize((before + 1) / 2);
        }
    }
}

std::size_t MiniLevels::memory() const {
    std::size_t sum =
        groups_.capacity() * sizeof(MiniGroup) + doing_.capacity() + touched_.capacity() * sizeof(Touch);
    for (const MiniGroup& group : groups_) {
        for (const std::vector<MiniSpan>& spans : group.spans) sum += spans.capacity() * sizeof(MiniSpan);
    }
    return sum;
}

}  // namespace loopscope::slides
