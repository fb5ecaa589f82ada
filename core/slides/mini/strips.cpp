#include "core/slides/mini/strips.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::slides {
namespace {

constexpr float kPitch = 20, kLabelPitch = 14, kLeastPitch = 4;

// Lanes with their names as long as there is room for them, then without, then several in one strip.
std::vector<MiniStrip> make_strips(std::size_t lanes, float height) {
    std::vector<MiniStrip> strips;
    const float room = std::max(8.0F, height - kMiniTop - kMiniBottom);
    const auto count = static_cast<float>(lanes);
    const auto add = [&](std::size_t from, std::size_t to, float y, float pitch) {
        MiniStrip strip;
        strip.from = from;
        strip.to = to;
        strip.y = y + pitch / 2;
        strip.labelled = pitch >= kLabelPitch;
        strip.height = strip.labelled ? std::min(11.0F, pitch - 5) : std::max(2.0F, pitch - 1.2F);
        strips.push_back(std::move(strip));
    };
    if (count * kLabelPitch <= room) {
        const float pitch = std::min(kPitch, room / count);
        const float start = kMiniTop + (room - pitch * count) / 2;
        for (std::size_t i = 0; i < lanes; ++i) add(i, i + 1, start + static_cast<float>(i) * pitch, pitch);
        return strips;
    }
    add(0, 1, kMiniTop, std::min(kLabelPitch, room / 2));
    const float left = std::max(kLeastPitch, room - kLabelPitch - 2), top = kMiniTop + room - left;
    const std::size_t others = lanes - 1;
    const auto most = static_cast<std::size_t>(std::max(1.0F, left / kLeastPitch));
    // Doubling, so that a lane that is added seldom moves the others.
    std::size_t share = 1;
    while (share * most < others) share *= 2;
    const std::size_t used = (others + share - 1) / share;
    const float pitch = left / static_cast<float>(used);
    for (std::size_t i = 0; i < used; ++i)
        add(1 + i * share, std::min(lanes, 1 + (i + 1) * share), top + static_cast<float>(i) * pitch, pitch);
    return strips;
}

// Whether all strips stand in the same place and begin with the same lane.
bool alike(const std::vector<MiniStrip>& a, const std::vector<MiniStrip>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const MiniStrip& one, const MiniStrip& other) {
                          return one.from == other.from && one.y == other.y;
                      });
}

}  // namespace

MiniStrips::MiniStrips(std::shared_ptr<LoopRows> rows) : rows_(std::move(rows)) {
    rows_->tell(&levels_);
}

MiniStrips::~MiniStrips() {
    rows_->tell(nullptr);
}

MiniStrips::Awake MiniStrips::awake_since(trace::ThreadId thread) const {
    for (const MiniGroup& group : levels_.groups()) {
        if (group.line && group.thread == thread) return {group.awake_from, group.awake_since};
    }
    return {};
}

void MiniStrips::mark(MiniStrip& strip, std::size_t kind, const MiniSpan& span) const {
    const auto column = [&](std::int64_t time) {
        const float at = axis_.x(time) - axis_.left;
        return static_cast<std::size_t>(std::clamp(at, 0.0F, static_cast<float>(strip.cells.size() - 1)));
    };
    const std::size_t last = column(span.end);
    for (std::size_t i = column(span.begin); i <= last; ++i) {
        std::size_t& first = strip.cells[i].first[kind];
        first = std::min(first, span.first);
    }
}

void MiniStrips::mark_all() {
    const auto columns = static_cast<std::size_t>(std::max(1.0F, axis_.right - axis_.left));
    for (MiniStrip& strip : strips_) strip.cells.assign(columns, {});
    const std::vector<MiniGroup>& groups = levels_.groups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (strip_of_[i] >= strips_.size()) continue;
        for (std::size_t kind = 0; kind < kMiniKinds; ++kind) {
            for (const MiniSpan& span : groups[i].spans[kind]) {
                if (span.first != kNoRow) mark(strips_[strip_of_[i]], kind, span);
            }
        }
    }
}

