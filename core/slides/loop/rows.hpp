// A timeline read as the rows of the loop slide: which events are worth a place on its vertical axis, which
// bars they begin and end, and which lifelines there are. No widths and no colours here. Grows as the
// timeline grows.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <vector>

namespace loopscope::slides {

enum class RowKind : std::uint8_t {
    Conduct,      // all that a task without a lifeline does in one go: a dot on the loop's line
    Resume,       // arrow from the loop, the thread or the caller to a task
    Suspend,      // dashed arrow back
    End,          // likewise, the last one
    Note,         // words beside a bar: prints, spawns, cancels, hands over work
    Mark,         // a dot on the line of a loop or thread: timers due, sockets ready, callbacks
    Poll,         // the loop sleeps
    Block,        // a thread is held ...
    Unblock,      // ... and free again
    ThreadStart,  // arrow from the main thread
    ThreadStop,   // dashed arrow back
    WorkStart,    // arrow from a loop to a worker
    WorkStop,     // dashed arrow back
    Finish,       // the run has ended
};

inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

// Positions are those right behind an event. Heights are for scale 1; what is above and below the line at y
// is the row's own.
struct Row {
    double y = 0;
    std::int64_t time = 0;
    std::uint32_t first = 0, last = 0;  // several events may be folded into one row
    std::uint32_t count = 0;            // of them, those that it counts ("2 timers due")
    trace::TaskId task = 0;
    trace::TaskId caller =
        0;  // Resume, Suspend, End: the task with a lifeline that the arrow leads from or to
    trace::ThreadId thread = 0;  // whose line it has to do with
    trace::ThreadId peer = 0;    // ThreadStart, ThreadStop, WorkStart, WorkStop: the other end
    RowKind kind = RowKind::Mark;
    trace::Kind what = trace::Kind::None;  // of its first event
    bool stamped = false;                  // the time differs from that of the rows above
    bool first_use = false;                // Suspend: nobody has waited on such a thing before
};
float height_above(RowKind kind);
float height_below(RowKind kind);

enum class BarKind : std::uint8_t {
    Running,
    Ready,
    Blocked,  // held in a blocking call
    Held,     // on the loop's or thread's own line: one of its tasks blocks it
    Asleep,   // poll
};

struct Bar {
    std::uint32_t from_row = 0, to_row = kNoRow;  // kNoRow: goes on
    std::uint32_t from = 0, to = kNoRow;          // positions
    std::int64_t begin = 0, end = 0;              // loop time there
    trace::TaskId task = 0;
    BarKind kind = BarKind::Running;
    bool computes = false;  // Running: in a call that is known to use the processor
};

// A lifeline: of a task, or of a thread (then task is 0).
struct Lane {
    trace::TaskId task = 0;
    trace::ThreadId thread = 0;  // a task's: where it is at home
    bool loop = false, worker = false;
    std::uint32_t created_row = kNoRow, ended_row = kNoRow;
    std::uint32_t created = kNoRow, ended = kNoRow;  // positions
    std::vector<Bar> bars;                           // in order, never overlapping
};

inline constexpr std::size_t kNoLane = std::numeric_limits<std::size_t>::max();

class LoopRows {
public:
    // Reads what `timeline` has more than last time; begins anew where it is another one. With `true_time`
    // rows are as far apart as their times are, and never closer than they would be without.
    void follow(const timeline::Timeline& timeline, bool true_time = false);

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    // Height of a nanosecond, 0 where order alone counts.
    [[nodiscard]] double per_ns() const { return per_ns_; }
    // The last row that has begun at `position`, kNoRow where none has.
    [[nodiscard]] std::uint32_t row_at(std::size_t position) const;
    // How many of the events that `row` counts lie before `position`.
    [[nodiscard]] std::uint32_t count_at(const Row& row, std::size_t position) const;

