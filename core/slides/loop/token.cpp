#include "core/slides/loop/scene.hpp"
#include "core/stage/easing.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::slides {
namespace {

constexpr double kEndless = 1e9;          // a wait without a plan is half way down after that many ns
constexpr std::size_t kFarthestRow = 64;  // rows to look back for who was active

bool is_wait(RowKind kind) {
    return kind == RowKind::Poll || kind == RowKind::Block;
}

// How far down a wait time has come.
double way_down(const LoopScene& scene, const Row& row) {
    const std::optional<Bar> bar = scene.rows.bar_of(row);
    if (!bar) return scene.wait_height(0);
    if (bar->to <= scene.position) return scene.wait_height(bar->end - bar->begin);
    if (row.first > scene.position) return 0;
    const std::int64_t elapsed = std::max<std::int64_t>(0, scene.frame.playhead.time - row.time);
    const std::int64_t planned = scene.timeline[row.first - 1].arg;
    const auto passed = static_cast<double>(elapsed);
    if (planned <= 0) return passed / (passed + kEndless) * scene.wait_height(elapsed);
    return std::min(1.0, passed / static_cast<double>(planned)) * scene.wait_height(planned);
}

}  // namespace

bool is_answer(RowKind kind) {
    return kind == RowKind::Suspend || kind == RowKind::End || kind == RowKind::ThreadStop ||
           kind == RowKind::WorkStop;
}

ArrowLanes arrow_of(const LoopScene& scene, const Row& row) {
    const LoopRows& rows = scene.rows;
    ArrowLanes ends;
    switch (row.kind) {
        case RowKind::Resume:
        case RowKind::Suspend:
        case RowKind::End:
            ends.tail = rows.lane_of(row.caller, row.thread);
            ends.head = rows.lane_of_task(row.task);
            break;
        case RowKind::ThreadStart:
        case RowKind::ThreadStop:
        case RowKind::WorkStart:
        case RowKind::WorkStop:
            ends.tail = rows.lane_of_thread(row.peer);
            ends.head = rows.lane_of_thread(row.thread);
            break;
        default: return ends;
    }
    if (is_answer(row.kind)) std::swap(ends.tail, ends.head);
    return ends;
}

std::size_t rest_lane(const LoopScene& scene, const Row& row) {
    if (const ArrowLanes ends = arrow_of(scene, row); ends.head != kNoLane) return ends.head;
    switch (row.kind) {
        case RowKind::Note:
        case RowKind::Block:
        case RowKind::Unblock: return scene.rows.lane_of(row.task, row.thread);
        default: return scene.rows.lane_of_thread(row.thread);
    }
}

double rest_y(const LoopScene& scene, std::size_t index) {
    const Row row = scene.rows.row(index);
    const double y = scene.row_y(row);
    return is_wait(row.kind) ? y + way_down(scene, row) : y;
}

// From where it rested, down to the height of the new row, and along its arrow.
Walker find_token(const LoopScene& scene) {
    Walker token;
    token.row = scene.current;
    if (scene.current == kNoRow || scene.rows.lanes() == 0) {
        token.at = {scene.lanes.first_x, scene.top};
        return token;
    }
    const Row row = scene.rows.row(scene.current);
    token.first = row.first;
    const auto x_of = [&](std::size_t lane) {
        const float x = lane == kNoLane ? scene.lanes.first_x : scene.lanes.x(lane);
        const float least = lane == 0 ? 0 : scene.lanes.edge;
        return std::clamp(x, least, std::max(least, scene.lanes.width - 10));
    };
    token.at.x = x_of(rest_lane(scene, row));
    token.y = rest_y(scene, scene.current);
    const float progress = scene.frame.playhead.progress;
    if (row.first != scene.position || !(progress < 1)) return token;

    const double before_y = scene.current == 0 ? scene.row_y(row) - 20 : rest_y(scene, scene.current - 1);
    const ArrowLanes ends = arrow_of(scene, row);
    if (!ends.there()) {
        token.y = before_y + (token.y - before_y) * static_cast<double>(stage::linear(progress));
        return token;
    }
    const float tail_x = x_of(ends.tail), head_x = x_of(ends.head);
    const float before_x =
        scene.current == 0 ? tail_x : x_of(rest_lane(scene, scene.rows.row(scene.current - 1)));
    const double row_y = scene.row_y(row);
    const auto down = static_cast<float>(row_y - before_y), along = std::abs(head_x - tail_x);
    const float first_leg = std::abs(before_x - tail_x) < 1 ? down : 0;
    const float way = stage::ease_in_out_cubic(progress) * (first_leg + along);
    token.on_arrow = true;
    if (way < first_leg) {
        token.walked = 0;
        token.at.x = tail_x;
        token.y = before_y + static_cast<double>(way);
    } else {
        token.walked = along > 0 ? (way - first_leg) / along : 1;
        token.at.x = stage::mix(tail_x, head_x, token.walked);
        token.y = row_y;
    }
    return token;
}

// The lane that must be in view: of who acts now, or acted last.
std::size_t active_lane(const LoopRows& rows, std::size_t current) {
    for (std::size_t back = 0; current != kNoRow && back <= current && back < kFarthestRow; ++back) {
        const Row row = rows.row(current - back);
        if (const std::size_t lane = rows.lane_of_task(row.task); lane != kNoLane) return lane;
        const std::size_t lane = rows.lane_of_thread(row.thread);
        if (lane != kNoLane && lane > 0 && row.kind != RowKind::Poll) return lane;
    }
    return 0;
}

}  // namespace loopscope::slides
