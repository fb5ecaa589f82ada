// A recording as a story: the state at any position of it, its beats, and what was printed. Reads on as the
// recording grows. One thread owns it; whoever else reads the recording has a timeline of its own.
#pragma once

#include "core/record/recording.hpp"
#include "core/timeline/index.hpp"
#include "core/timeline/state.hpp"
#include "core/trace/control.hpp"
#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <limits>
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
    // Of a recording that somebody else writes: follow() reads what is there.
    explicit Timeline(std::shared_ptr<const record::Recording> recording);
    // Of a recording of its own, which append() writes.
    explicit Timeline(std::shared_ptr<const trace::Tables> tables);
    Timeline(Timeline&&) noexcept = default;
    Timeline& operator=(Timeline&&) noexcept = default;

    // Reads at most so many of the events that the recording has more. Returns how many.
    std::size_t follow(std::size_t most = std::numeric_limits<std::size_t>::max());
    // `events` follow those already there. Precondition: the recording is its own.
    void append(std::span<const trace::Event> events);

    // What has been read of the recording.
    [[nodiscard]] std::size_t size() const { return head_.position; }
    [[nodiscard]] trace::Event operator[](std::size_t i) const { return (*recording_)[i]; }
    // Calls take(event) for those in [from, to), in order. Precondition: to <= size().
    template <class Take>
    void each(std::size_t from, std::size_t to, Take take) const {
        recording_->each(from, to, take);
    }
    [[nodiscard]] const trace::Tables& tables() const { return recording_->tables(); }
    [[nodiscard]] std::shared_ptr<const trace::Tables> shared_tables() const {
        return recording_->shared_tables();
    }

    // State after the first `position` events (clamped to size()). A few dozen microseconds, wherever that
    // is; less for a small move forwards from the last position asked for. The reference is valid until the
    // next call of state_at, follow or append; that of the end until the next of the last two.
    const State& state_at(std::size_t position) const;

    // The number of a task at the end, without looking up its state; 0: it has none.
    [[nodiscard]] std::uint32_t number_of(TaskId task) const { return index_->number_of(task); }

    // What was printed, from 0; State::outputs tells how many lines at a position.
    [[nodiscard]] std::size_t output_count() const { return outputs_.size(); }
    [[nodiscard]] OutputLine output(std::size_t number) const;

    // Loop time after the first `position` events; 0 at 0.
    [[nodiscard]] std::int64_t time_at(std::size_t position) const;
    // The largest position whose last event has time <= `time`.
    [[nodiscard]] std::size_t position_at(std::int64_t time) const;

    // Beats (trace::is_beat) are named by the positions right after them.
    [[nodiscard]] std::size_t beat_count() const { return ends_.count(trace::Granularity::Beat); }
    // How many of them lie at or before `position`.
    [[nodiscard]] std::size_t beats_up_to(std::size_t position) const {
        return ends_.count(trace::Granularity::Beat, position);
    }
    // The one with that number, from 0.
    [[nodiscard]] std::size_t beat(std::size_t number) const {
        return ends_.nth(trace::Granularity::Beat, number);
    }
    // 0 where there is none.
    [[nodiscard]] std::size_t last_beat() const { return ends_.last(trace::Granularity::Beat); }
    // The first beat after / last beat before `position`; size() / 0 where there is none.
    [[nodiscard]] std::size_t next_beat(std::size_t position) const;
    [[nodiscard]] std::size_t previous_beat(std::size_t position) const;
    // Where one step of `granularity` from `position` ends, within what was recorded: forwards nullopt
    // when the recording holds no such end yet; backwards 0 at the earliest. Backwards, what the user did
    // there (the gate closing behind a step) does not count as a way to go.
    [[nodiscard]] std::optional<std::size_t> step_forward(std::size_t position,
                                                          trace::Granularity granularity) const;
    [[nodiscard]] std::size_t step_back(std::size_t position, trace::Granularity granularity) const;

    // Bytes held, with the recording, without the tables.
    [[nodiscard]] std::size_t memory() const;

private:
    void read(const trace::Event& event);
    void advance(State& state, std::size_t position) const;

    std::shared_ptr<record::Recording> own_;
    std::shared_ptr<const record::Recording> recording_;
    // Behind a pointer, because states refer to it.
    std::unique_ptr<Index> index_;
    Column<Place> outputs_;           // positions
    Marks ends_;                      // of steps
    std::vector<State> checkpoints_;  // by position
    State head_;                      // after all events
    mutable State cursor_;            // at the position last asked for
};

}  // namespace loopscope::timeline
