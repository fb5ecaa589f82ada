// Reads a log once and writes down what every thread and every task did: the making of a ColumnRun.
#pragma once

#include "core/slides/columns/run.hpp"

#include <string>
#include <vector>

namespace loopscope::slides {

struct ReadTask {
    std::string name;
    timeline::TaskId parent = 0;
    bool has_children = false;
    bool waits_for_others_only = true;
};

struct ReadRun {
    std::vector<ReadTask> tasks;        // by id: tasks[id - 1]
    std::vector<RunLane> lanes;         // by id of the thread
    std::vector<std::string> subjects;  // by Stretch::subject
    bool finished = false;
    trace::Outcome outcome = trace::Outcome::Done;
    std::int64_t end = 0;
};

ReadRun read_run(const timeline::Timeline& timeline);

}  // namespace loopscope::slides
