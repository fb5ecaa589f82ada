// The part of the index that is about tasks.
#include "core/timeline/index.hpp"

#include <array>

namespace loopscope::timeline {

using trace::Event;
using trace::Kind;

namespace {

// A task's state is read from the last few things that happened to it: back to its last step and the wait
// before it. No program needs more; a recording that was made up may, and is not followed further.
constexpr std::size_t kFarthestBack = 512;

bool is_inside_a_step(Kind kind) {
    switch (kind) {
        case Kind::CoroutineBegin:
        case Kind::CoroutineEnd:
        case Kind::Output:
        case Kind::BlockBegin:
        case Kind::BlockEnd: return true;
        default: return false;
    }
}

void set_status(TaskState& task, TaskStatus status, const Event& e) {
    task.status = status;
    task.since = e.time;
    task.changed = std::size_t{e.seq} + 1;
    if (status != TaskStatus::Ready) task.blocking = false;
}

void apply(TaskState& task, const Event& e) {
    if (e.kind != Kind::TaskCreated && e.kind != Kind::CancelRequested && task.thread == 0)
        task.thread = e.thread;
    if (const SiteId site = trace::site_of(e); site != 0) task.line = site;
    switch (e.kind) {
        case Kind::TaskCreated:
            task.thread = e.thread;
            task.since = e.time;
            task.changed = std::size_t{e.seq} + 1;
            break;
        case Kind::TaskReady:
            if (task.status == TaskStatus::Ended) break;
            task.cause = e.as<Cause>();
            task.cause_arg = e.arg;
            if (task.status != TaskStatus::Ready) set_status(task, TaskStatus::Ready, e);
            break;
        case Kind::StepBegin:
            set_status(task, TaskStatus::Running, e);
            task.cause = e.as<Cause>();
            task.cause_arg = e.arg;
            task.thread = e.thread;
            if (task.cause == Cause::Cancelled) task.cancel_requested = false;
            break;
        case Kind::TaskSuspended:
            set_status(task, TaskStatus::Suspended, e);
            task.wait = e.as<trace::Wait>();
            task.wait_arg = e.arg;
            break;
        case Kind::TaskEnded:
            set_status(task, TaskStatus::Ended, e);
            task.outcome = e.as<trace::Outcome>();
            task.message = e.object;
            break;
        case Kind::CancelRequested:
            if (task.status != TaskStatus::Ended) task.cancel_requested = true;
            break;
        default: break;
    }
}

void apply_block(TaskState& task, const Event& e) {
    if (task.status == TaskStatus::Ended) return;
    task.blocking = e.kind == Kind::BlockBegin;
    task.since = e.time;
    task.changed = std::size_t{e.seq} + 1;
    if (!task.blocking) return;
    task.block = e.as<trace::Block>();
    task.block_ns = e.arg;
}

}  // namespace

void Index::add_to_task(const Event& e) {
    // These prove that the task exists, even where its creation was not recorded.
    const bool proof = e.kind == Kind::TaskCreated || e.kind == Kind::TaskReady ||
                       e.kind == Kind::StepBegin || e.kind == Kind::TaskSuspended;
    Task* task = proof ? make_task(e.task) : known_task(e.task);
    if (task == nullptr) {
        if (e.kind == Kind::StepBegin) refused_.push_back(now());
        return;
    }
    links_.add(is_inside_a_step(e.kind) ? task->inside : task->steps, now());
    switch (e.kind) {
        case Kind::TaskCreated: create_task(*task, e); break;
        case Kind::TaskReady: make_ready(*task, e); break;
        case Kind::StepBegin:
            leave_ready(*task);
            task->status = TaskStatus::Running;
            task->thread = e.thread;
            break;
        case Kind::TaskSuspended:
            leave_ready(*task);
            task->status = TaskStatus::Suspended;
            if (task->thread == 0) task->thread = e.thread;
            break;
        case Kind::TaskEnded:
            leave_ready(*task);
            if (task->status != TaskStatus::Ended) tasks_alive_.end(task->span, now());
            task->status = TaskStatus::Ended;
            break;
        case Kind::CancelRequested: task->was_cancelled = true; break;
        default: break;
    }
}

void Index::create_task(Task& task, const Event& e) {
    leave_ready(task);
    task.name = e.object;
    task.parent = trace::created_parent(e);
    task.created_at = trace::created_site(e);
    task.thread = e.thread;
    if (task.status == TaskStatus::Ended) {
        // A second life under the same id.
        task.span = tasks_alive_.begin(now());
        task_of_span_.push_back(e.task);
    }
    task.status = TaskStatus::Created;
}

void Index::make_ready(Task& task, const Event& e) {
    if (task.status == TaskStatus::Ended) return;
    if (task.thread == 0) task.thread = e.thread;
    if (task.status == TaskStatus::Ready) return;
    task.status = TaskStatus::Ready;
    Thread& loop = loop_of(e.thread, &task, task.ready_thread);
    task.ready_item = loop.ready.begin(now());
}

void Index::leave_ready(Task& task) {
    if (task.ready_item == kNever) return;
    threads_[task.ready_thread].ready.end(task.ready_item, now());
    task.ready_item = kNever;
}

void Index::number(Task& task) {
    if (task.number != 0 || task.conducts_at != kNever) return;
    numbered_at_.push_back(now());
    task.number = static_cast<std::uint32_t>(numbered_at_.size());
}

// What a loop was started with may be there only to spawn others; it shows in what it does first.
void Index::number_tasks(const Event& e) {
    switch (e.kind) {
        case Kind::TaskCreated: {
            Task* task = known_task(e.task);
            if (task == nullptr || task->number != 0) return;
            Task* parent = known_task(task->parent);
            if (parent != nullptr && parent->number == 0 && parent->conducts_at == kNever)
                parent->conducts_at = now();
            Thread& here = thread_to_write(e.thread);
            if (here.has_loop && here.first_task == 0) {
                here.first_task = e.task;
                if (parent == nullptr) return;
            }
            // A loop that is given a second task is not started with the one that spawns the others.
            if (parent == nullptr && here.has_loop) {
                if (Task* first = known_task(here.first_task); first != nullptr) number(*first);
            }
            number(*task);
            return;
        }
        case Kind::TaskSuspended:
            switch (e.as<trace::Wait>()) {
                case trace::Wait::Task:
                case trace::Wait::Tasks:
                case trace::Wait::FirstOf: return;
                default: break;
            }
            break;
        case Kind::Output:
        case Kind::BlockBegin:
        case Kind::WorkQueued:
        case Kind::FdWatched:
        case Kind::ProcessSpawned:
        case Kind::TaskEnded: break;
        default: return;
    }
    if (Task* task = known_task(e.task); task != nullptr) number(*task);
}

std::optional<TaskState> Index::task(TaskId id, Place at) const {
    if (!knows(id, at)) return std::nullopt;
    const Task& task = tasks_[id];
    TaskState state;
    state.id = id;
    state.name = task.name;
    state.parent = task.parent;
    state.created_at = state.line = task.created_at;
    state.number = task.number != 0 && numbered_at_[task.number - 1] <= at ? task.number : 0;
    state.conducts = task.conducts_at <= at;

    // Back to the last step and the wait before it, then forwards again.
    std::array<Place, kFarthestBack> back;
    std::size_t count = 0;
    Place since = 0;  // of what it does now, or did last
    bool stepped = false, waited = false, cancel_known = !task.was_cancelled;
    for (std::uint32_t link = links_.find(task.steps, at); link != kNoLink && count < back.size();
         link = links_.before(link)) {
        const Place place = back[count++] = links_.place(link);
        const Event e = recording_[place - 1];
        if (since == 0 && e.kind != Kind::TaskReady && e.kind != Kind::CancelRequested) since = place;
        stepped = stepped || e.kind == Kind::StepBegin;
        waited = waited || e.kind == Kind::TaskSuspended;
        cancel_known = cancel_known || e.kind == Kind::CancelRequested ||
                       (e.kind == Kind::StepBegin && e.as<Cause>() == Cause::Cancelled);
        if ((stepped && waited && cancel_known) || e.kind == Kind::TaskCreated) break;
    }
    while (count > 0) apply(state, recording_[back[--count] - 1]);

    // Within its last step: where it is, and whether it holds its thread there.
    bool line_known = false, block_known = false;
    std::size_t looked = 0;
    for (std::uint32_t link = links_.find(task.inside, at);
         link != kNoLink && links_.place(link) > since && looked < kFarthestBack &&
         !(line_known && block_known);
         link = links_.before(link), ++looked) {
        const Event e = recording_[links_.place(link) - 1];
        if (const SiteId site = trace::site_of(e); site != 0 && !line_known) {
            state.line = site;
            line_known = true;
        }
        if (!block_known && (e.kind == Kind::BlockBegin || e.kind == Kind::BlockEnd)) {
            apply_block(state, e);
            block_known = true;
        }
    }
    return state;
}

void Index::each_alive(Place at, const std::function<bool(TaskId)>& visit) const {
    for (std::uint32_t i = tasks_alive_.next(0, at); i < tasks_alive_.size();
         i = tasks_alive_.next(i + 1, at)) {
        if (!visit(task_of_span_[i])) return;
    }
}

}  // namespace loopscope::timeline
