// What a recording is looked up by: for every task, thing and queue, when it came, what happened to it and
// when it went. Grows with the recording by a fixed amount for each event, and answers for any position
// alike. The answers for one position are those of the first so many events, whatever came later.
#pragma once

#include "core/record/recording.hpp"
#include "core/timeline/links.hpp"
#include "core/timeline/marks.hpp"
#include "core/timeline/spans.hpp"
#include "core/timeline/state.hpp"
#include "core/timeline/timers.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace loopscope::timeline {

class Index {
public:
    // `recording` must outlive it.
    explicit Index(const record::Recording& recording) : recording_(recording) {}
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;

    // The event that follows the last one. Those that do not fit (a recording that was cut, an id never
    // created) change as little as possible and never break it.
    void add(const trace::Event& event);

    // Whether the event right before `at` names a task that makes no sense.
    [[nodiscard]] bool refused(Place at) const {
        return !refused_.empty() && std::binary_search(refused_.begin(), refused_.end(), at);
    }
    // Whether anything was heard of it by then.
    [[nodiscard]] bool knows(TaskId id, Place at) const {
        return id < tasks_.size() && tasks_[id].first_span != kNever &&
               tasks_alive_.began(tasks_[id].first_span) <= at;
    }
    [[nodiscard]] std::optional<TaskState> task(TaskId id, Place at) const;
    void each_alive(Place at, const std::function<bool(TaskId)>& visit) const;
    [[nodiscard]] std::size_t alive_count(Place at) const { return tasks_alive_.count(at); }
    [[nodiscard]] std::size_t task_count(Place at) const { return tasks_alive_.begun(at); }
    [[nodiscard]] std::uint32_t numbered(Place at) const {
        return static_cast<std::uint32_t>(count_up_to(numbered_at_, at));
    }
    // As it is at the end of what was recorded: 0 for one that has none (yet).
    [[nodiscard]] std::uint32_t number_of(TaskId id) const {
        return id < tasks_.size() ? tasks_[id].number : 0;
    }

    [[nodiscard]] std::optional<ObjectState> object(ObjectId id, Place at) const;
    void each_object(Place at, const std::function<void(const ObjectState&)>& visit) const;

    [[nodiscard]] Few<ReadyItem> ready(ThreadId thread, Place at, std::size_t most) const;
    [[nodiscard]] std::size_t ready_count(ThreadId thread, Place at) const;
    [[nodiscard]] std::optional<ReadyItem> last_ready(ThreadId thread, Place at) const;
    [[nodiscard]] Few<Timer> timers(ThreadId thread, Place at, std::size_t most) const;
    [[nodiscard]] std::size_t timer_count(ThreadId thread, Place at) const;
    [[nodiscard]] Few<WatchedFd> fds(const State& state, std::size_t most) const;
    [[nodiscard]] std::optional<WatchedFd> fd(const State& state, std::int64_t number) const;
    [[nodiscard]] std::size_t fd_count(Place at) const { return fds_there_.count(at); }
    [[nodiscard]] Few<QueuedWork> queued(Place at, std::size_t most) const;
    [[nodiscard]] std::size_t queued_count(Place at) const { return work_waits_.count(at); }

    [[nodiscard]] std::size_t memory() const;

private:
    // What is said once of a task, and how it stands at the end of what was recorded.
    struct Task {
        StringId name = 0;
        TaskId parent = 0;
        SiteId created_at = 0;
        // In tasks_alive_. They differ only in a recording that does not fit together, where an id that has
        // ended is created again.
        std::uint32_t first_span = kNever, span = kNever;
        Chain steps;   // TaskCreated, TaskReady, StepBegin, TaskSuspended, TaskEnded, CancelRequested
        Chain inside;  // what happens within a step: CoroutineBegin and -End, Output, BlockBegin and -End
        std::uint32_t number = 0;
        Place conducts_at = kNever;
        std::uint32_t ready_item = kNever;  // while it is Ready: in the queue of ready_thread
        ThreadId ready_thread = 0, thread = 0;
        TaskStatus status = TaskStatus::Created;
        bool was_cancelled = false;  // somebody has asked for it, ever
    };
    struct Thread {
        bool has_loop = false;
        TaskId first_task = 0;  // that was created here since the loop began
        Spans ready;            // each begins with the event that says what it is
        Timers timers;
    };
    struct Object {
        ObjectId id;
        trace::ObjectKind kind;
        StringId name;
        Place created_at;
        Chain changes;
    };
    struct Watch {
        std::uint32_t fd;
        TaskId task;
        StringId label;
        ThreadId home;  // of that task: whose polls make the news old; 0: anybody's
        trace::Interest interest;
        std::uint32_t before;  // the last one of the same descriptor; kNever: none
        Chain news;
    };

    [[nodiscard]] Place now() const { return place_; }
    Task* make_task(TaskId id);
    Task* known_task(TaskId id);
    [[nodiscard]] const Thread* thread(ThreadId id) const;
    Thread& thread_to_write(ThreadId id);
    Thread& loop_of(ThreadId here, const Task* task, ThreadId& id);

    void add_to_task(const trace::Event& e);
    void create_task(Task& task, const trace::Event& e);
    void make_ready(Task& task, const trace::Event& e);
    void leave_ready(Task& task);
    void number_tasks(const trace::Event& e);
    void number(Task& task);
    void add_to_callback(const trace::Event& e);
    void add_to_timer(const trace::Event& e);
    void add_to_object(const trace::Event& e);
    void add_to_fd(const trace::Event& e);
    void add_to_work(const trace::Event& e);
    void empty_queues(ThreadId id);
    [[nodiscard]] WatchedFd watched(const State& state, const Watch& watch) const;
    [[nodiscard]] ReadyItem item(const Spans& ready, std::uint32_t number) const;

    const record::Recording& recording_;
    Place place_ = 0;
    Links links_;
    Column<Task> tasks_;  // by id
    Spans tasks_alive_;
    Column<TaskId> task_of_span_;
    std::vector<Place> refused_;
    Column<Place> numbered_at_;                                                   // by number
    std::deque<Thread> threads_;                                                  // by id
    std::unordered_map<ObjectId, std::pair<ThreadId, std::uint32_t>> callbacks_;  // that wait now
    // Ids are dense over timers, things and work of one run.
    struct TimerPlace {
        std::uint32_t number = kNever;  // kNever: not armed
        ThreadId thread = 0;
    };
    Column<TimerPlace> timer_of_id_;
    Column<Object> objects_;  // in order of creation
    std::unordered_map<ObjectId, std::uint32_t> object_of_id_;
    Spans fds_there_;
    Column<Watch> watches_;                                         // by number of the span
    std::unordered_map<std::uint32_t, std::uint32_t> watch_of_fd_;  // the last one of each
    Spans work_waits_;
    Column<QueuedWork> works_;                                // likewise
    std::unordered_map<ObjectId, std::uint32_t> work_of_id_;  // that waits now
};

}  // namespace loopscope::timeline
