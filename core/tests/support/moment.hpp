// All that a state tells, as values that can be compared and kept.
#pragma once

#include "core/tests/support/script.hpp"
#include "core/timeline/timeline.hpp"

#include <deque>
#include <optional>
#include <vector>

namespace loopscope::test {

struct Moment {
    std::size_t position = 0, outputs = 0, alive = 0, count = 0;
    std::int64_t time = 0;
    std::vector<timeline::ThreadState> threads;
    std::vector<timeline::TaskState> tasks;
    std::vector<trace::TaskId> living;
    std::vector<std::vector<timeline::ReadyItem>> ready;  // by thread
    std::vector<std::vector<timeline::Timer>> timers;
    std::vector<timeline::WatchedFd> fds;
    std::vector<timeline::QueuedWork> queued;
    std::vector<timeline::ObjectState> objects;
    trace::TaskId running = 0;
    std::uint32_t numbered = 0;
    trace::ThreadId active = 0;
    bool held = false, ended = false;
    trace::Outcome outcome = trace::Outcome::Done;
    trace::StringId message = 0;
    double rate = 1;

    friend bool operator==(const Moment&, const Moment&) = default;
};

// Of tasks and things with ids up to `most`.
inline Moment moment_of(const timeline::State& state, std::uint32_t most = 600) {
    Moment m{.position = state.position,
             .outputs = state.outputs,
             .alive = state.alive_count(),
             .count = state.task_count(),
             .time = state.time,
             .threads = state.threads,
             .tasks = {},
             .living = state.alive(),
             .ready = {},
             .timers = {},
             .fds = state.fds().first,
             .queued = state.queued().first,
             .objects = {},
             .running = state.running,
             .numbered = state.numbered(),
             .active = state.active,
             .held = state.held,
             .ended = state.ended,
             .outcome = state.outcome,
             .message = state.message,
             .rate = state.rate};
    for (trace::TaskId id = 1; id <= most; ++id) {
        if (const timeline::TaskState* task = state.task(id)) m.tasks.push_back(*task);
        if (const auto object = state.object(id)) m.objects.push_back(*object);
    }
    for (const timeline::ThreadState& thread : state.threads) {
        m.ready.push_back(state.ready(thread.id).first);
        m.timers.push_back(state.timers(thread.id).first);
    }
    return m;
}

// The state at the end of a script, for as long as the test runs.
inline timeline::State after(const Script& script) {
    static std::deque<timeline::Timeline> kept;
    kept.push_back(script.timeline());
    return kept.back().state_at(kept.back().size());
}

inline std::vector<trace::Event> events_of(const timeline::Timeline& timeline) {
    std::vector<trace::Event> events;
    timeline.each(0, timeline.size(), [&](const trace::Event& e) { events.push_back(e); });
    return events;
}

inline std::vector<std::size_t> beats_of(const timeline::Timeline& timeline) {
    std::vector<std::size_t> beats;
    for (std::size_t i = 0; i < timeline.beat_count(); ++i) beats.push_back(timeline.beat(i));
    return beats;
}

}  // namespace loopscope::test
