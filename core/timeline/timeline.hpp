// The recorded run: an append-only log of events, and the state at any position of it. One thread owns
// it; readers are on that thread.
#pragma once

#include "core/timeline/state.hpp"
#include "core/trace/control.hpp"
#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace loopscope::timeline {

struct OutputLine {
    std::size_t position = 0;  // of the state right after it was printed
    std::int64_t time = 0;
    TaskId task = 0;
    StringId text = 0;
};

class Timeline {
public:
    explicit Timeline(std::shared_ptr<const trace::Tables> tables);

    // `events` follow those already there, in order of seq.
    void append(std::span<const trace::Event> events);

    [[nodiscard]] std::size_t size() const { return events_.size(); }
    [[nodiscard]] const trace::Event& operator[](std::size_t i) const { return events_[i]; }
    [[nodiscard]] const std::vector<trace::Event>& events() const { return events_; }
    [[nodiscard]] const trace::Tables& tables() const { return *tables_; }
    [[nodiscard]] std::shared_ptr<const trace::Tables> shared_tables() const { return tables_; }
    [[nodiscard]] const std::vector<OutputLine>& outputs() const { return outputs_; }

    // State after the first `position` events (clamped to size()). O(distance to the nearest checkpoint),
    // and cheap for small moves from the last position asked for, forwards or backwards. The reference is
    // valid until the next call of state_at or append.
    const State& state_at(std::size_t position) const;

    // Loop time after the first `position` events; 0 at 0.
    [[nodiscard]] std::int64_t time_at(std::size_t position) const;
    // The largest position whose last event has time <= `time`.
    [[nodiscard]] std::size_t position_at(std::int64_t time) const;
    // The beats (trace::is_beat) as positions right after them, ascending.
    [[nodiscard]] const std::vector<std::size_t>& beats() const { return beats_; }
    // The first beat after / last beat before `position`; size() / 0 where there is none.
    [[nodiscard]] std::size_t next_beat(std::size_t position) const;
    [[nodiscard]] std::size_t previous_beat(std::size_t position) const;
    // Where one step of `granularity` from `position` ends, within what was recorded: forwards nullopt
    // when the recording holds no such end yet; backwards 0 at the earliest. Backwards, what the user did
    // there (the gate closing behind a step) does not count as a way to go.
    [[nodiscard]] std::optional<std::size_t> step_forward(std::size_t position,
                                                          trace::Granularity granularity) const;
    [[nodiscard]] std::size_t step_back(std::size_t position, trace::Granularity granularity) const;

    // Bytes held, without the tables.
    [[nodiscard]] std::size_t memory() const;

private:
    void advance(State& state, std::size_t position) const;
    [[nodiscard]] const State& nearest(std::size_t position) const;

    std::shared_ptr<const trace::Tables> tables_;
    std::vector<trace::Event> events_;
    std::vector<OutputLine> outputs_;
    std::vector<std::size_t> beats_;
    // By position; the larger the state, the further apart, so that they stay cheap.
    std::vector<State> checkpoints_;
    State head_;            // after all events
    mutable State cursor_;  // at the position last asked for
    mutable State behind_;  // a little before it, for small moves backwards
};

}  // namespace loopscope::timeline