// Where the first lane of a group is; kNoRow: nowhere.
std::vector<std::size_t> MiniStrips::strips_of_groups() const {
    std::vector<std::size_t> found;
    for (const MiniGroup& group : levels_.groups()) {
        std::size_t lane = group.line ? rows_->line_lane(group.thread) : rows_->first_task_lane(group.thread);
        if (lane != kNoLane && !group.line) lane += std::size_t{group.index} << levels_.shift();
        const auto behind = std::upper_bound(strips_.begin(), strips_.end(), lane,
                                             [](std::size_t l, const MiniStrip& s) { return l < s.from; });
        const bool nowhere = lane == kNoLane || behind == strips_.begin();
        found.push_back(nowhere ? kNoRow : static_cast<std::size_t>(behind - strips_.begin() - 1));
    }
    return found;
}

void MiniStrips::follow(const Frame& frame) {
    rows_->follow(*frame.timeline);
    const std::optional<std::vector<MiniLevels::Touch>> touched = levels_.take_touched();

    const MiniAxis axis = mini_axis(frame);
    bool same = touched && axis.end == axis_.end && frame.size == size_;
    axis_ = axis;
    size_ = frame.size;
    if (!same || rows_->lanes() != lanes_ || levels_.shift() != shift_ ||
        levels_.groups().size() != strip_of_.size()) {
        std::vector<MiniStrip> made =
            rows_->lanes() == 0 ? std::vector<MiniStrip>() : make_strips(rows_->lanes(), frame.size.y);
        same = same && alike(made, strips_) && levels_.shift() == shift_;
        if (same) {
            for (std::size_t i = 0; i < made.size(); ++i) strips_[i].to = made[i].to;
        } else {
            strips_ = std::move(made);
        }
        const std::vector<std::size_t> before = std::move(strip_of_);
        strip_of_ = strips_of_groups();
        same = same && before.size() <= strip_of_.size() &&
               std::equal(before.begin(), before.end(), strip_of_.begin());
        lanes_ = rows_->lanes();
        shift_ = levels_.shift();
    }
    if (same) {
        for (const MiniLevels::Touch& touch : *touched) {
            const std::size_t strip = strip_of_[touch.group];
            if (strip < strips_.size())
                mark(strips_[strip], static_cast<std::size_t>(touch.kind), touch.span);
        }
    } else {
        mark_all();
    }
    sum_up();
}

// What is the same for all pixels of a strip.
void MiniStrips::sum_up() {
    for (MiniStrip& strip : strips_) {
        strip.created = kNoRow;
        strip.ended = 0;
        strip.open = {};
        strip.lines.clear();
    }
    const std::vector<MiniGroup>& groups = levels_.groups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (strip_of_[i] >= strips_.size() || groups[i].line) continue;
        MiniStrip& strip = strips_[strip_of_[i]];
        strip.created = std::min(strip.created, groups[i].created == kNoRow ? 1 : groups[i].created);
        const bool all_ended = groups[i].ended_lanes >= groups[i].lanes;
        strip.ended = std::max(strip.ended, all_ended ? groups[i].ended : kNoRow);
        for (std::size_t kind = 0; kind < kMiniKinds; ++kind) merge(strip.open[kind], groups[i].open[kind]);
    }
    rows_->each_line([&](std::size_t index) {
        const auto behind = std::upper_bound(strips_.begin(), strips_.end(), index,
                                             [](std::size_t l, const MiniStrip& s) { return l < s.from; });
        if (behind == strips_.begin()) return;
        MiniStrip& strip = *std::prev(behind);
        const Lane lane = rows_->lane(index);
        strip.lines.push_back(lane.thread);
        strip.created = std::min(strip.created, lane.created == kNoRow ? 1 : lane.created);
        strip.ended = std::max(strip.ended, lane.ended);
    });
}

std::size_t MiniStrips::memory() const {
    std::size_t sum = levels_.memory();
    for (const MiniStrip& strip : strips_)
        sum += sizeof(MiniStrip) + strip.cells.capacity() * sizeof(MiniCell);
    return sum;
}

}  // namespace loopscope::slides
