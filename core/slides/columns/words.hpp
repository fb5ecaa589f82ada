// The words round the columns that are worked out from the recordings.
#pragma once

#include "core/slides/columns/columns.hpp"

#include <optional>
#include <string>
#include <vector>

namespace loopscope::slides {

// "1 thread, 1 loop"
std::string thread_words(const ColumnRun& run);

// What the lanes of `run` are: "1 loop, 4 workers"
std::string lanes_words(const ColumnRun& run);

// One part of what every task does: "prints", "sleep 1 s".
struct WorkloadPart {
    bool waits = false;
    std::string words;
};
// What each task of `run` does, where all do the same in a few parts; empty otherwise.
std::vector<WorkloadPart> workload(const ColumnRun& run);

// Loop time at which `run` finished, once the race has come that far.
std::optional<std::int64_t> finish_time(const ColumnRun& run, RacePoint now);

// "2.0×"
std::string speed_up(std::int64_t baseline, std::int64_t time);

}  // namespace loopscope::slides
