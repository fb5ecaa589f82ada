#include "core/async/blocking.hpp"

#include "core/async/node.hpp"
#include "core/async/output.hpp"

#include <system_error>
#include <utility>

namespace loopscope::async {

using trace::Block;
using trace::Kind;

namespace detail {
namespace {

// A worker of the pool holds itself up, and not the task that waits for its work.
trace::TaskId held(const Context& here) {
    return here.worker == 0 ? here.task : 0;
}

}  // namespace

Blocked::Blocked(Context& here, Block what, Nanos planned, const CallSite& site) : here_(here) {
    const auto place = here.site_id(site);
    if (here.node != nullptr) here.node->line = place;
    emit(here, {.arg = std::clamp(planned, Nanos{-1}, kLatest).count(),
                .task = held(here),
                .object = place,
                .kind = Kind::BlockBegin,
                .reason = code(what)});
}

Blocked::~Blocked() {
    emit(here_, {.task = held(here_), .kind = Kind::BlockEnd});
}

}  // namespace detail

namespace {

using detail::Blocked;

void wait_until(Context& here, Nanos deadline) {
    bool poked = false;
    while (here.runtime.clock.wait(here.waiter, deadline) == WaitEnd::Poked) poked = true;
    // What is posted to a loop waits until its thread is back in the loop; it must not be forgotten till
    // then.
    if (poked && here.loop != nullptr) here.runtime.clock.poke(here.waiter);
}

}  // namespace

void print_line(std::string text, const CallSite& site) {
    Context& here = context();
    throw_if_stopping(here);
    Runtime& run = here.runtime;
    if (!run.recording) return;
    const trace::SiteId place = here.site_id(site);
    if (here.node != nullptr) here.node->line = place;
    emit(here, {.arg = place,
                .task = here.task,
                .object = run.tables->store(std::move(text)),
                .kind = Kind::Output});
    throw_if_stopping(here);
}

void block_for(Nanos duration, CallSite site) {
    Context& here = context();
    throw_if_stopping(here);
    if (duration <= Nanos{0}) return;
    const Nanos deadline = later(here.runtime.clock.now(), duration);
    {
        const Blocked blocked{here, Block::Sleep, duration, site};
        wait_until(here, deadline);
    }
    throw_if_stopping(here);
}

void cpu_work(Nanos duration, CallSite site) {
    Context& here = context();
    throw_if_stopping(here);
    if (duration <= Nanos{0}) return;
    LoopClock& clock = here.runtime.clock;
    const Nanos deadline = later(clock.now(), duration);
    {
        const Blocked blocked{here, Block::Cpu, duration, site};
        while (clock.now() < deadline && !clock.stopped()) {
            // A clock that stands still would keep this spinning for as long as the pause lasts.
            if (clock.standing_still()) wait_until(here, deadline);
        }
    }
    throw_if_stopping(here);
}

void call(const std::string& name, const std::function<void()>& fn, CallSite site) {
    Context& here = context();
    throw_if_stopping(here);
    Runtime& run = here.runtime;
    const trace::TaskId id = run.next_task();
    const trace::TaskId caller = std::exchange(here.task, id);
    emit(here, {.arg = trace::pack_created(caller, here.site_id(site)),
                .task = id,
                .object = run.tables->intern(name),
                .kind = Kind::TaskCreated});
    emit(here, {.task = id, .kind = Kind::StepBegin, .reason = code(trace::Cause::Called)});
    const auto end = [&](trace::Outcome outcome, const char* message) {
        emit(here, {.task = id,
                    .object = run.tables->store(message),
                    .kind = Kind::TaskEnded,
                    .reason = code(outcome)});
        here.task = caller;
    };
    try {
        fn();
    } catch (const Stopped&) {
        end(trace::Outcome::Stopped, "");
        throw;
    } catch (const std::exception& e) {
        end(trace::Outcome::Failed, e.what());
        throw;
    } catch (...) {
        end(trace::Outcome::Failed, "an exception that is not a std::exception");
        throw;
    }
    end(trace::Outcome::Done, "");
}

struct Thread::State {
    explicit State(Runtime& run) : context(run) {}
    Context context;
    std::exception_ptr error;
    std::atomic<bool> done{false};
    Context* joiner = nullptr;
    std::mutex mutex;  // guards joiner against the moment of ending
    std::thread thread;
};

Thread::Thread(const std::string& name, std::function<void()> fn) {
    Context& here = context();
    throw_if_stopping(here);
    Runtime& run = here.runtime;
    state_ = std::make_unique<State>(run);
    run.clock.enter();
    run.clock.line_up(state_->context.waiter);
    const trace::StringId name_id = run.tables->intern(name);
    const auto body = [state = state_.get(), fn = std::move(fn), name_id] {
        Context& mine = state->context;
        LoopClock& clock = mine.runtime.clock;
        set_context(&mine);
        // In virtual time new threads begin one by one, in the order in which they were made.
        if (clock.standing_still()) clock.wait(mine.waiter, clock.now());
        emit(mine, {.object = name_id, .kind = Kind::ThreadBegin, .reason = code(trace::ThreadRole::Thread)});
        try {
            fn();
        } catch (...) {
            state->error = std::current_exception();
        }
        emit(mine, {.kind = Kind::ThreadEnd});
        {
            const std::scoped_lock lock{state->mutex};
            state->done = true;
            if (state->joiner != nullptr) clock.poke(state->joiner->waiter);
        }
        clock.leave();
        set_context(nullptr);
    };
    try {
        state_->thread = std::thread{body};
    } catch (const std::system_error&) {
        run.clock.leave();
        throw;
    }
}

Thread::Thread(std::function<void()> fn)
    : Thread("Thread " + std::to_string(++context().runtime.threads), std::move(fn)) {}

Thread::Thread(Thread&&) noexcept = default;

Thread::~Thread() {
    if (!state_ || !state_->thread.joinable()) return;
    try {
        join();
    } catch (...) {
        // Nobody is left who could be told; the thread's own events have the failure.
        state_->error = nullptr;
    }
    if (state_->thread.joinable()) state_->thread.join();
}

void Thread::join(CallSite site) {
    Context& here = context();
    {
        const Blocked blocked{here, Block::Join, Nanos{-1}, site};
        {
            const std::scoped_lock lock{state_->mutex};
            state_->joiner = &here;
        }
        while (!state_->done) {
            const WaitEnd end = here.runtime.clock.wait(here.waiter, kForever);
            if (end == WaitEnd::Stopped || end == WaitEnd::Stuck) break;
        }
        state_->thread.join();
    }
    if (here.loop != nullptr) here.runtime.clock.poke(here.waiter);
    if (state_->error) std::rethrow_exception(std::exchange(state_->error, nullptr));
    throw_if_stopping(here);
}

}  // namespace loopscope::async
