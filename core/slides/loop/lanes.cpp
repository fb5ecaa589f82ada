#include "core/slides/loop/lanes.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::slides {
namespace {

constexpr float kLeastGap = 34;
constexpr float kMostGap = 290;
constexpr float kStampWidth = 92;                    // the time labels' room
constexpr std::int64_t kLongTime = 100'000'000'000;  // from here on they have a digit more
constexpr float kRight = 112;                        // words behind the last lane
constexpr float kFirstGap = 146;                     // words beside the first one, where the view is wide

}  // namespace

std::size_t LaneLayout::from() const {
    if (count <= 1) return count;
    const float left = edge - first_x - first_gap + scroll;
    const auto hidden = left <= 0 ? 0.0F : std::ceil(left / gap);
    return std::min(count, 1 + static_cast<std::size_t>(hidden));
}

std::size_t LaneLayout::to() const {
    if (count <= 1) return count;
    const float shown = std::floor((width - 10 - first_x - first_gap + scroll) / gap);
    return shown < 0 ? from() : std::clamp(static_cast<std::size_t>(shown) + 2, from(), count);
}

float LaneLayout::room(std::size_t lane) const {
    // Those that have scrolled away behind a pinned first lane take no room of it.
    const std::size_t next = lane == 0 && pinned ? std::max(from(), std::size_t{1}) : lane + 1;
    const float end = next < count ? x(next) : width;
    return std::max(0.0F, std::min(end, width) - x(lane));
}

LaneLayout lay_out_lanes(const Frame& frame, const LaneWish& wish) {
    LaneLayout lanes;
    lanes.count = wish.count;
    lanes.width = std::max(frame.size.x, 1.0F);
    const bool minutes = frame.timeline && frame.timeline->time_at(frame.timeline->size()) >= kLongTime;
    const float stamp = (frame.dense ? kStampWidth + 8 : kStampWidth) + (minutes ? 12 : 0);
    lanes.first_x = std::max(stamp, wish.first_header / 2 + 6);

    // Beside several loops words are to be had everywhere, so that all gaps are alike.
    const float first_gap = wish.pin_first ? std::clamp(0.2F * lanes.width, 104.0F, kFirstGap) : 0;

    // As if there were two at least, so that the picture stays where it is when the second one comes.
    const auto others = static_cast<float>(std::max<std::size_t>(wish.count, 3) - 1);
    const float room = std::max(0.0F, lanes.width - lanes.first_x);
    float gap = room / (others - 1 + 1.15F + 0.8F);
    if (gap * 0.8F < kRight) gap = std::max(0.0F, room - kRight) / (others - 1 + 1.15F);
    if (gap * 1.15F < first_gap) gap = std::max(0.0F, room - kRight - first_gap) / (others - 1);
    gap = std::clamp(gap, kLeastGap, kMostGap);
    lanes.gap = gap;
    lanes.first_gap = std::max({1.15F * gap, first_gap, wish.first_header / 2 + gap / 2 + 8});
    lanes.right = std::clamp(0.8F * gap, kRight, 220.0F);

    if (gap <= kLeastGap && wish.pin_first) lanes.first_gap = std::max(lanes.first_gap, kFirstGap);
    const float content = lanes.first_x + lanes.first_gap + (others - 1) * gap + lanes.right;
    if (content <= lanes.width) {
        lanes.first_x += (lanes.width - content) / 2;
        lanes.pinned = true;
        return lanes;
    }
    // Pages that overlap: the picture stands still while the active lane stays on one.
    lanes.most_scroll = content - lanes.width;
    lanes.pinned = wish.pin_first;
    lanes.edge = wish.pin_first ? lanes.first_x + lanes.first_gap - 6 : stamp;
    const float view = lanes.width - lanes.edge - lanes.right;
    const float page = std::max(gap, std::floor(view / gap) * gap);
    const float at = wish.active == 0 ? 0 : static_cast<float>(wish.active - 1) * gap;
    lanes.own_scroll = std::min(std::floor(at / page) * page, lanes.most_scroll);
    lanes.scroll = std::clamp(lanes.own_scroll + frame.scroll, 0.0F, lanes.most_scroll);
    return lanes;
}

}  // namespace loopscope::slides
