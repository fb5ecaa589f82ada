#include "core/slides/mini_strips.hpp"

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
    const std::size_t share = (others + most - 1) / most;
    const std::size_t used = (others + share - 1) / share;
    const float pitch = left / static_cast<float>(used);
    for (std::size_t i = 0; i < used; ++i)
        add(1 + i * share, std::min(lanes, 1 + (i + 1) * share), top + static_cast<float>(i) * pitch, pitch);
    return strips;
}

}  // namespace

std::uint32_t awake_since(const Lane& lane, std::size_t index) {
    while (index > 0 && lane.bars[index - 1].kind != BarKind::Asleep) --index;
    return index == 0 ? 1 : lane.bars[index - 1].to;
}

void MiniStrips::touch(MiniStrip& strip, std::uint32_t from, std::uint32_t to,
                       std::uint32_t MiniCell::*kind) const {
    const auto column = [&](std::uint32_t position) {
        const float at = axis_.x(timeline_->time_at(position)) - axis_.left;
        return static_cast<std::size_t>(std::clamp(at, 0.0F, static_cast<float>(strip.cells.size() - 1)));
    };
    const std::size_t last = column(to);
    for (std::size_t i = column(from); i <= last; ++i)
        strip.cells[i].*kind = std::min(strip.cells[i].*kind, from);
}

// A loop is busy between two sleeps; the bars of a task are what they are.
void MiniStrips::read(std::size_t index, MiniStrip& strip) {
    const Lane& lane = *rows_.lanes()[index];
    std::size_t& next = read_[index];
    for (; next < lane.bars.size() && lane.bars[next].to != kNoRow; ++next) {
        const Bar& bar = lane.bars[next];
        switch (bar.kind) {
            case BarKind::Asleep: touch(strip, awake_since(lane, next), bar.from, &MiniCell::busy); break;
            case BarKind::Held:
                if (!lane.loop) touch(strip, bar.from, bar.to, &MiniCell::held);
                break;
            case BarKind::Blocked: touch(strip, bar.from, bar.to, &MiniCell::held); break;
            case BarKind::Ready: touch(strip, bar.from, bar.to, &MiniCell::ready); break;
            case BarKind::Running: touch(strip, bar.from, bar.to, &MiniCell::busy); break;
        }
    }
}

void MiniStrips::follow(const Frame& frame) {
    timeline_ = frame.timeline;
    rows_.follow(*timeline_);
    const MiniAxis axis = mini_axis(frame);
    const std::size_t lanes = rows_.lanes().size();
    const bool same = axis.end == axis_.end && frame.size == size_ && lanes == read_.size() &&
                      rows_.generation() == generation_;
    axis_ = axis;
    if (!same) {
        size_ = frame.size;
        generation_ = rows_.generation();
        read_.assign(lanes, 0);
        strips_ = lanes == 0 ? std::vector<MiniStrip>() : make_strips(lanes, frame.size.y);
        const auto columns = static_cast<std::size_t>(std::max(1.0F, axis.right - axis.left));
        for (MiniStrip& strip : strips_) strip.cells.assign(columns, {});
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

}  // namespace loopscope::slides
