#include "core/slides/thumbnail.hpp"

#include <algorithm>
#include <map>

namespace loopscope::slides {
namespace {

using stage::ink;
using stage::Rect;
using stage::Token;

// More could not be told apart at this size.
constexpr std::size_t kMostBars = 240;
constexpr float kThickest = 15, kThinnest = 2.5F, kLeastBar = 7;

float share(std::int64_t time, std::int64_t end) {
    return end > 0 ? static_cast<float>(
                         std::clamp(static_cast<double>(time) / static_cast<double>(end), 0.0, 1.0))
                   : 0;
}

void add(ThumbLane& lane, const Stretch& stretch, std::int64_t end) {
    const ThumbBar bar{share(stretch.from, end), share(stretch.to, end), stretch.doing};
    lane.from = lane.bars.empty() ? bar.from : std::min(lane.from, bar.from);
    lane.to = std::max(lane.to, bar.to);
    if (lane.bars.size() < kMostBars) lane.bars.push_back(bar);
}

std::vector<ThumbLane> by_task(const ColumnRun& run) {
    std::map<timeline::TaskId, ThumbLane> found;
    for (const RunLane& thread : run.lanes()) {
        for (const auto* side : {&thread.beside, &thread.on}) {
            for (const Stretch& stretch : *side) {
                const ColumnTask* task = run.task(stretch.task);
                if (task == nullptr || task->conducts) continue;
                found.try_emplace(task->id, ThumbLane{task->color, 0, 0, {}});
                add(found[task->id], stretch, run.end());
            }
        }
    }
    std::vector<ThumbLane> lanes;
    for (auto& [id, lane] : found) lanes.push_back(std::move(lane));
    return lanes;
}

std::vector<ThumbLane> by_thread(const ColumnRun& run) {
    std::vector<ThumbLane> lanes;
    for (const RunLane& thread : run.lanes()) {
        ThumbLane lane{ink(thread.has_loop ? Token::Loop : Token::Worker), 0, 0, {}};
        for (const Stretch& stretch : thread.on) add(lane, stretch, run.end());
        if (!lane.bars.empty()) lanes.push_back(std::move(lane));
    }
    return lanes;
}

}  // namespace

Thumbnail make_thumbnail(const ColumnRun& run, std::size_t most) {
    Thumbnail thumbnail;
    thumbnail.finished = run.finished();
    std::vector<ThumbLane> all = by_task(run);
    if (all.empty()) all = by_thread(run);
    const std::size_t count = std::min(all.size(), most);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t pick = count < 2 ? 0 : i * (all.size() - 1) / (count - 1);
        thumbnail.lanes.push_back(std::move(all[pick]));
    }
    return thumbnail;
}

void draw_thumbnail(const Thumbnail& thumbnail, Rect box, stage::DisplayList& list) {
    if (thumbnail.empty() || box.w < 24 || box.h < 12) return;
    const auto count = static_cast<float>(thumbnail.lanes.size());
    const float step = std::min(box.h / count, kThickest * 1.75F);
    const float thick = std::clamp(step * 0.62F, kThinnest, kThickest);
    const float radius = std::min(3.0F, thick / 3);
    const float top = box.center().y - step * count / 2;
    // A step that takes no time is still seen; its bar begins where it happened.
    const float least = std::min(kLeastBar, std::max(thick, 3.0F));
    const float room = box.w - least;
    for (std::size_t i = 0; i < thumbnail.lanes.size(); ++i) {
        const ThumbLane& lane = thumbnail.lanes[i];
        const float middle = top + step * (static_cast<float>(i) + 0.5F);
        const float from = box.x + lane.from * room, to = box.x + lane.to * room + least;
        list.add(stage::LineItem{{from, middle}, {to, middle}, lane.color.mixed(0.55F), 1.2F});
        const auto draw = [&](const ThumbBar& bar) {
            const float x = box.x + bar.from * room;
            const Rect place{x, middle - thick / 2, std::max(least, (bar.to - bar.from) * room), thick};
            if (bar.doing == Doing::Runs) {
                list.add(stage::BoxItem{place, radius, lane.color, {}, 0});
            } else if (bar.doing == Doing::Blocked) {
                list.add(stage::BoxItem{place, radius, lane.color.mixed(0.16F), {}, 0});
                list.add(stage::HatchItem{place, radius, lane.color.mixed(0.7F), 5, 1.1F});
            } else if (bar.doing == Doing::Ready && place.w > 2 * least) {
                list.add(stage::BoxItem{place, radius, lane.color.mixed(0.14F), lane.color.mixed(0.8F), 1,
                                        true, true});
            }
        };
        // What ran lies on top: a short step between two long waits must not vanish.
        for (const ThumbBar& bar : lane.bars) {
            if (bar.doing != Doing::Runs) draw(bar);
        }
        for (const ThumbBar& bar : lane.bars) {
            if (bar.doing == Doing::Runs) draw(bar);
        }
    }
}

}  // namespace loopscope::slides
