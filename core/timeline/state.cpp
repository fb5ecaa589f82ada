#include "core/timeline/state.hpp"

#include "core/timeline/index.hpp"

#include <algorithm>

namespace loopscope::timeline {
namespace {

using trace::Event;
using trace::Kind;

// Ids are dense, but threads may report theirs a little out of order. One that lies further ahead belongs to
// a broken recording, and must not cost gigabytes.
constexpr std::size_t kFarthestThread = 256;

ThreadState* thread_of(State& state, ThreadId id) {
    if (id == 0 || id > state.threads.size() + kFarthestThread) return nullptr;
    if (id > state.threads.size()) state.threads.resize(id);
    ThreadState& found = state.threads[id - 1];
    found.id = id;
    return &found;
}

// The one that came to run last.
TaskId latest_running(const State& state) {
    const ThreadState* best = nullptr;
    for (const ThreadState& each : state.threads) {
        if (each.running != 0 && (best == nullptr || each.running_since > best->running_since)) best = &each;
    }
    return best == nullptr ? 0 : best->running;
}

// The task holds no thread any more. Behind a plain call, its caller goes on.
void stop_running(State& state, ThreadState& here, TaskId task) {
    const auto holds = [task](const ThreadState& each) { return each.running == task; };
    ThreadState* thread = &here;
    if (!holds(here)) {
        const auto other = std::find_if(state.threads.begin(), state.threads.end(), holds);
        thread = other == state.threads.end() ? nullptr : &*other;
    }
    if (thread != nullptr) {
        thread->running = thread->callers.empty() ? 0 : thread->callers.back();
        if (!thread->callers.empty()) thread->callers.pop_back();
    }
    if (state.running != task) return;
    state.running = thread != nullptr ? thread->running : 0;
    if (state.running == 0) state.running = latest_running(state);
}

void begin_step(State& state, ThreadState& here, const Event& e) {
    if (here.running == e.task) {
        stop_running(state, here, e.task);
    }
    if (e.as<Cause>() == Cause::Called && here.running != 0) {
        here.callers.push_back(here.running);
    } else {
        here.callers.clear();
    }
    here.running = state.running = e.task;
    here.running_since = e.time;
}

void enter_phase(ThreadState& here, trace::Phase phase, const Event& e) {
    here.phase = phase;
    here.phase_since = e.time;
}

void apply_to_loop(const State& state, ThreadState& here, const Event& e) {
    switch (e.kind) {
        case Kind::LoopBegin:
        case Kind::LoopEnd:
            here.has_loop = e.kind == Kind::LoopBegin;
            here.polling = false;
            enter_phase(here, trace::Phase::None, e);
            break;
        case Kind::TurnBegin:
            here.turn = e.arg;
            here.polling = false;
            enter_phase(here, trace::Phase::None, e);
            break;
        case Kind::PhaseBegin:
            here.polling = false;
            enter_phase(here, e.as<trace::Phase>(), e);
            break;
        case Kind::PollBegin:
            here.polling = true;
            here.poll_begin = e.time;
            here.poll_timeout = e.arg;
            here.polled = state.position;
            enter_phase(here, trace::Phase::Poll, e);
            break;
        case Kind::PollEnd:
            here.polling = false;
            here.poll_slept = e.arg;
            here.poll_wake = e.as<trace::PollWake>();
            break;
        default: break;
    }
}

void apply_to_block(ThreadState& here, const Event& e) {
    here.blocking = e.kind == Kind::BlockBegin;
    here.block_since = e.time;
    if (here.running == e.task) here.running_since = e.time;
    if (!here.blocking) return;
    here.block = e.as<trace::Block>();
    here.block_ns = e.arg;
}

void begin_thread(ThreadState& here, const Event& e) {
    here.name = e.object;
    here.role = e.as<trace::ThreadRole>();
    here.worker = here.role == trace::ThreadRole::Worker ? static_cast<std::uint32_t>(e.arg) : 0;
    here.ended = false;
}

void end_thread(ThreadState& here) {
    here.ended = true;
    here.running = 0;
    here.callers.clear();
    here.callback = 0;
    here.blocking = false;
    here.work = 0;
}

void apply_to_work(ThreadState& here, const Event& e) {
    const bool begins = e.kind == Kind::WorkBegin;
    here.work = begins ? e.object : 0;
    here.work_label = begins ? static_cast<StringId>(e.arg) : 0;
    here.work_for = begins ? e.task : 0;
    if (begins) here.work_since = e.time;
}

}  // namespace

void State::apply(const Event& event) {
    ++position;
    time = event.time;
    active = event.thread;
    if (!known_.empty()) known_.clear();
    if (event.kind == Kind::Output) ++outputs;
    ThreadState* here = thread_of(*this, event.thread);
    if (here == nullptr) return;
    switch (event.kind) {
        case Kind::RunEnd:
            ended = true;
            outcome = event.as<trace::Outcome>();
            message = event.object;
            break;
        case Kind::GateClosed: held = true; break;
        case Kind::GateOpened: held = false; break;
        case Kind::ClockChanged: rate = event.object / 1000.0; break;
        case Kind::ThreadBegin: begin_thread(*here, event); break;
        case Kind::ThreadEnd: end_thread(*here); break;
        case Kind::LoopBegin:
        case Kind::LoopEnd:
        case Kind::TurnBegin:
        case Kind::PhaseBegin:
        case Kind::PollBegin:
        case Kind::PollEnd: apply_to_loop(*this, *here, event); break;
        case Kind::StepBegin:
            // Not for an id that makes no sense.
            if (event.task != 0 && index_ != nullptr && !index_->refused(static_cast<Place>(position)))
                begin_step(*this, *here, event);
            break;
        case Kind::TaskSuspended:
        case Kind::TaskEnded:
            if (event.task != 0) stop_running(*this, *here, event.task);
            break;
        case Kind::CallbackBegin: here->callback = event.object; break;
        case Kind::CallbackEnd: here->callback = 0; break;
        case Kind::WorkBegin:
        case Kind::WorkEnd: apply_to_work(*here, event); break;
        case Kind::BlockBegin:
        case Kind::BlockEnd: apply_to_block(*here, event); break;
        default: break;
    }
}

std::size_t State::memory() const {
    std::size_t sum = sizeof(State) + threads.size() * sizeof(ThreadState);
    for (const ThreadState& each : threads) sum += each.callers.size() * sizeof(TaskId);
    return sum;
}

const TaskState* State::task(TaskId id) const {
    if (index_ == nullptr) return nullptr;
    const auto found = known_.find(id);
    if (found != known_.end()) return &found->second;
    const std::optional<TaskState> state = index_->task(id, static_cast<Place>(position));
    return state ? &known_.emplace(id, *state).first->second : nullptr;
}

std::optional<ObjectState> State::object(ObjectId id) const {
    return index_ == nullptr ? std::nullopt : index_->object(id, static_cast<Place>(position));
}

void State::each_object(const std::function<void(const ObjectState&)>& visit) const {
    if (index_ != nullptr) index_->each_object(static_cast<Place>(position), visit);
}

void State::each_alive(const std::function<bool(TaskId)>& visit) const {
    if (index_ != nullptr) index_->each_alive(static_cast<Place>(position), visit);
}

std::vector<TaskId> State::alive(std::size_t most) const {
    std::vector<TaskId> found;
    each_alive([&](TaskId id) {
        if (found.size() == most) return false;
        found.push_back(id);
        return true;
    });
    return found;
}

std::size_t State::alive_count() const {
    return index_ == nullptr ? 0 : index_->alive_count(static_cast<Place>(position));
}

std::size_t State::task_count() const {
    return index_ == nullptr ? 0 : index_->task_count(static_cast<Place>(position));
}

std::uint32_t State::numbered() const {
    return index_ == nullptr ? 0 : index_->numbered(static_cast<Place>(position));
}

Few<ReadyItem> State::ready(ThreadId thread, std::size_t most) const {
    return index_ == nullptr ? Few<ReadyItem>{} : index_->ready(thread, static_cast<Place>(position), most);
}

std::size_t State::ready_count(ThreadId thread) const {
    return index_ == nullptr ? 0 : index_->ready_count(thread, static_cast<Place>(position));
}

std::optional<ReadyItem> State::last_ready(ThreadId thread) const {
    return index_ == nullptr ? std::nullopt : index_->last_ready(thread, static_cast<Place>(position));
}

Few<Timer> State::timers(ThreadId thread, std::size_t most) const {
    return index_ == nullptr ? Few<Timer>{} : index_->timers(thread, static_cast<Place>(position), most);
}

std::size_t State::timer_count(ThreadId thread) const {
    return index_ == nullptr ? 0 : index_->timer_count(thread, static_cast<Place>(position));
}

Few<WatchedFd> State::fds(std::size_t most) const {
    return index_ == nullptr ? Few<WatchedFd>{} : index_->fds(*this, most);
}

std::optional<WatchedFd> State::fd(std::int64_t number) const {
    return index_ == nullptr ? std::nullopt : index_->fd(*this, number);
}

std::size_t State::fd_count() const {
    return index_ == nullptr ? 0 : index_->fd_count(static_cast<Place>(position));
}

Few<QueuedWork> State::queued(std::size_t most) const {
    return index_ == nullptr ? Few<QueuedWork>{} : index_->queued(static_cast<Place>(position), most);
}

std::size_t State::queued_count() const {
    return index_ == nullptr ? 0 : index_->queued_count(static_cast<Place>(position));
}

}  // namespace loopscope::timeline
