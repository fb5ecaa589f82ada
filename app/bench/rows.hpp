// The rows of the table of promises that are about the window.
#pragma once

#include "core/bench/report.hpp"

#include <string>
#include <vector>

namespace loopscope::bench {

std::vector<Row> frame_rows();                             // building a frame, without painting it
std::vector<Row> switching_rows();                         // from one lesson to the next
std::vector<Row> window_rows(const std::string& program);  // the real program under an X server of its own

}  // namespace loopscope::bench
