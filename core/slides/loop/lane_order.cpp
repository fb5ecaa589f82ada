#include "core/slides/loop/lane_order.hpp"

#include <algorithm>
#include <iterator>

namespace loopscope::slides {

using trace::TaskId;
using trace::ThreadId;

void LaneOrder::add_block(ThreadId thread, bool line, bool tasks) {
    const std::size_t tasks_there = tasks ? at_home_[thread].size() : 0;
    if (!line && tasks_there == 0) return;
    block_of_[thread] = blocks_.size();
    blocks_.push_back({count_, thread, line, tasks});
    count_ += tasks_there + (line ? 1 : 0);
}

void LaneOrder::add(const RunFacts& facts, const std::vector<TaskId>& tasks) {
    const std::size_t threads = facts.threads() + 1;
    if (at_home_.size() < threads) at_home_.resize(threads);
    for (const TaskId task : tasks) at_home_[facts.home(task)].push_back(task);

    blocks_.clear();
    block_of_.assign(threads, kNoLane);
    count_ = workers_ = 0;
    const bool tasks_have_lanes = !facts.calls_on_threads();
    const auto each = [&](bool workers, auto visit) {
        for (std::size_t i = 1; i < threads; ++i) {
            const auto id = static_cast<ThreadId>(i);
            const ThreadFacts& thread = facts.thread(id);
            if (thread.heard && (thread.role == trace::ThreadRole::Worker) == workers) visit(id);
        }
    };
    each(false, [&](ThreadId id) { add_block(id, facts.shown(id), tasks_have_lanes); });
    add_block(0, false, tasks_have_lanes);
    const std::size_t before = count_;
    each(true, [&](ThreadId id) { add_block(id, facts.shown(id), false); });
    workers_ = count_ - before;
}

LaneOrder::Place LaneOrder::at(std::size_t lane) const {
    const auto behind = std::upper_bound(blocks_.begin(), blocks_.end(), lane,
                                         [](std::size_t l, const Block& block) { return l < block.first; });
    const Block& block = *std::prev(behind);
    const std::size_t index = lane - block.first;
    if (block.line && index == 0) return {0, block.thread};
    return {at_home_[block.thread][index - (block.line ? 1 : 0)], block.thread};
}

std::size_t LaneOrder::lane_of(const RunFacts& facts, TaskId task) const {
    const std::uint32_t rank = facts.rank(task);
    const std::size_t first = rank != kNoRank ? first_task_lane(facts.home(task)) : kNoLane;
    return first == kNoLane ? kNoLane : first + rank;
}

std::size_t LaneOrder::first_task_lane(ThreadId id) const {
    if (id >= block_of_.size() || block_of_[id] == kNoLane) return kNoLane;
    const Block& block = blocks_[block_of_[id]];
    return block.tasks ? block.first + (block.line ? 1 : 0) : kNoLane;
}

std::size_t LaneOrder::lane_of_thread(ThreadId id) const {
    if (id == 0 || id >= block_of_.size() || block_of_[id] == kNoLane) return kNoLane;
    const Block& block = blocks_[block_of_[id]];
    return block.line ? block.first : kNoLane;
}

std::size_t LaneOrder::memory() const {
    std::size_t sum = at_home_.capacity() * sizeof(at_home_[0]);
    for (const auto& tasks : at_home_) sum += tasks.memory();
    return sum + blocks_.capacity() * sizeof(Block) + block_of_.capacity() * sizeof(std::size_t);
}

}  // namespace loopscope::slides
