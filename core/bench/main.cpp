#include "core/bench/report.hpp"
#include "core/bench/rows.hpp"

int main() {
    using namespace loopscope::bench;
    Report report;
    report.add(recorded_event_rows());
    report.add(task_switch_rows());
    report.add(queue_rows());
    report.add(giving_up_rows());
    report.add(ingest_rows());
    report.add(timeline_rows());
    report.add(picture_rows());
    report.add(sleepers_rows());
    report.add(two_tasks_rows());
    report.add(posts_rows());
    report.add(sleeping_memory_rows());
    return report.exit_code();
}
