// The rows of the table of promises that are about the window.
#pragma once

#include "core/bench/report.hpp"

#include <string>
#include <vector>

namespace loopscope::bench {

// Building a frame, without painting it.
std::vector<Row> frame_rows();
// From one lesson to the next.
std::vector<Row> switching_rows();
// The real program under an X server of its own.
std::vector<Row> window_rows(const std::string& program);

}  // namespace loopscope::bench
