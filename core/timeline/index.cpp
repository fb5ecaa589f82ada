#include "core/timeline/index.hpp"

#include <algorithm>

namespace loopscope::timeline {

using trace::Event;
using trace::Kind;

namespace {

// Ids are dense, but threads may report theirs a little out of order. One that lies further ahead belongs to
// a broken recording, and must not cost gigabytes.
constexpr std::size_t kFarthestTask = 4096, kFarthestObject = 65'536;

}  // namespace

void Index::add(const Event& event) {
    ++place_;
    switch (event.kind) {
        case Kind::LoopBegin:
        case Kind::LoopEnd:
            empty_queues(event.thread);
            thread_to_write(event.thread).has_loop = event.kind == Kind::LoopBegin;
            break;
        case Kind::TaskCreated:
        case Kind::TaskReady:
        case Kind::StepBegin:
        case Kind::TaskSuspended:
        case Kind::TaskEnded:
        case Kind::CancelRequested:
        case Kind::CoroutineBegin:
        case Kind::CoroutineEnd:
        case Kind::Output:
        case Kind::BlockBegin:
        case Kind::BlockEnd: add_to_task(event); break;
        case Kind::CallbackReady:
        case Kind::CallbackBegin: add_to_callback(event); break;
        case Kind::TimerAdded:
        case Kind::TimerDue:
        case Kind::TimerCancelled: add_to_timer(event); break;
        case Kind::ObjectCreated:
        case Kind::ObjectChanged: add_to_object(event); break;
        case Kind::FdWatched:
        case Kind::FdReady:
        case Kind::FdUnwatched: add_to_fd(event); break;
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkCancelled: add_to_work(event); break;
        default: break;
    }
    number_tasks(event);
}

Index::Task* Index::known_task(TaskId id) {
    return id < tasks_.size() && tasks_[id].span != kNever ? &tasks_[id] : nullptr;
}

// The entry with that id, made if need be; null where it is too far ahead to be one.
Index::Task* Index::make_task(TaskId id) {
    if (id == 0 || id > std::max<std::size_t>(tasks_.size(), 1) - 1 + kFarthestTask) return nullptr;
    tasks_.grow(std::size_t{id} + 1, Task{});
    Task& task = tasks_[id];
    if (task.span == kNever) {
        task.first_span = task.span = tasks_alive_.begin(now());
        task_of_span_.push_back(id);
    }
    return &task;
}

const Index::Thread* Index::thread(ThreadId id) const {
    return id < threads_.size() ? &threads_[id] : nullptr;
}

Index::Thread& Index::thread_to_write(ThreadId id) {
    while (threads_.size() <= id) threads_.emplace_back();
    return threads_[id];
}

// What wakes a task may run on a worker's thread; the queue and the timers are those of the task's loop.
Index::Thread& Index::loop_of(ThreadId here, const Task* task, ThreadId& id) {
    Thread& own = thread_to_write(here);
    id = here;
    if (own.has_loop || task == nullptr || task->thread == 0) return own;
    id = task->thread;
    return thread_to_write(id);
}

void Index::empty_queues(ThreadId id) {
    Thread& thread = thread_to_write(id);
    for (std::uint32_t i = thread.ready.next(0, now()); i < thread.ready.size();
         i = thread.ready.next(i + 1, now())) {
        const Event e = recording_[thread.ready.began(i) - 1];
        thread.ready.end(i, now());
        if (e.kind == Kind::CallbackReady)
            callbacks_.erase(e.object);
        else if (Task* task = known_task(e.task); task != nullptr && task->ready_thread == id)
            task->ready_item = kNever;
    }
    thread.timers.remove_all(now(), [this](ObjectId timer) { timer_of_id_[timer].number = kNever; });
    thread.first_task = 0;
}

void Index::add_to_callback(const Event& e) {
    if (e.kind == Kind::CallbackReady) {
        callbacks_[e.object] = {e.thread, thread_to_write(e.thread).ready.begin(now())};
        return;
    }
    const auto found = callbacks_.find(e.object);
    if (found == callbacks_.end()) return;
    threads_[found->second.first].ready.end(found->second.second, now());
    callbacks_.erase(found);
}

void Index::add_to_timer(const Event& e) {
    if (e.object > timer_of_id_.size() + kFarthestObject) return;
    timer_of_id_.grow(std::size_t{e.object} + 1, {});
    TimerPlace& place = timer_of_id_[e.object];
    if (place.number != kNever) threads_[place.thread].timers.remove(place.number, now());
    place.number = kNever;
    if (e.kind != Kind::TimerAdded) return;
    Thread& loop = loop_of(e.thread, known_task(e.task), place.thread);
    place.number = loop.timers.add({e.object, e.task, e.arg, e.time}, now());
}

void Index::add_to_object(const Event& e) {
    const auto found = object_of_id_.find(e.object);
    if (e.kind == Kind::ObjectCreated) {
        object_of_id_[e.object] = static_cast<std::uint32_t>(objects_.size());
        objects_.push_back({e.object, e.as<trace::ObjectKind>(), static_cast<StringId>(e.arg), now(), {}});
    } else if (found != object_of_id_.end()) {
        links_.add(objects_[found->second].changes, now());
    }
}

std::optional<ObjectState> Index::object(ObjectId id, Place at) const {
    const auto found = object_of_id_.find(id);
    if (found == object_of_id_.end()) return std::nullopt;
    const Object& object = objects_[found->second];
    if (object.created_at > at) return std::nullopt;
    ObjectState state{id, object.kind, object.name, 0, 0};
    if (const std::uint32_t link = links_.find(object.changes, at); link != kNoLink) {
        const Event e = recording_[links_.place(link) - 1];
        state.value = e.arg;
        state.last_task = e.task;
    }
    return state;
}

void Index::each_object(Place at, const std::function<void(const ObjectState&)>& visit) const {
    for (std::size_t i = 0; i < objects_.size() && objects_[i].created_at <= at; ++i) {
        if (const auto state = object(objects_[i].id, at)) visit(*state);
    }
}

void Index::add_to_fd(const Event& e) {
    const auto found = watch_of_fd_.find(e.object);
    const std::uint32_t last = found == watch_of_fd_.end() ? kNever : found->second;
    const bool watched = last != kNever && fds_there_.ended(last) == kNever;
    if (e.kind == Kind::FdReady) {
        if (watched) links_.add(watches_[last].news, now());
        return;
    }
    if (watched) fds_there_.end(last, now());
    if (e.kind == Kind::FdUnwatched) return;
    const Task* task = known_task(e.task);
    watch_of_fd_[e.object] = fds_there_.begin(now());
    watches_.push_back({e.object,
                        e.task,
                        static_cast<StringId>(e.arg),
                        task == nullptr ? ThreadId{0} : task->thread,
                        e.as<trace::Interest>(),
                        last,
                        {}});
}

WatchedFd Index::watched(const State& state, const Watch& watch) const {
    // A descriptor's news is old once its loop looks again.
    std::size_t polled = 0;
    for (const ThreadState& each : state.threads) {
        if (watch.home == 0 || each.id == watch.home) polled = std::max(polled, each.polled);
    }
    const std::uint32_t news = links_.find(watch.news, static_cast<Place>(state.position));
    const bool is_ready = news != kNoLink && links_.place(news) > polled;
    return {watch.fd, watch.task, watch.label, watch.interest, is_ready};
}

Few<WatchedFd> Index::fds(const State& state, std::size_t most) const {
    const auto at = static_cast<Place>(state.position);
    Few<WatchedFd> few;
    few.count = fds_there_.count(at);
    for (std::uint32_t i = fds_there_.next(0, at); i < fds_there_.size() && few.first.size() < most;
         i = fds_there_.next(i + 1, at))
        few.first.push_back(watched(state, watches_[i]));
    return few;
}

std::optional<WatchedFd> Index::fd(const State& state, std::int64_t number) const {
    const auto at = static_cast<Place>(state.position);
    const auto found = watch_of_fd_.find(static_cast<std::uint32_t>(number));
    std::uint32_t watch = found == watch_of_fd_.end() ? kNever : found->second;
    while (watch != kNever && fds_there_.began(watch) > at) watch = watches_[watch].before;
    if (watch == kNever || !fds_there_.there(watch, at)) return std::nullopt;
    return watched(state, watches_[watch]);
}

void Index::add_to_work(const Event& e) {
    if (const auto found = work_of_id_.find(e.object); found != work_of_id_.end()) {
        work_waits_.end(found->second, now());
        work_of_id_.erase(found);
    }
    if (e.kind != Kind::WorkQueued) return;
    work_of_id_[e.object] = work_waits_.begin(now());
    works_.push_back({e.object, e.task, static_cast<StringId>(e.arg)});
}

Few<QueuedWork> Index::queued(Place at, std::size_t most) const {
    Few<QueuedWork> few;
    few.count = work_waits_.count(at);
    for (std::uint32_t i = work_waits_.next(0, at); i < work_waits_.size() && few.first.size() < most;
         i = work_waits_.next(i + 1, at))
        few.first.push_back(works_[i]);
    return few;
}

ReadyItem Index::item(const Spans& ready, std::uint32_t number) const {
    const Event e = recording_[ready.began(number) - 1];
    if (e.kind == Kind::CallbackReady) return {0, e.object, static_cast<StringId>(e.arg), e.as<Cause>(), 0};
    return {e.task, 0, 0, e.as<Cause>(), e.arg};
}

Few<ReadyItem> Index::ready(ThreadId id, Place at, std::size_t most) const {
    Few<ReadyItem> few;
    const Thread* loop = thread(id);
    if (loop == nullptr) return few;
    few.count = loop->ready.count(at);
    for (std::uint32_t i = loop->ready.next(0, at); i < loop->ready.size() && few.first.size() < most;
         i = loop->ready.next(i + 1, at))
        few.first.push_back(item(loop->ready, i));
    return few;
}

std::size_t Index::ready_count(ThreadId id, Place at) const {
    const Thread* loop = thread(id);
    return loop == nullptr ? 0 : loop->ready.count(at);
}

std::optional<ReadyItem> Index::last_ready(ThreadId id, Place at) const {
    const Thread* loop = thread(id);
    if (loop == nullptr) return std::nullopt;
    const std::uint32_t number = loop->ready.last(at);
    return number < loop->ready.size() ? std::optional(item(loop->ready, number)) : std::nullopt;
}

Few<Timer> Index::timers(ThreadId id, Place at, std::size_t most) const {
    const Thread* loop = thread(id);
    return loop == nullptr ? Few<Timer>{} : loop->timers.first(at, most);
}

std::size_t Index::timer_count(ThreadId id, Place at) const {
    const Thread* loop = thread(id);
    return loop == nullptr ? 0 : loop->timers.count(at);
}

std::size_t Index::memory() const {
    std::size_t sum = links_.memory() + tasks_.memory() + tasks_alive_.memory() + task_of_span_.memory() +
                      numbered_at_.memory() + timer_of_id_.memory() + objects_.memory() +
                      fds_there_.memory() + watches_.memory() + work_waits_.memory() + works_.memory();
    for (const Thread& each : threads_) sum += each.ready.memory() + each.timers.memory();
    // A node of each of these, with its bucket.
    constexpr std::size_t kNode = 40;
    return sum +
           kNode * (callbacks_.size() + object_of_id_.size() + watch_of_fd_.size() + work_of_id_.size());
}

}  // namespace loopscope::timeline
