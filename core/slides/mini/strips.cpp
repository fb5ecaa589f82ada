#include "core/slides/mini/strips.hpp"

#include <algorithm>

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

}  // namespace

Awake awake_since(const Lane& lane, std::size_t index) {
    while (index > 0 && lane.bars[index - 1].kind != BarKind::Asleep) --index;
    if (index == 0) return {};
    return {lane.bars[index - 1].to, lane.bars[index - 1].end};
}

void MiniStrips::touch(MiniStrip& strip, std::int64_t begin, std::int64_t end, std::uint32_t position,
                       std::uint32_t MiniCell::*kind) const {
    const auto column = [&](std::int64_t time) {
        const float at = axis_.x(time) - axis_.left;
        return static_cast<std::size_t>(std::clamp(at, 0.0F, static_cast<float>(strip.cells.size() - 1)));
    };
    const std::size_t last = column(end);
    for (std::size_t i = column(begin); i <= last; ++i)
        strip.cells[i].*kind = std::min(strip.cells[i].*kind, position);
}

// A loop is busy between two sleeps; the bars of a task are what they are.
void MiniStrips::read(std::size_t index, MiniStrip& strip) {
    const Lane& lane = *rows_.lanes()[index];
    std::size_t& next = read_[index];
    for (; next < lane.bars.size() && lane.bars[next].to != kNoRow; ++next) {
        const Bar& bar = lane.bars[next];
        const auto mark = [&](std::uint32_t MiniCell::*kind) {
            touch(strip, bar.begin, bar.end, bar.from, kind);
        };
        switch (bar.kind) {
            case BarKind::Asleep: {
                const Awake awake = awake_since(lane, next);
                touch(strip, awake.time, bar.begin, awake.position, &MiniCell::busy);
                break;
            }
            case BarKind::Held:
                if (!lane.loop) mark(&MiniCell::held);
                break;
            case BarKind::Blocked: mark(&MiniCell::held); break;
            case BarKind::Ready: mark(&MiniCell::ready); break;
            case BarKind::Running: mark(&MiniCell::busy); break;
        }
    }
}

void MiniStrips::follow(const Frame& frame) {
    timeline_ = frame.timeline;
    rows_.follow(*timeline_);
    const MiniAxis axis = mini_axis(frame);
    const std::size_t lanes = rows_.lanes().size();
    const bool same = axis.end == axis_.end && frame.size == size_ && rows_.generation() == generation_;
    axis_ = axis;
    if (!same || lanes != read_.size()) {
        std::vector<MiniStrip> made =
            lanes == 0 ? std::vector<MiniStrip>() : make_strips(lanes, frame.size.y);
        if (!same || !extends(made)) {
            read_.clear();
            const auto columns = static_cast<std::size_t>(std::max(1.0F, axis.right - axis.left));
            for (MiniStrip& strip : made) strip.cells.assign(columns, {});
            strips_ = std::move(made);
        } else {
            strips_.back().to = made.back().to;
            const std::size_t before = read_.size() - rows_.worker_lanes();
            read_.insert(read_.begin() + static_cast<std::ptrdiff_t>(before), lanes - read_.size(), 0);
        }
        size_ = frame.size;
        generation_ = rows_.generation();
        workers_ = rows_.worker_lanes();
        read_.resize(lanes, 0);
    }
    for (MiniStrip& strip : strips_) {
        strip.created = kNoRow;
        strip.ended = 0;
        for (std::size_t i = strip.from; i < strip.to; ++i) {
            const Lane& lane = *rows_.lanes()[i];
            read(i, strip);
            strip.created = std::min(strip.created, lane.created == kNoRow ? 1 : lane.created);
            strip.ended = std::max(strip.ended, lane.ended);
        }
    }
}

// Whether the lanes that are new only join the last strip.
bool MiniStrips::extends(const std::vector<MiniStrip>& made) const {
    if (made.size() != strips_.size() || made.empty() || read_.size() >= rows_.lanes().size()) return false;
    if (rows_.worker_lanes() != workers_ || made.back().from + workers_ > read_.size()) return false;
    for (std::size_t i = 0; i < made.size(); ++i) {
        if (made[i].from != strips_[i].from || made[i].y != strips_[i].y) return false;
    }
    return true;
}

}  // namespace loopscope::slides