    // From left to right: loops and threads, each with its tasks behind it, then workers.
    [[nodiscard]] const std::vector<const Lane*>& lanes() const { return lanes_; }
    [[nodiscard]] std::size_t worker_lanes() const { return workers_; }
    // Index in lanes(), or kNoLane.
    [[nodiscard]] std::size_t lane_of_task(trace::TaskId task) const;
    [[nodiscard]] std::size_t lane_of_thread(trace::ThreadId thread) const;
    // Where words about a task go: its own lifeline, or that of the thread it runs on. kNoLane: nowhere.
    [[nodiscard]] std::size_t lane_of(trace::TaskId task, trace::ThreadId thread) const;
    // Changes whenever what was read before is read anew, differently.
    [[nodiscard]] unsigned generation() const { return generation_; }
    [[nodiscard]] bool several_loops() const { return loops_ > 1; }
    [[nodiscard]] bool any_loop() const { return loops_ > 0; }
    // Plain calls are drawn on the line of their own thread, because there are several.
    [[nodiscard]] bool calls_on_threads() const { return calls_on_threads_; }

private:
    struct Thread {
        Lane lane;
        trace::ThreadRole role = trace::ThreadRole::Main;
        trace::TaskId running = 0;
        bool had_loop = false, worked = false, ran_calls = false;
        bool joined = false;  // its last event was the end of a join
    };
    struct Task {
        Lane lane;
        trace::TaskId called_by = 0;
    };

    void read_on(const timeline::Timeline& timeline);
    void scale(std::int64_t end, bool true_time);
    [[nodiscard]] double place(const Row& row, const Row* above) const;
    void forget();
    void forget_rows();
    void learn(const trace::Event& e);
    [[nodiscard]] bool turned_out_wrong() const;
    void read(const trace::Event& e);
    void read_created(const trace::Event& e);
    void read_step(const trace::Event& e);
    void read_end_of_step(const trace::Event& e);
    void read_block(const trace::Event& e);
    void read_unblock(const trace::Event& e);
    void read_poll(const trace::Event& e);
    void read_thread(const trace::Event& e);
    void read_work(const trace::Event& e);
    void read_cancel(const trace::Event& e);

    Thread& thread(trace::ThreadId id);
    Task& task(trace::TaskId id);
    [[nodiscard]] bool shown(const Thread& thread) const;
    [[nodiscard]] bool has_lane(trace::TaskId id) const;
    // The line that the bars of a task lie on: its own or that of the thread.
    Lane& bars_of(trace::TaskId id, trace::ThreadId on);
    Row& add(RowKind kind, const trace::Event& e);
    // Into the last row, where that one counts the same sort of thing; else a new one.
    Row& fold(RowKind kind, const trace::Event& e, trace::TaskId task);
    void conduct(const trace::Event& e, trace::TaskId who);
    void open_bar(Lane& lane, BarKind kind, trace::TaskId task);
    void close_bar(Lane& lane);
    [[nodiscard]] std::uint32_t last_row() const;
    void arrange();
    void arrange_all();
    bool arrange_new();

    const timeline::Timeline* timeline_ = nullptr;
    const timeline::State* head_ = nullptr;  // only while following
    const trace::Tables* tables_ = nullptr;
    std::uint32_t learnt_ = 0, read_ = 0;
    trace::Event last_;
    std::vector<Row> rows_;
    std::deque<Task> tasks_;                // by id, from 1
    std::deque<Thread> threads_;            // by id, from 1
    std::vector<trace::TaskId> doubted_;    // drawn as if they conducted, which may prove wrong
    std::vector<trace::TaskId> new_tasks_;  // not yet among the lanes
    std::vector<const Lane*> lanes_;
    trace::ThreadId last_home_ = 0;                       // whose tasks stand furthest to the right
    std::uint32_t last_number_ = 0;                       // of the task furthest to the right
    std::size_t workers_ = 0;                             // lanes behind it
    std::vector<std::size_t> task_lanes_, thread_lanes_;  // by id, from 1
    unsigned generation_ = 0;
    double per_ns_ = 0;
    std::int64_t now_ = 0;  // of the event being read
    std::int64_t stamp_ = -1;
    std::uint32_t waits_seen_ = 0;
    std::size_t loops_ = 0, program_threads_ = 0;
    std::size_t loops_read_ = 0;  // what the rows were read with
    bool calls_on_threads_ = false, calls_on_threads_read_ = false;
    bool arranged_ = false;  // but for new_tasks_
};

}  // namespace loopscope::slides
