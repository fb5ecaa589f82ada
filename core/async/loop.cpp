#include "core/async/loop.hpp"

#include <array>
#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
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

// Causes that are events of their own, which have just been recorded.
bool follows_at_once(Cause cause) {
    return cause == Cause::First || cause == Cause::Yielded || cause == Cause::TimerDue ||
           cause == Cause::TaskDone || cause == Cause::Cancelled;
}

// libuv ends the process when it can't make the pipe that all its loops share, at the first of them.
void require_two_descriptors() {
    static const bool made = [] {
        std::array<int, 2> ends{-1, -1};
        if (pipe2(ends.data(), O_CLOEXEC) != 0)
            throw std::system_error(errno, std::generic_category(), "no descriptors for an event loop");
        ::close(ends[0]);
        ::close(ends[1]);
        return true;
    }();
    static_cast<void>(made);
}

void make_loop(uv_loop_t* loop, uv_async_t* work_done, uv_async_cb callback) {
    require_two_descriptors();
    int failed = uv_loop_init(loop);
    if (failed == 0) {
        failed = uv_async_init(loop, work_done, callback);
        if (failed != 0) uv_loop_close(loop);
    }
    if (failed != 0)
        throw std::system_error(-failed, std::generic_category(), "no descriptors for an event loop");
    // Once, so that epoll knows it before anybody sleeps on it.
    uv_run(loop, UV_RUN_NOWAIT);
    uv_unref(reinterpret_cast<uv_handle_t*>(work_done));
}

}  // namespace

Loop::Loop() : here_(context()) {
    work_done_.data = this;
    make_loop(uv(), &work_done_, [](uv_async_t* self) { static_cast<Loop*>(self->data)->take_done(); });
    here_.loop = this;
    emit(here_, {.kind = Kind::LoopBegin});
}

Loop::~Loop() {
    // The destructors of tasks and callbacks may make others.
    while (!alive_.empty() || !ready_.empty() || !running_.empty()) {
        destroy_younger(0);
        drop_callbacks(running_);
        drop_callbacks(ready_);
    }
    while (LoopHandle* handle = handles_.pop_front()) handle->close_with_loop();
    close();
    emit(here_, {.kind = Kind::LoopEnd});
    here_.loop = nullptr;
}

// The youngest first: it may use what its parents hold in their frames.
void Loop::destroy_younger(trace::TaskId than) {
    Node* const running = std::exchange(here_.node, nullptr);
    const trace::TaskId task = std::exchange(here_.task, 0);
    const bool before = std::exchange(here_.unwinding, true);
    while (!alive_.empty() && alive_.back().id() > than) {
        const auto node = alive_.back().shared_from_this();
        end(*node);
        node->destroy(trace::Outcome::Stopped);
    }
    here_.unwinding = before;
    here_.task = task;
    here_.node = running;
}

void Loop::drop_callbacks(List<ReadyItem, ReadyTag>& line) {
    while (ReadyItem* left = line.pop_front()) {
        if (!left->is_task) delete static_cast<Callback*>(left);
    }
}

