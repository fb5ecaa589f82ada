// One executed run, read once: which task ran, was held up, waited or stood ready when, on which thread. What
// the columns draw, and all that is expensive about them.
#pragma once

#include "core/stage/display_list.hpp"
#include "core/timeline/timeline.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::slides {

enum class Doing : std::uint8_t {
    Runs,     // a step, or work on the processor: the thread is busy with the task
    Blocked,  // the task waits and holds its thread
    Asleep,   // the loop waits in poll; no task
    Awaits,   // the task waits, its thread is free
    Ready,    // the task could run and does not yet
};

struct Stretch {
    std::int64_t from = 0, to = 0;      // loop time
    std::uint32_t first = 0, last = 0;  // positions of the events that begin and end it
    timeline::TaskId task = 0;
    Doing doing = Doing::Runs;
    trace::Wait wait = trace::Wait::None;      // of Awaits
    std::uint32_t subject = 0;                 // of Awaits: see ColumnRun::subject
    trace::Block block = trace::Block::Sleep;  // of Blocked
    std::int64_t planned = -1;                 // ns that a sleep was asked to take, -1 unknown
    bool prints = false;                       // Runs: something was printed
};

struct RunLane {
    timeline::ThreadId thread = 0;
    bool has_loop = false;
    std::uint32_t worker = 0;  // number of a worker of the thread pool, from 1
    std::int64_t begin = 0, end = 0;
    std::vector<Stretch> on;      // Runs, Blocked, Asleep; in order, none overlaps another
    std::vector<Stretch> beside;  // Awaits, Ready; by task and then in order
    // Of `on` up to and without stretch i: ns of work, blocked, asleep.
    std::vector<std::int64_t> work_before, blocked_before, asleep_before;
};

struct ThreadTime {
    std::int64_t work = 0, blocked = 0, asleep = 0;
};

struct ColumnTask {
    timeline::TaskId id = 0;
    std::string name;
    // Made by nobody, makes others and only waits for them: the main program. It is not drawn.
    bool conducts = false;
    stage::Ink color;
    stage::BadgeShape shape = stage::BadgeShape::Disc;
    std::string letter;
};

// Immutable once made. The timeline is not looked at again.
class ColumnRun {
public:
    ColumnRun(const timeline::Timeline& timeline, std::string title);

    [[nodiscard]] const std::string& title() const { return title_; }
    // Threads that have something to show, by id. A main thread that only starts others and waits for them is
    // left out, and so are the workers that never worked.
    [[nodiscard]] const std::vector<RunLane>& lanes() const { return lanes_; }
    [[nodiscard]] const std::vector<ColumnTask>& tasks() const { return tasks_; }  // by id: tasks()[id - 1]
    [[nodiscard]] const ColumnTask* task(timeline::TaskId id) const {
        return id == 0 || id > tasks_.size() ? nullptr : &tasks_[id - 1];
    }
    [[nodiscard]] stage::Ink task_ink(timeline::TaskId id) const {
        const ColumnTask* found = task(id);
        return found == nullptr ? stage::ink(stage::Token::TextFaint) : found->color;
    }
    // What a stretch awaits, by name: "post 3", "sort"; "" where it has none.
    [[nodiscard]] const std::string& subject(const Stretch& stretch) const {
        return subjects_[stretch.subject < subjects_.size() ? stretch.subject : 0];
    }
    [[nodiscard]] bool finished() const { return finished_; }
    [[nodiscard]] trace::Outcome outcome() const { return outcome_; }
    [[nodiscard]] std::int64_t end() const { return end_; }  // loop time of the last event
    [[nodiscard]] int loops() const;
    // Threads of the program that are not drawn because they only start and join the others.
    [[nodiscard]] int hidden_threads() const { return hidden_threads_; }

    // Sum over the lanes, up to loop time `time`.
    [[nodiscard]] ThreadTime thread_time(std::int64_t time) const;
    // ns of work of each task up to `time`, in the order of the tasks; only tasks that worked.
    [[nodiscard]] std::vector<std::pair<timeline::TaskId, std::int64_t>> work_by_task(
        std::int64_t time) const;

private:
    void drop_what_only_conducts();
    void sum_up();

    std::string title_;
    std::vector<RunLane> lanes_;
    std::vector<ColumnTask> tasks_;
    std::vector<std::string> subjects_{""};
    bool finished_ = false;
    trace::Outcome outcome_ = trace::Outcome::Done;
    std::int64_t end_ = 0;
    int hidden_threads_ = 0;
};

}  // namespace loopscope::slides
