// A race for tests: the four runs of one workload, and what is asked of their picture.
#pragma once

#include "core/slides/columns/columns.hpp"
#include "core/tests/support/fixed_metrics.hpp"
#include "core/tests/support/said.hpp"
#include "core/tests/support/script.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::test {

using slides::ColumnRun;
using slides::ColumnsInput;

// Two loops, each on a thread of its own, as the fourth column has them.
inline Script two_loops(int count = 2, double ms = 1000) {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").block(0, trace::Block::Join, -1);
    std::vector<std::pair<trace::TaskId, trace::ObjectId>> sleepers;
    for (int n = 0; n < count; ++n) {
        s.on(static_cast<trace::ThreadId>(n + 2)).thread_begin(trace::ThreadRole::Loop, "loop").loop_begin();
        const trace::TaskId id = s.task("task " + std::to_string(n + 1));
        s.turn().look().step(id).output(id, "Running");
        const trace::ObjectId timer = s.sleep(id, ms);
        s.turn().phase(trace::Phase::Prepare).poll_begin(ns(ms));
        sleepers.emplace_back(id, timer);
    }
    s.later(ms);
    for (int n = 0; n < count; ++n) {
        const auto [id, timer] = sleepers[static_cast<std::size_t>(n)];
        s.on(static_cast<trace::ThreadId>(n + 2)).poll_end(trace::PollWake::Timeout, ms);
        s.turn().phase(trace::Phase::Timers).due(timer).look().step(id).output(id, "Finished").end(id);
        s.loop_end().thread_end();
    }
    s.on(1).unblock(0).thread_end().run_end();
    return s;
}

class Race {
public:
    explicit Race(int count = 2, double ms = 1000) {
        add("Synchronous", two_blocking(count, ms));
        add("Asynchronous", two_sleepers(count, ms));
        add("Multi-threaded", two_threads(count, ms));
        add("MT + Async", two_loops(2, ms));
    }
    Race& add(const char* title, const Script& script) {
        timelines_.push_back(std::make_unique<timeline::Timeline>(script.timeline()));
        owned_.push_back(std::make_unique<ColumnRun>(*timelines_.back(), title));
        input.runs.push_back(owned_.back().get());
        return *this;
    }
    stage::DisplayList at(double ms, float within = 1, stage::Vec2 size = {1568, 760}) {
        input.now = {ns(ms), within};
        input.size = size;
        input.metrics = &metrics_;
        return columns(input);
    }
    [[nodiscard]] const ColumnRun& run(std::size_t i) const { return *owned_[i]; }

    ColumnsInput input;

private:
    FixedMetrics metrics_;
    std::vector<std::unique_ptr<timeline::Timeline>> timelines_;
    std::vector<std::unique_ptr<ColumnRun>> owned_;
};

}  // namespace loopscope::test
