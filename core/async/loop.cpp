#include "core/async/loop.hpp"

#include <cmath>
#include <iterator>
#include <utility>

namespace loopscope::async {

using trace::Cause;
using trace::Kind;
using trace::Phase;
using trace::PollWake;

namespace {

// As asyncio in debug mode: a step that takes longer than this held everybody else up.
constexpr Nanos kSlowStep{100'000'000};
// Timers that are due within so much of each other wake the loop once, for the last of them. libuv and
// asyncio count in milliseconds and so do the same: tasks that went to sleep one after the other are ready
// together.
constexpr Nanos kTimerGrain{1'000'000};
// What is still alive after so many turns of being cancelled is destroyed.
constexpr int kMostTurnsToCancel = 1000;

template <class T>
uv_handle_t* as_handle(T* handle) {
    return reinterpret_cast<uv_handle_t*>(handle);
}

}  // namespace

Loop::Loop() : here_(context()) {
    here_.loop = this;
    uv_loop_init(uv());
    uv_timer_init(uv(), &timer_);
    uv_prepare_init(uv(), &prepare_);
    uv_check_init(uv(), &check_);
    timer_.data = prepare_.data = check_.data = this;
    uv_prepare_start(&prepare_, [](uv_prepare_t* self) { static_cast<Loop*>(self->data)->sleep_in_poll(); });
    uv_check_start(&check_, [](uv_check_t* self) { static_cast<Loop*>(self->data)->dispatch(); });
    emit(here_, {.kind = Kind::LoopBegin});
}

Loop::~Loop() {
    // A task's destructors may end, cancel or spawn others. The youngest goes first: what the others have
    // made for it, and it still holds, lies in their frames.
    while (!nodes_.empty()) {
        const auto youngest = std::prev(nodes_.end());
        const auto node = youngest->second;
        nodes_.erase(youngest);
        std::erase_if(ready_, [&](const ReadyItem& item) { return item.node == node.get(); });
        node->destroy(trace::Outcome::Stopped);
    }
    close_handles();
    emit(here_, {.kind = Kind::LoopEnd});
    here_.loop = nullptr;
}

void Loop::close_handles() {
    ++turn_;
    emit(here_, {.arg = turn_, .kind = Kind::TurnBegin});
    const auto closed = [](uv_handle_t* handle) {
        Loop& loop = *static_cast<Loop*>(handle->data);
        if (std::exchange(loop.closing_noted_, true)) return;
        emit(loop.here_, {.kind = Kind::PhaseBegin, .reason = code(Phase::Closing)});
    };
    uv_close(as_handle(&timer_), closed);
    uv_close(as_handle(&prepare_), closed);
    uv_close(as_handle(&check_), closed);
    // Work that is still on the thread pool is waited for: in loop time, or it could never end.
    while (uv_run(uv(), here_.runtime.clock.stopped() ? UV_RUN_ONCE : UV_RUN_NOWAIT) != 0) {
        here_.runtime.clock.wait(here_.waiter, kForever, uv_backend_fd(uv()));
    }
    here_.runtime.close_later(std::move(uv_));
}

void Loop::adopt(std::shared_ptr<Node> node, const std::string& name, const CallSite& site) {
    Runtime& run = here_.runtime;
    if (run.recording) {
        node->line = here_.site_id(site);
        emit(here_, {.arg = trace::pack_created(here_.task, node->line),
                     .task = node->id(),
                     .object = run.tables->intern(name),
                     .kind = Kind::TaskCreated});
    }
    Node& ready = *node;
    nodes_.emplace(node->id(), std::move(node));
    make_ready(ready, Cause::First, here_.task);
}

void Loop::make_ready(Node& node, Cause cause, std::int64_t subject) {
    ready_.push_back({&node, 0, subject, cause});
    emit(here_, {.arg = subject, .task = node.id(), .kind = Kind::TaskReady, .reason = code(cause)});
}

void Loop::queue_callback(std::function<void()> fn, std::string_view name, Cause cause) {
    const trace::ObjectId id = here_.runtime.next_object();
    const trace::StringId name_id = here_.runtime.tables->intern(name);
    callbacks_.emplace(id, Callback{std::move(fn), name_id});
    ready_.push_back({nullptr, id, 0, cause});
    emit(here_, {.arg = name_id, .object = id, .kind = Kind::CallbackReady, .reason = code(cause)});
}

void Loop::call_soon(std::function<void()> fn, std::string_view name) {
    queue_callback(std::move(fn), name, Cause::Yielded);
}

void Loop::post(std::function<void()> fn, std::string_view name) {
    {
        const std::scoped_lock lock{posted_mutex_};
        posted_.emplace_back(std::move(fn), name);
        has_posted_.store(true, std::memory_order_release);
    }
    here_.runtime.clock.poke(here_.waiter);
}

void Loop::take_posted() {
    if (!has_posted_.load(std::memory_order_acquire)) return;
    std::vector<std::pair<std::function<void()>, std::string>> taken;
    {
        const std::scoped_lock lock{posted_mutex_};
        taken.swap(posted_);
        has_posted_.store(false, std::memory_order_relaxed);
    }
    for (auto& [fn, name] : taken) queue_callback(std::move(fn), name, Cause::Posted);
}

TimerKey Loop::add_timer(Nanos deadline, TimerListener& listener, trace::TaskId task) {
    const TimerKey key{deadline, here_.runtime.next_object()};
    timers_.emplace(key, Timer{task, &listener});
    emit(here_, {.arg = deadline.count(), .task = task, .object = key.id, .kind = Kind::TimerAdded});
    return key;
}

void Loop::cancel_timer(const TimerKey& key) {
    const auto found = timers_.find(key);
    if (found == timers_.end()) return;
    const trace::TaskId task = found->second.task;
    timers_.erase(found);
    emit(here_, {.arg = key.deadline.count(), .task = task, .object = key.id, .kind = Kind::TimerCancelled});
}

void Loop::begin_outside() {
    here_.runtime.clock.enter_outside();
}
void Loop::end_outside() {
    here_.runtime.clock.leave_outside();
}

void Loop::run_until_ended(const Node& main) {
    while (!main.ended()) {
        turn();
        throw_if_stopping(here_);
        if (stuck_) throw Stuck{};
    }
}

void Loop::cancel_the_rest() {
    std::vector<std::shared_ptr<Node>> rest;
    for (const auto& [id, node] : nodes_) rest.push_back(node);
    for (const auto& node : rest) node->cancel();
    for (int i = 0; i < kMostTurnsToCancel && !nodes_.empty() && !stuck_; ++i) {
        turn();
        throw_if_stopping(here_);
    }
}

void Loop::turn() {
    ++turn_;
    emit(here_, {.arg = turn_, .kind = Kind::TurnBegin});
    // libuv's timer only brings us into the timers phase; which timers are due is a matter of loop time.
    if (!timers_.empty() && timers_.begin()->first.deadline <= here_.runtime.clock.now()) {
        uv_timer_start(
            &timer_, [](uv_timer_t* self) { static_cast<Loop*>(self->data)->fire_timers(); }, 0, 0);
    }
    uv_run(uv(), UV_RUN_NOWAIT);
    if (callback_error_) std::rethrow_exception(std::exchange(callback_error_, nullptr));
}

void Loop::fire_timers() {
    emit(here_, {.kind = Kind::PhaseBegin, .reason = code(Phase::Timers)});
    const Nanos now = here_.runtime.clock.now();
    while (!timers_.empty() && timers_.begin()->first.deadline <= now) {
        const auto [key, timer] = *timers_.begin();
        timers_.erase(timers_.begin());
        emit(here_,
             {.arg = key.deadline.count(), .task = timer.task, .object = key.id, .kind = Kind::TimerDue});
        timer.listener->on_timer(key);
    }
}

// Virtual time is exact, and so are its timers.
Nanos Loop::wake_at() const {
    if (timers_.empty()) return kForever;
    const Nanos first = timers_.begin()->first.deadline;
    if (std::isinf(here_.runtime.clock.rate()) || first >= kForever - kTimerGrain) return first;
    return std::prev(timers_.upper_bound({first + kTimerGrain, 0}))->first.deadline;
}

// In the prepare phase, right before libuv polls. The sleep is ours, on libuv's descriptor: so a command can
// change the clock in the middle of it without the loop taking a turn that the program did not ask for. libuv
// then only looks.
void Loop::sleep_in_poll() {
    emit(here_, {.kind = Kind::PhaseBegin, .reason = code(Phase::Prepare)});
    LoopClock& clock = here_.runtime.clock;
    const bool fresh = std::exchange(fresh_, false);
    const bool busy = fresh || !ready_.empty() || clock.stopped();
    if (busy) {
        emit(here_, {.arg = 0, .kind = Kind::PollBegin});
        take_posted();
        emit(here_, {.kind = Kind::PollEnd, .reason = code(PollWake::Nothing)});
        return;
    }
    const Nanos begin = clock.now();
    const Nanos deadline = wake_at();
    const Nanos timeout = deadline == kForever ? Nanos{-1} : std::max(deadline - begin, Nanos{0});
    emit(here_, {.arg = timeout.count(), .kind = Kind::PollBegin});
    PollWake wake = PollWake::Nothing;
    if (timeout != Nanos{0}) {
        switch (clock.wait(here_.waiter, deadline, uv_backend_fd(uv()))) {
            case WaitEnd::Deadline: wake = PollWake::Timeout; break;
            case WaitEnd::Descriptor: wake = PollWake::Io; break;
            case WaitEnd::Poked: wake = PollWake::Wake; break;
            case WaitEnd::Stopped: break;
            case WaitEnd::Stuck: stuck_ = true; break;
        }
    }
    emit(here_, {.arg = (clock.now() - begin).count(), .kind = Kind::PollEnd, .reason = code(wake)});
    take_posted();
}

void Loop::dispatch() {
    emit(here_, {.kind = Kind::PhaseBegin, .reason = code(Phase::Check)});
    // What becomes ready meanwhile waits for the next turn, as in asyncio.
    for (std::size_t left = ready_.size(); left > 0 && !here_.runtime.gate.stopping(); --left) {
        const ReadyItem item = ready_.front();
        ready_.pop_front();
        if (item.node != nullptr) {
            step(*item.node, item.cause, item.subject);
            continue;
        }
        auto callback = callbacks_.extract(item.callback);
        const trace::StringId name = callback.mapped().name;
        emit(here_,
             {.arg = name, .object = item.callback, .kind = Kind::CallbackBegin, .reason = code(item.cause)});
        try {
            callback.mapped().fn();
        } catch (...) {
            callback_error_ = std::current_exception();
        }
        emit(here_, {.object = item.callback, .kind = Kind::CallbackEnd});
    }
}

void Loop::step(Node& node, Cause cause, std::int64_t subject) {
    LoopClock& clock = here_.runtime.clock;
    const Nanos begin = clock.now();
    here_.node = &node;
    here_.task = node.id();
    emit(here_, {.arg = subject, .task = node.id(), .kind = Kind::StepBegin, .reason = code(cause)});
    if (!std::exchange(node.started, true) && node.take_cancel()) {
        node.finish(std::make_exception_ptr(Cancelled{}));
    } else {
        node.resume_point.resume();
    }
    const Nanos took = clock.now() - begin;
    if (took >= kSlowStep) {
        emit(here_, {.arg = took.count(), .task = node.id(), .object = node.line, .kind = Kind::LoopBlocked});
    }
    here_.node = nullptr;
    here_.task = 0;
    if (!node.ended()) return;
    const auto ended = nodes_.extract(node.id());
    if (!ended.empty()) ended.mapped()->release_frame();
}

}  // namespace loopscope::async
