#include "core/timeline/state.hpp"

#include "core/timeline/apply.hpp"

#include <algorithm>

namespace loopscope::timeline {
namespace {

using trace::Event;
using trace::Kind;

void apply_to_run(State& state, ThreadState& here, const Event& e) {
    switch (e.kind) {
        case Kind::RunEnd:
            state.ended = true;
            state.outcome = e.as<trace::Outcome>();
            state.message = e.object;
            break;
        case Kind::ThreadBegin:
            here.name = e.object;
            here.role = e.as<trace::ThreadRole>();
            here.worker = here.role == trace::ThreadRole::Worker ? static_cast<std::uint32_t>(e.arg) : 0;
            here.ended = false;
            break;
        case Kind::ThreadEnd:
            here.ended = true;
            here.running = 0;
            here.callback = 0;
            here.blocking = false;
            here.work = 0;
            break;
        case Kind::GateClosed: state.held = true; break;
        case Kind::GateOpened: state.held = false; break;
        case Kind::ClockChanged: state.rate = e.object / 1000.0; break;
        default: break;
    }
}

void enter_phase(ThreadState& here, trace::Phase phase, const Event& e) {
    here.phase = phase;
    here.phase_since = e.time;
}

// A descriptor's news is old once its loop looks again.
void forget_news(State& state, const ThreadState& here) {
    for (WatchedFd& watched : state.fds) {
        const TaskState* task = detail::known_task(state, watched.task);
        if (task == nullptr || task->thread == here.id) watched.is_ready = false;
    }
}

void apply_to_loop(State& state, ThreadState& here, const Event& e) {
    switch (e.kind) {
        case Kind::LoopBegin:
        case Kind::LoopEnd:
            here.has_loop = e.kind == Kind::LoopBegin;
            here.polling = false;
            here.ready.clear();
            here.timers.clear();
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
            enter_phase(here, trace::Phase::Poll, e);
            if (!state.fds.empty()) forget_news(state, here);
            break;
        case Kind::PollEnd:
            here.polling = false;
            here.poll_slept = e.arg;
            here.poll_wake = e.as<trace::PollWake>();
            break;
        default: break;
    }
}

void apply_to_object(State& state, const Event& e) {
    const auto place = std::lower_bound(state.objects.begin(), state.objects.end(), e.object,
                                        [](const ObjectState& o, ObjectId id) { return o.id < id; });
    const bool found = place != state.objects.end() && place->id == e.object;
    if (e.kind == Kind::ObjectCreated) {
        const ObjectState made{e.object, e.as<trace::ObjectKind>(), static_cast<StringId>(e.arg), 0, 0};
        if (found) {
            *place = made;
        } else {
            state.objects.insert(place, made);
        }
    } else if (found) {
        place->value = e.arg;
        place->last_task = e.task;
    }
}

void apply_to_fd(State& state, const Event& e) {
    const auto found = std::find_if(state.fds.begin(), state.fds.end(),
                                    [&](const WatchedFd& watched) { return watched.fd == e.object; });
    if (e.kind == Kind::FdWatched) {
        const WatchedFd made{e.object, e.task, static_cast<StringId>(e.arg), e.as<trace::Interest>(), false};
        if (found != state.fds.end()) {
            *found = made;
        } else {
            state.fds.push_back(made);
        }
    } else if (found != state.fds.end()) {
        if (e.kind == Kind::FdReady) {
            found->is_ready = true;
        } else {
            state.fds.erase(found);
        }
    }
}

void apply_to_work(State& state, ThreadState& here, const Event& e) {
    const auto label = static_cast<StringId>(e.arg);
    switch (e.kind) {
        case Kind::WorkQueued: state.queued.push_back({e.object, e.task, label}); break;
        case Kind::WorkBegin:
            std::erase_if(state.queued, [&](const QueuedWork& queued) { return queued.id == e.object; });
            here.work = e.object;
            here.work_label = label;
            here.work_for = e.task;
            here.work_since = e.time;
            break;
        case Kind::WorkEnd:
            here.work = 0;
            here.work_label = 0;
            here.work_for = 0;
            break;
        default: break;
    }
}

void dispatch(State& state, ThreadState& here, const Event& e) {
    switch (e.kind) {
        case Kind::RunEnd:
        case Kind::ThreadBegin:
        case Kind::ThreadEnd:
        case Kind::GateClosed:
        case Kind::GateOpened:
        case Kind::ClockChanged: return apply_to_run(state, here, e);
        case Kind::LoopBegin:
        case Kind::LoopEnd:
        case Kind::TurnBegin:
        case Kind::PhaseBegin:
        case Kind::PollBegin:
        case Kind::PollEnd: return apply_to_loop(state, here, e);
        case Kind::Output:
        case Kind::TaskCreated:
        case Kind::TaskReady:
        case Kind::StepBegin:
        case Kind::TaskSuspended:
        case Kind::TaskEnded:
        case Kind::CancelRequested:
        case Kind::CoroutineBegin:
        case Kind::CoroutineEnd: return detail::apply_to_task(state, here, e);
        case Kind::CallbackReady:
        case Kind::CallbackBegin:
        case Kind::CallbackEnd: return detail::apply_to_callback(state, here, e);
        case Kind::TimerAdded:
        case Kind::TimerDue:
        case Kind::TimerCancelled: return detail::apply_to_timer(state, here, e);
        case Kind::ObjectCreated:
        case Kind::ObjectChanged: return apply_to_object(state, e);
        case Kind::FdWatched:
        case Kind::FdReady:
        case Kind::FdUnwatched: return apply_to_fd(state, e);
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkEnd: return apply_to_work(state, here, e);
        case Kind::BlockBegin:
        case Kind::BlockEnd: return detail::apply_to_block(state, here, e);
        default: return;
    }
}

template <class T>
std::size_t bytes(const std::vector<T>& all) {
    return all.size() * sizeof(T);
}

}  // namespace

std::size_t memory(const State& state) {
    std::size_t sum = sizeof(State) + bytes(state.tasks) + bytes(state.threads) + bytes(state.objects) +
                      bytes(state.fds) + bytes(state.queued);
    for (const ThreadState& thread : state.threads) sum += bytes(thread.ready) + bytes(thread.timers);
    return sum;
}

void apply(State& state, const Event& event) {
    ++state.position;
    state.time = event.time;
    state.active = event.thread;
    if (event.kind == Kind::Output) ++state.outputs;
    ThreadState* here = detail::entry(state.threads, event.thread, detail::kFarthestThread);
    if (here == nullptr) return;
    dispatch(state, *here, event);
    detail::number_tasks(state, *here, event);
}

}  // namespace loopscope::timeline
