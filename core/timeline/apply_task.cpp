#include "core/timeline/apply.hpp"

#include <algorithm>
#include <tuple>

namespace loopscope::timeline::detail {

using trace::Event;
using trace::Kind;

namespace {

// What wakes a task may run on a worker's thread; the queue and the timers are those of the task's loop.
ThreadState& loop_of(State& state, ThreadState& here, const TaskState* task) {
    if (here.has_loop || task == nullptr) return here;
    ThreadState* home = known_thread(state, task->thread);
    return home != nullptr ? *home : here;
}

void set_status(const State& state, TaskState& task, TaskStatus status, const Event& e) {
    task.status = status;
    task.since = e.time;
    task.changed = state.position;
}

// Nearly always the front of this thread's queue.
template <class Matches>
void leave_ready(State& state, ThreadState& here, Matches matches) {
    const auto erase_from = [&](ThreadState& thread) {
        const auto found = std::find_if(thread.ready.begin(), thread.ready.end(), matches);
        if (found == thread.ready.end()) return false;
        thread.ready.erase(found);
        return true;
    };
    if (erase_from(here)) return;
    for (ThreadState& thread : state.threads) {
        if (erase_from(thread)) return;
    }
}

void leave_ready(State& state, ThreadState& here, const TaskState& task) {
    if (task.status != TaskStatus::Ready) return;
    leave_ready(state, here, [&](const ReadyItem& item) { return item.task == task.id; });
}

// The task holds no thread any more. Behind a plain call, its caller goes on.
void stop_running(State& state, ThreadState& here, const TaskState& task) {
    ThreadState* thread = here.running == task.id ? &here : known_thread(state, task.thread);
    if (thread != nullptr && thread->running == task.id) {
        const TaskState* caller = task.cause == Cause::Called ? known_task(state, task.parent) : nullptr;
        const bool goes_on = caller != nullptr && caller != &task && caller->status == TaskStatus::Running &&
                             caller->thread == thread->id;
        thread->running = goes_on ? caller->id : 0;
    }
    if (state.running != task.id) return;
    state.running = thread != nullptr ? thread->running : 0;
    if (state.running != 0 || state.threads.size() < 2) return;
    std::int64_t latest = 0;
    for (const ThreadState& other : state.threads) {
        const TaskState* runs = known_task(state, other.running);
        if (runs == nullptr || (state.running != 0 && runs->since <= latest)) continue;
        state.running = runs->id;
        latest = runs->since;
    }
}

void create_task(State& state, ThreadState& here, const Event& e) {
    TaskState* task = entry(state.tasks, e.task, kFarthestTask);
    if (task == nullptr) return;
    leave_ready(state, here, *task);
    stop_running(state, here, *task);
    *task = {};
    task->id = e.task;
    task->name = e.object;
    task->parent = trace::created_parent(e);
    task->created_at = task->line = trace::created_site(e);
    task->thread = e.thread;
    task->since = e.time;
    task->changed = state.position;
}

void make_ready(State& state, ThreadState& here, TaskState& task, const Event& e) {
    if (task.status == TaskStatus::Ended) return;
    if (task.thread == 0) task.thread = e.thread;
    const bool queued = task.status == TaskStatus::Ready;
    task.cause = e.as<Cause>();
    task.cause_arg = e.arg;
    if (queued) return;
    set_status(state, task, TaskStatus::Ready, e);
    loop_of(state, here, &task).ready.push_back({task.id, 0, 0, task.cause, task.cause_arg});
}

void begin_step(State& state, ThreadState& here, TaskState& task, const Event& e) {
    leave_ready(state, here, task);
    if (task.status == TaskStatus::Running) stop_running(state, here, task);
    set_status(state, task, TaskStatus::Running, e);
    task.cause = e.as<Cause>();
    task.cause_arg = e.arg;
    task.thread = e.thread;
    if (task.cause == Cause::Cancelled) task.cancel_requested = false;
    here.running = task.id;
    state.running = task.id;
}

void suspend(State& state, ThreadState& here, TaskState& task, const Event& e) {
    leave_ready(state, here, task);
    stop_running(state, here, task);
    set_status(state, task, TaskStatus::Suspended, e);
    task.wait = e.as<trace::Wait>();
    task.wait_arg = e.arg;
    task.blocking = false;
    if (task.thread == 0) task.thread = e.thread;
}

void end_task(State& state, ThreadState& here, TaskState& task, const Event& e) {
    leave_ready(state, here, task);
    stop_running(state, here, task);
    set_status(state, task, TaskStatus::Ended, e);
    task.outcome = e.as<trace::Outcome>();
    task.message = e.object;
    task.blocking = false;
}

}  // namespace

void apply_to_task(State& state, ThreadState& here, const Event& e) {
    if (e.kind == Kind::TaskCreated) return create_task(state, here, e);
    // These three prove that the task exists, even where its creation was not recorded.
    const bool proof =
        e.kind == Kind::TaskReady || e.kind == Kind::StepBegin || e.kind == Kind::TaskSuspended;
    TaskState* task = proof ? entry(state.tasks, e.task, kFarthestTask) : known_task(state, e.task);
    if (task == nullptr) return;
    if (const SiteId site = trace::site_of(e); site != 0) task->line = site;
    switch (e.kind) {
        case Kind::TaskReady: make_ready(state, here, *task, e); break;
        case Kind::StepBegin: begin_step(state, here, *task, e); break;
        case Kind::TaskSuspended: suspend(state, here, *task, e); break;
        case Kind::TaskEnded: end_task(state, here, *task, e); break;
        case Kind::CancelRequested:
            if (task->status != TaskStatus::Ended) task->cancel_requested = true;
            break;
        default: break;
    }
}

void apply_to_block(State& state, ThreadState& here, const Event& e) {
    const bool begins = e.kind == Kind::BlockBegin;
    here.blocking = begins;
    here.block_since = e.time;
    TaskState* task = known_task(state, e.task);
    if (task != nullptr && task->status != TaskStatus::Ended) {
        task->blocking = begins;
        task->since = e.time;
        task->changed = state.position;
    }
    if (!begins) return;
    here.block = e.as<trace::Block>();
    here.block_ns = e.arg;
    if (task == nullptr) return;
    task->block = here.block;
    task->block_ns = here.block_ns;
    if (e.object != 0) task->line = e.object;
}

void apply_to_callback(State& state, ThreadState& here, const Event& e) {
    const auto name = static_cast<StringId>(e.arg);
    switch (e.kind) {
        case Kind::CallbackReady: here.ready.push_back({0, e.object, name, e.as<Cause>(), 0}); break;
        case Kind::CallbackBegin:
            leave_ready(state, here,
                        [&](const ReadyItem& item) { return item.task == 0 && item.callback == e.object; });
            here.callback = e.object;
            break;
        case Kind::CallbackEnd: here.callback = 0; break;
        default: break;
    }
}

void apply_to_timer(State& state, ThreadState& here, const Event& e) {
    ThreadState& loop = loop_of(state, here, known_task(state, e.task));
    const auto before = [](const Timer& a, const Timer& b) {
        return std::tie(a.deadline, a.id) < std::tie(b.deadline, b.id);
    };
    const Timer timer{e.object, e.task, e.arg, e.time};
    const auto place = std::lower_bound(loop.timers.begin(), loop.timers.end(), timer, before);
    if (e.kind == Kind::TimerAdded) {
        loop.timers.insert(place, timer);
    } else if (place != loop.timers.end() && place->id == e.object) {
        loop.timers.erase(place);
    } else {
        // Not where its deadline says: a recording that does not fit together.
        for (ThreadState& thread : state.threads) {
            std::erase_if(thread.timers, [&](const Timer& other) { return other.id == e.object; });
        }
    }
}

}  // namespace loopscope::timeline::detail
