// A timeline read as the rows of the loop slide: which events are worth a place on its vertical axis, which
// bars they begin and end, and which lifelines there are. No widths and no colours here. What is kept grows
// far slower than the timeline: now and then a place to read on from; rows are read when they are asked for.
#pragma once

#include "core/slides/loop/lane_order.hpp"
#include "core/slides/loop/row_window.hpp"
#include "core/timeline/timeline.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace loopscope::slides {

class LoopRows;

// A lifeline: of a task, or of a thread (then task is 0).
struct Lane {
    trace::TaskId task = 0;
    trace::ThreadId thread = 0;  // a task's: where it is at home
    bool loop = false, worker = false;
    std::size_t created = kNoRow, ended = kNoRow;  // positions
    trace::TaskId first_task = 0;                  // a thread's: the first one with a bar on its line
};

// Is told what happens to bars while rows are read, whoever has them read.
class BarListener {
public:
    // What was told before does not hold: it begins anew, with the first event.
    virtual void forget() = 0;
    // In order, behind all that was told before. What `rows` knows of tasks and lanes holds for the end of
    // the timeline.
    virtual void read(const LoopRows& rows, std::span<const BarChange> changes) = 0;

protected:
    ~BarListener() = default;
};

// Several pictures of one run share one of these.
class LoopRows {
public:
    LoopRows() { forget(); }
    LoopRows(const LoopRows&) = delete;
    LoopRows& operator=(const LoopRows&) = delete;

    // One at a time; null: none. It must live until another one takes its place. What has been read already
    // is read again for it.
    void tell(BarListener* listener);

    // Reads what `timeline` has more than last time; begins anew where it is another one. The timeline must
    // live, and must not grow before the next call, while anything else is asked.
    void follow(const timeline::Timeline& timeline);
    // With `true_time` rows are as far apart as their times are, and never closer than they would be without.
    void place(bool true_time);
    void follow(const timeline::Timeline& timeline, bool true_time) {
        follow(timeline);
        place(true_time);
    }

    [[nodiscard]] std::size_t size() const { return head_.rows; }
    // Height of a nanosecond, 0 where order alone counts.
    [[nodiscard]] double per_ns() const { return scale_.per_ns(); }
    // Precondition: there is such a row. Reads about a thousand events where it is not near the last one.
    [[nodiscard]] Row row(std::size_t index) const;
    // Covers rows [from, to). O(what they span), but for events without rows of their own.
    [[nodiscard]] std::shared_ptr<const RowWindow> window(std::size_t from, std::size_t to) const;
    // The last row that has begun at `position`, kNoRow where none has.
    [[nodiscard]] std::size_t row_at(std::size_t position) const;
    // The first row at or below `y`; size() where there is none.
    [[nodiscard]] std::size_t row_below(double y) const;
    // How many of the events that `row` counts lie before `position`.
    [[nodiscard]] std::uint32_t count_at(const Row& row, std::size_t position) const;
    // The bar that begins with a Poll or Block.
    [[nodiscard]] std::optional<Bar> bar_of(const Row& row) const;
    // The last bar on a thread's own line, at the head.
    [[nodiscard]] Bar last_bar(trace::ThreadId thread) const;

    // From left to right: loops and threads, each with its tasks behind it, then workers.
    [[nodiscard]] std::size_t lanes() const { return order_.count(); }
    [[nodiscard]] Lane lane(std::size_t index) const;
    [[nodiscard]] std::size_t worker_lanes() const { return order_.workers(); }
    // How many tasks stand before this one among those at home on the same thread.
    [[nodiscard]] std::uint32_t rank_of(trace::TaskId task) const { return facts_.rank(task); }
    [[nodiscard]] trace::ThreadId home_of(trace::TaskId task) const { return facts_.home(task); }
    [[nodiscard]] std::size_t created_at(trace::TaskId task) const { return facts_.created(task); }
    [[nodiscard]] bool is_loop(trace::ThreadId thread) const { return facts_.thread(thread).had_loop; }
    // The lane of the first task that is at home on `thread`; kNoLane: nobody is.
    [[nodiscard]] std::size_t first_task_lane(trace::ThreadId thread) const {
        return order_.first_task_lane(thread);
    }
    // The lane of a thread's own line; kNoLane: it has none.
    [[nodiscard]] std::size_t line_lane(trace::ThreadId thread) const {
        return order_.lane_of_thread(thread);
    }
    // Calls visit(lane) for the lines of threads.
    template <class Visit>
    void each_line(Visit visit) const {
        for (std::size_t i = 1; i <= facts_.threads(); ++i) {
            const std::size_t lane = line_lane(static_cast<trace::ThreadId>(i));
            if (lane != kNoLane) visit(lane);
        }
    }
    // Index of a lane, or kNoLane.
    [[nodiscard]] std::size_t lane_of_task(trace::TaskId task) const;
    [[nodiscard]] std::size_t lane_of_thread(trace::ThreadId thread) const;
    // Where words about a task go: its own lifeline, or that of the thread it runs on. kNoLane: nowhere.
    [[nodiscard]] std::size_t lane_of(trace::TaskId task, trace::ThreadId thread) const;
    // The line on which `change` happens; kNoLane: one that is not shown.
    [[nodiscard]] std::size_t lane_of(const BarChange& change) const;
    [[nodiscard]] bool several_loops() const { return facts_.loops() > 1; }
    [[nodiscard]] bool any_loop() const { return facts_.loops() > 0; }
    // Plain calls are drawn on the line of their own thread, because there are several.
    [[nodiscard]] bool calls_on_threads() const { return facts_.calls_on_threads(); }

    // Bytes held, without the windows that are at hand.
    [[nodiscard]] std::size_t memory() const;

private:
    struct Checkpoint {
        Reading reading;
        Stretches stretches;  // since the checkpoint before
    };

    void forget();
    void learn();
    void read_up_to(std::size_t position);
    void rewind(std::size_t position);
    void leave_checkpoint();
    [[nodiscard]] double y_of(std::size_t checkpoint) const;
    // The last one at or before `position`.
    [[nodiscard]] std::size_t checkpoint_at(std::size_t position) const;
    [[nodiscard]] std::size_t next_position(std::size_t checkpoint) const;
    void place_rows(RowWindow& window, std::size_t checkpoint) const;
    [[nodiscard]] std::shared_ptr<const RowWindow> window_at(std::size_t position) const;
    [[nodiscard]] Bar follow_bar(trace::ThreadId thread, std::size_t from) const;

    BarListener* listener_ = nullptr;
    const timeline::Timeline* timeline_ = nullptr;
    const trace::Tables* tables_ = nullptr;
    trace::Event last_;
    RunFacts facts_;
    LaneOrder order_;
    Reading head_;
    Stretches stretches_;  // since the last checkpoint
    std::vector<Checkpoint> checkpoints_;
    std::size_t distance_ = 0;  // to the next checkpoint
    RowScale scale_;
    mutable std::vector<double>
        ys_;  // of the last rows at the checkpoints, in this scale, as far as asked for
    mutable std::vector<std::shared_ptr<const RowWindow>> windows_;  // those asked for last
    mutable std::size_t next_window_ = 0;
};

}  // namespace loopscope::slides
