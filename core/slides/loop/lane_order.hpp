// The lifelines from left to right: loops and threads, each with the tasks behind it that are at home there,
// then workers. New ones find their place without a look at the others.
#pragma once

#include "core/slides/loop/facts.hpp"

#include <vector>

namespace loopscope::slides {

inline constexpr std::size_t kNoLane = kNoRow;

class LaneOrder {
public:
    // Tasks in the order of RunFacts::rank_new; then the threads anew.
    void add(const RunFacts& facts, const std::vector<trace::TaskId>& tasks);

    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::size_t workers() const { return workers_; }

    struct Place {
        trace::TaskId task = 0;  // 0: the line of the thread itself
        trace::ThreadId thread = 0;
    };
    [[nodiscard]] Place at(std::size_t lane) const;
    // Lane, or kNoLane.
    [[nodiscard]] std::size_t lane_of(const RunFacts& facts, trace::TaskId task) const;
    [[nodiscard]] std::size_t lane_of_thread(trace::ThreadId id) const;
    // Of the first one at home there.
    [[nodiscard]] std::size_t first_task_lane(trace::ThreadId id) const;

    [[nodiscard]] std::size_t memory() const;

private:
    struct Block {
        std::size_t first = 0;  // lane
        trace::ThreadId thread = 0;
        bool line = false, tasks = false;
    };
    void add_block(trace::ThreadId thread, bool line, bool tasks);

    std::vector<timeline::Column<trace::TaskId>> at_home_;  // by thread; 0: nobody knows where
    std::vector<Block> blocks_;
    std::vector<std::size_t> block_of_;  // by thread
    std::size_t count_ = 0, workers_ = 0;
};

}  // namespace loopscope::slides
