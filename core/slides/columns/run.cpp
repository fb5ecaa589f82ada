#include "core/slides/columns/run.hpp"

#include "core/slides/actors.hpp"
#include "core/slides/columns/reader.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::slides {
namespace {

using timeline::TaskId;

bool by_task_then_time(const Stretch& a, const Stretch& b) {
    return a.task != b.task ? a.task < b.task : a.first < b.first;
}

std::int64_t overlap(const Stretch& stretch, std::int64_t until) {
    return std::max<std::int64_t>(0, std::min(stretch.to, until) - stretch.from);
}

}  // namespace

ColumnRun::ColumnRun(const timeline::Timeline& timeline, std::string title) : title_(std::move(title)) {
    ReadRun read = read_run(timeline);
    finished_ = read.finished;
    outcome_ = read.outcome;
    end_ = read.end;
    const timeline::State& last = timeline.state_at(timeline.size());
    for (ReadTask& task : read.tasks) {
        const bool conducts = task.parent == 0 && task.has_children && task.waits_for_others_only;
        const auto id = static_cast<TaskId>(tasks_.size() + 1);
        Actor actor = actor_of(last, timeline.tables(), id);
        tasks_.push_back(
            {id, std::move(task.name), conducts, actor.color, actor.shape, std::move(actor.letter)});
    }
    lanes_ = std::move(read.lanes);
    subjects_ = std::move(read.subjects);
    drop_what_only_conducts();
    sum_up();
}

void ColumnRun::drop_what_only_conducts() {
    const auto conducts = [this](const Stretch& s) {
        return s.task != 0 && s.task <= tasks_.size() && tasks_[s.task - 1].conducts;
    };
    for (RunLane& lane : lanes_) {
        std::erase_if(lane.on, [&](const Stretch& s) {
            if (s.doing == Doing::Blocked && s.block == trace::Block::Join) return s.task == 0 || conducts(s);
            return s.doing != Doing::Asleep && conducts(s) && s.from == s.to;
        });
        std::erase_if(lane.beside, conducts);
        std::sort(lane.beside.begin(), lane.beside.end(), by_task_then_time);
    }
    const auto shows_nothing = [](const RunLane& lane) { return lane.on.empty() && lane.beside.empty(); };
    hidden_threads_ = static_cast<int>(std::erase_if(lanes_, shows_nothing));
}

void ColumnRun::sum_up() {
    for (RunLane& lane : lanes_) {
        ThreadTime sum;
        for (const Stretch& s : lane.on) {
            lane.work_before.push_back(sum.work);
            lane.blocked_before.push_back(sum.blocked);
            lane.asleep_before.push_back(sum.asleep);
            (s.doing == Doing::Runs      ? sum.work
             : s.doing == Doing::Blocked ? sum.blocked
                                         : sum.asleep) += s.to - s.from;
        }
    }
}

int ColumnRun::loops() const {
    return static_cast<int>(
        std::count_if(lanes_.begin(), lanes_.end(), [](const RunLane& lane) { return lane.has_loop; }));
}

ThreadTime ColumnRun::thread_time(std::int64_t time) const {
    ThreadTime sum;
    for (const RunLane& lane : lanes_) {
        const auto next = std::upper_bound(lane.on.begin(), lane.on.end(), time,
                                           [](std::int64_t t, const Stretch& s) { return t < s.from; });
        if (next == lane.on.begin()) continue;
        const auto last = static_cast<std::size_t>(next - lane.on.begin()) - 1;
        const Stretch& s = lane.on[last];
        sum.work += lane.work_before[last] + (s.doing == Doing::Runs ? overlap(s, time) : 0);
        sum.blocked += lane.blocked_before[last] + (s.doing == Doing::Blocked ? overlap(s, time) : 0);
        sum.asleep += lane.asleep_before[last] + (s.doing == Doing::Asleep ? overlap(s, time) : 0);
    }
    return sum;
}

std::vector<std::pair<TaskId, std::int64_t>> ColumnRun::work_by_task(std::int64_t time) const {
    std::vector<std::int64_t> work(tasks_.size() + 1, 0);
    for (const RunLane& lane : lanes_) {
        for (const Stretch& s : lane.on) {
            if (s.from >= time) break;
            if (s.doing == Doing::Runs && s.task < work.size()) work[s.task] += overlap(s, time);
        }
    }
    std::vector<std::pair<TaskId, std::int64_t>> shares;
    for (std::size_t id = 0; id < work.size(); ++id) {
        if (work[id] > 0) shares.emplace_back(static_cast<TaskId>(id), work[id]);
    }
    return shares;
}

}  // namespace loopscope::slides
