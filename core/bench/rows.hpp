// The rows of the table of promises that need no window, by what they are about.
#pragma once

#include "core/bench/report.hpp"

#include <vector>

namespace loopscope::bench {

std::vector<Row> two_tasks_rows();        // exact in virtual time, hardly late in real time
std::vector<Row> recorded_event_rows();   // against a ring push by hand; off
std::vector<Row> task_switch_rows();      // against bare libuv; against asyncio and uvloop
std::vector<Row> queue_rows();            // what recording adds to a value passed on
std::vector<Row> giving_up_rows();        // cancelling a hundred thousand, destroying their loop
std::vector<Row> sleepers_rows();         // a thousand tasks asleep at once
std::vector<Row> posts_rows();            // ten at once, limits of connections; a thousand, against aiohttp
std::vector<Row> sleeping_memory_rows();  // what a waiting task costs, and a thread
std::vector<Row> ingest_rows();           // from the program into the timeline
std::vector<Row> picture_rows();          // slides and memory at ten million events
std::vector<Row> timeline_rows();         // state at a random event of a million

}  // namespace loopscope::bench