void Loop::close() {
    ++turn_;
    emit(here_, {.arg = turn_, .kind = Kind::TurnBegin});
    emit(here_, {.kind = Kind::PhaseBegin, .reason = code(Phase::Closing)});
    auto* const handle = reinterpret_cast<uv_handle_t*>(&work_done_);
    uv_ref(handle);
    // Work that a worker has begun is waited for: in loop time, or it could never end.
    for (bool closing = false;;) {
        if (jobs_ == 0 && !std::exchange(closing, true)) uv_close(handle, nullptr);
        const bool alive = uv_run(uv(), here_.runtime.clock.stopped() ? UV_RUN_ONCE : UV_RUN_NOWAIT) != 0;
        if (!alive && closing) break;
        if (jobs_ == 0 && !closing) continue;
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
    alive_.push_back(ready);
    ++live_;
    ready.alive = std::move(node);
    make_ready(ready, Cause::First, here_.task);
}

// It is no task of this loop any more.
void Loop::end(Node& node) {
    static_cast<ListLink<AliveTag>&>(node).unlink();
    static_cast<ListLink<ReadyTag>&>(node).unlink();
    --live_;
    node.alive.reset();
}

void Loop::make_ready(Node& node, Cause cause, std::int64_t subject) {
    node.cause = cause;
    node.subject = subject;
    ready_.push_back(node);
    const trace::Event ready{
        .arg = subject, .task = node.id(), .kind = Kind::TaskReady, .reason = code(cause)};
    if (follows_at_once(cause))
        emit_at_once(here_, ready);
    else
        emit(here_, ready);
}

void Loop::queue_callback(std::function<void()> fn, std::string_view name, Cause cause) {
    auto callback = std::make_unique<Callback>();
    callback->fn = std::move(fn);
    callback->id = here_.runtime.next_object();
    callback->name = here_.runtime.tables->intern(name);
    callback->cause = cause;
    const trace::Event ready{
        .arg = callback->name, .object = callback->id, .kind = Kind::CallbackReady, .reason = code(cause)};
    ready_.push_back(*callback.release());
    emit(here_, ready);
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

void Loop::add_timer(Nanos deadline, TimerListener& listener, trace::TaskId task) {
    const trace::ObjectId id = here_.runtime.next_object();
    timers_.add({deadline, id, task, &listener});
    emit(here_, {.arg = deadline.count(), .task = task, .object = id, .kind = Kind::TimerAdded});
}

void Loop::cancel_timer(TimerListener& listener) {
    if (!Timers::has(listener)) return;
    const Timer timer = timers_.take(listener);
    emit(here_, {.arg = timer.deadline.count(),
                 .task = timer.task,
                 .object = timer.id,
                 .kind = Kind::TimerCancelled});
}

// libuv only looks when it watches something that counts.
void Loop::count_jobs(int more) {
    auto* const handle = reinterpret_cast<uv_handle_t*>(&work_done_);
    if (jobs_ == 0) uv_ref(handle);
    jobs_ += static_cast<std::size_t>(more);
    if (jobs_ == 0) uv_unref(handle);
}

void Loop::queue_work(std::unique_ptr<Job> job) {
    count_jobs(1);
    here_.runtime.pool.queue(std::move(job));
}

bool Loop::cancel_work(Job& job) {
    if (!here_.runtime.pool.take_back(job)) return false;
    count_jobs(-1);
    return true;
}

void Loop::give_back(std::unique_ptr<Job> job) {
    // Time does not jump before the loop has looked, if it waits at all: its descriptor is readable from here
    // on.
    const std::scoped_lock lock{done_mutex_};
    done_.push_back(*job.release());
    // With the lock: once the loop has taken its last piece, it closes this.
    uv_async_send(&work_done_);
}

void Loop::take_done() {
    List<Job> taken;
    {
        const std::scoped_lock lock{done_mutex_};
        taken.prepend(done_);
    }
    while (Job* each = taken.pop_front()) {
        const std::unique_ptr<Job> job{each};
        count_jobs(-1);
        if (job->done) job->done(*job);
    }
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
    alive_.for_each([](Node& node) { node.cancel(); });
    for (int i = 0; i < kMostTurnsToCancel && live_ > 0 && !stuck_; ++i) {
        turn();
        throw_if_stopping(here_);
    }
}

void Loop::turn() {
    ++turn_;
    emit(here_, {.arg = turn_, .kind = Kind::TurnBegin});
    if (!timers_.empty() && timers_.first().deadline <= here_.runtime.clock.now()) fire_timers();
    emit_at_once(here_, {.kind = Kind::PhaseBegin, .reason = code(Phase::Prepare)});
    poll();
    dispatch();
}

void Loop::fire_timers() {
    emit(here_, {.kind = Kind::PhaseBegin, .reason = code(Phase::Timers)});
    const Nanos now = here_.runtime.clock.now();
    while (!timers_.empty() && timers_.first().deadline <= now) {
        TimerListener& listener = *timers_.first().listener;
        const Timer timer = timers_.take(listener);
        emit(here_,
             {.arg = timer.deadline.count(), .task = timer.task, .object = timer.id, .kind = Kind::TimerDue});
        listener.on_timer(timer.id);
    }
}

// Virtual time is exact, and so are its timers.
Nanos Loop::wake_at() const {
    if (timers_.empty()) return kForever;
    const Nanos first = timers_.first().deadline;
    if (std::isinf(here_.runtime.clock.rate()) || first >= kForever - kTimerGrain) return first;
    return timers_.last_until(first + kTimerGrain);
}

// The sleep is ours, on libuv's descriptor: so a command can change the clock in the middle of it without the
// loop taking a turn that the program did not ask for. libuv then only looks, and only when it watches
// something at all.
void Loop::poll() {
    const bool fresh = std::exchange(fresh_, false);
    if (fresh || !ready_.empty() || here_.runtime.clock.stopped()) {
        emit_at_once(here_, {.arg = 0, .kind = Kind::PollBegin});
        take_posted();
        emit_at_once(here_, {.kind = Kind::PollEnd, .reason = code(PollWake::Nothing)});
    } else {
        sleep();
    }
    const trace::Event next{.kind = Kind::PhaseBegin, .reason = code(Phase::Check)};
    if (jobs_ == 0 && uv_loop_alive(uv()) == 0) {
        emit_at_once(here_, next);
        return;
    }
    uv_run(uv(), UV_RUN_NOWAIT);
    emit(here_, next);
}

void Loop::sleep() {
    LoopClock& clock = here_.runtime.clock;
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
    // What becomes ready meanwhile waits for the next turn, as in asyncio.
    running_.prepend(ready_);
    while (!running_.empty() && !here_.runtime.gate.stopping()) {
        ReadyItem& item = *running_.pop_front();
        if (item.is_task) {
            step(static_cast<Node&>(item), item.cause, item.subject);
        } else {
            call(std::unique_ptr<Callback>{static_cast<Callback*>(&item)});
        }
    }
    ready_.prepend(running_);
}

void Loop::call(std::unique_ptr<Callback> callback) {
    emit(here_, {.arg = callback->name,
                 .object = callback->id,
                 .kind = Kind::CallbackBegin,
                 .reason = code(callback->cause)});
    std::exception_ptr error;
    try {
        callback->fn();
    } catch (...) {
        error = std::current_exception();
    }
    emit(here_, {.object = callback->id, .kind = Kind::CallbackEnd});
    if (!error) return;
    ready_.prepend(running_);
    std::rethrow_exception(error);
}

void Loop::step(Node& node, Cause cause, std::int64_t subject) {
    here_.node = &node;
    here_.task = node.id();
    emit(here_, {.arg = subject, .task = node.id(), .kind = Kind::StepBegin, .reason = code(cause)});
    const Nanos begin = here_.time;
    if (!std::exchange(node.started, true) && node.take_cancel()) {
        node.finish(std::make_exception_ptr(Cancelled{}));
    } else {
        // From one coroutine to the next without one standing on the other's stack.
        for (auto at = node.resume_point; at; at = std::exchange(node.continue_at, {})) at.resume();
    }
    // The last event of a step is how it ends.
    const Nanos took = here_.time - begin;
    if (took >= kSlowStep) {
        emit(here_, {.arg = took.count(), .task = node.id(), .object = node.line, .kind = Kind::LoopBlocked});
    }
    here_.node = nullptr;
    here_.task = 0;
    if (!node.ended() || !node.alive) return;
    const auto ended = node.alive;
    end(node);
    node.release_frame();
}

}  // namespace loopscope::async
