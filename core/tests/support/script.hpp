// Writes synthetic recordings, event by event, as a run would emit them.
#pragma once

#include "core/timeline/timeline.hpp"
#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace loopscope::test {

constexpr std::int64_t ns(double ms) {
    return static_cast<std::int64_t>(ms * 1e6 + (ms < 0 ? -0.5 : 0.5));
}

// Every method that appends takes time and thread from at() and on(). Times are in milliseconds, places in
// the source are line numbers of `file`.
class Script {
public:
    using Event = trace::Event;
    using Kind = trace::Kind;
    using TaskId = trace::TaskId;
    using ObjectId = trace::ObjectId;
    using ThreadId = trace::ThreadId;

    std::shared_ptr<trace::Tables> tables = std::make_shared<trace::Tables>();
    std::vector<Event> events;
    std::string file = "two_tasks.cpp";

    [[nodiscard]] timeline::Timeline timeline() const { return timeline(events.size()); }
    // Cut off behind the first `count` events.
    [[nodiscard]] timeline::Timeline timeline(std::size_t count) const {
        timeline::Timeline made(tables);
        made.append(std::span(events).first(std::min(count, events.size())));
        return made;
    }
    // Position right behind the last event so far.
    [[nodiscard]] std::size_t here() const { return events.size(); }

    Script& at(double ms) {
        now_ = ns(ms);
        return *this;
    }
    Script& later(double ms) {
        now_ += ns(ms);
        return *this;
    }
    Script& on(ThreadId thread) {
        thread_ = thread;
        return *this;
    }
    [[nodiscard]] std::int64_t now() const { return now_; }

    // Stamps time, seq and, where it has none, thread.
    Script& add(Event e) {
        e.time = now_;
        e.seq = static_cast<std::uint32_t>(events.size());
        if (e.thread == 0) e.thread = thread_;
        events.push_back(e);
        return *this;
    }

    trace::StringId text(std::string_view words) { return tables->intern(words); }
    trace::SiteId site(std::uint32_t line) { return tables->intern(trace::Site{file, "task", line}); }

    Script& run_begin(std::string_view name = "run") {
        return add({.object = text(name), .kind = Kind::RunBegin});
    }
    Script& run_end(trace::Outcome outcome = trace::Outcome::Done, std::string_view message = "") {
        return add({.object = text(message), .kind = Kind::RunEnd, .reason = code(outcome)});
    }
    Script& thread_begin(trace::ThreadRole role, std::string_view name, std::int64_t worker = 0) {
        return add({.arg = worker, .object = text(name), .kind = Kind::ThreadBegin, .reason = code(role)});
    }
    Script& thread_end() { return add({.kind = Kind::ThreadEnd}); }
    Script& loop_begin() { return add({.kind = Kind::LoopBegin}); }
    Script& loop_end() { return add({.kind = Kind::LoopEnd}); }

    Script& turn() { return add({.arg = ++turns_[thread_], .kind = Kind::TurnBegin}); }
    Script& phase(trace::Phase phase) { return add({.kind = Kind::PhaseBegin, .reason = code(phase)}); }
    Script& poll_begin(std::int64_t timeout_ns) { return add({.arg = timeout_ns, .kind = Kind::PollBegin}); }
    Script& poll_end(trace::PollWake wake, double slept_ms = 0) {
        return add({.arg = ns(slept_ms), .kind = Kind::PollEnd, .reason = code(wake)});
    }
    // From the prepare phase to the check phase.
    Script& look() {
        return phase(trace::Phase::Prepare)
            .poll_begin(0)
            .poll_end(trace::PollWake::Nothing)
            .phase(trace::Phase::Check);
    }
    Script& nap(double ms, trace::PollWake wake = trace::PollWake::Timeout) {
        phase(trace::Phase::Prepare).poll_begin(ns(ms));
        return later(ms).poll_end(wake, ms).phase(trace::Phase::Check);
    }

    // Created, and not more.
    TaskId create(std::string_view name, std::uint32_t line = 0) {
        const TaskId id = ++tasks_;
        add({.arg = trace::pack_created(running_[thread_], line == 0 ? 0 : site(line)),
             .task = id,
             .object = text(name),
             .kind = Kind::TaskCreated});
        return id;
    }
    // Created and ready, as a loop makes them.
    TaskId task(std::string_view name, std::uint32_t line = 0) {
        const TaskId parent = running_[thread_];
        const TaskId id = create(name, line);
        ready(id, trace::Cause::First, parent);
        return id;
    }
    // A plain call: created and running at once.
    TaskId call(std::string_view name, std::uint32_t line = 0) {
        const TaskId id = create(name, line);
        called_by_[id] = running_[thread_];
        step(id, trace::Cause::Called);
        return id;
    }
    Script& ready(TaskId id, trace::Cause cause, std::int64_t arg = 0) {
        causes_[id] = {cause, arg};
        return add({.arg = arg, .task = id, .kind = Kind::TaskReady, .reason = code(cause)});
    }
    Script& step(TaskId id, trace::Cause cause, std::int64_t arg = 0) {
        running_[thread_] = id;
        return add({.arg = arg, .task = id, .kind = Kind::StepBegin, .reason = code(cause)});
    }
    // With the cause that made it ready.
    Script& step(TaskId id) {
        const auto cause = causes_[id];
        return step(id, cause.first, cause.second);
    }
    Script& suspend(TaskId id, trace::Wait wait, std::uint32_t line = 0, std::int64_t arg = 0) {
        running_[thread_] = 0;
        return add({.arg = arg,
                    .task = id,
                    .object = line == 0 ? 0 : site(line),
                    .kind = Kind::TaskSuspended,
                    .reason = code(wait)});
    }
    // Adds the timer, and suspends on it. Returns the timer.
    ObjectId sleep(TaskId id, double ms, std::uint32_t line = 0) {
        const ObjectId made = timer(id, static_cast<double>(now_) / 1e6 + ms);
        suspend(id, trace::Wait::Sleep, line, now_ + ns(ms));
        return made;
    }
    Script& end(TaskId id, trace::Outcome outcome = trace::Outcome::Done, std::string_view message = "") {
        running_[thread_] = called_by_[id];
        return add({.task = id, .object = text(message), .kind = Kind::TaskEnded, .reason = code(outcome)});
    }
    Script& cancel(TaskId id, TaskId who = 0) {
        return add({.arg = who, .task = id, .kind = Kind::CancelRequested});
    }
    Script& coroutine_begin(TaskId id, std::uint32_t line) {
        return add({.task = id, .object = site(line), .kind = Kind::CoroutineBegin});
    }
    Script& coroutine_end(TaskId id, std::uint32_t line) {
        return add({.task = id, .object = site(line), .kind = Kind::CoroutineEnd});
    }

    ObjectId callback_ready(std::string_view name, trace::Cause cause = trace::Cause::Yielded) {
        const ObjectId id = ++objects_;
        add({.arg = text(name), .object = id, .kind = Kind::CallbackReady, .reason = code(cause)});
        return id;
    }
    Script& callback_begin(ObjectId id, std::string_view name, trace::Cause cause = trace::Cause::Yielded) {
        return add({.arg = text(name), .object = id, .kind = Kind::CallbackBegin, .reason = code(cause)});
    }
    Script& callback_end(ObjectId id) { return add({.object = id, .kind = Kind::CallbackEnd}); }

    ObjectId timer(TaskId id, double deadline_ms) {
        const ObjectId made = ++objects_;
        timers_[made] = {id, ns(deadline_ms)};
        return about_timer(Kind::TimerAdded, made);
    }
    // Due, and its task is ready.
    Script& due(ObjectId id) {
        about_timer(Kind::TimerDue, id);
        if (const TaskId sleeper = timers_[id].first; sleeper != 0)
            ready(sleeper, trace::Cause::TimerDue, id);
        return *this;
    }
    Script& timer_cancelled(ObjectId id) {
        about_timer(Kind::TimerCancelled, id);
        return *this;
    }

    ObjectId object(trace::ObjectKind kind, std::string_view name) {
        const ObjectId id = ++objects_;
        add({.arg = text(name), .object = id, .kind = Kind::ObjectCreated, .reason = code(kind)});
        return id;
    }
    Script& change(ObjectId id, std::int64_t value, TaskId who = 0) {
        return add({.arg = value, .task = who, .object = id, .kind = Kind::ObjectChanged});
    }

    Script& watch(TaskId id, std::uint32_t fd, trace::Interest interest, std::string_view label) {
        return add({.arg = text(label),
                    .task = id,
                    .object = fd,
                    .kind = Kind::FdWatched,
                    .reason = code(interest)});
    }
    Script& fd_ready(std::uint32_t fd, trace::Interest interest = trace::Interest::Read) {
        return add({.object = fd, .kind = Kind::FdReady, .reason = code(interest)});
    }
    Script& unwatch(std::uint32_t fd) { return add({.object = fd, .kind = Kind::FdUnwatched}); }

    ObjectId work(TaskId id, std::string_view label) {
        const ObjectId made = ++objects_;
        add({.arg = text(label), .task = id, .object = made, .kind = Kind::WorkQueued});
        return made;
    }
    Script& work_begin(ObjectId id, TaskId waiter, std::string_view label) {
        return add({.arg = text(label), .task = waiter, .object = id, .kind = Kind::WorkBegin});
    }
    Script& work_end(ObjectId id, TaskId waiter = 0) {
        return add({.task = waiter, .object = id, .kind = Kind::WorkEnd});
    }
    Script& work_cancelled(ObjectId id, TaskId waiter, std::string_view label) {
        return add({.arg = text(label), .task = waiter, .object = id, .kind = Kind::WorkCancelled});
    }
    Script& process(TaskId id, std::uint32_t pid, std::string_view command) {
        return add({.arg = text(command), .task = id, .object = pid, .kind = Kind::ProcessSpawned});
    }
    Script& process_exit(std::uint32_t pid, std::int64_t status) {
        return add({.arg = status, .object = pid, .kind = Kind::ProcessExited});
    }

    Script& output(TaskId id, std::string_view words, std::uint32_t line = 0) {
        return add(
            {.arg = line == 0 ? 0 : site(line), .task = id, .object = text(words), .kind = Kind::Output});
    }
    // A planned time below 0 is unknown.
    Script& block(TaskId id, trace::Block block, double planned_ms, std::uint32_t line = 0) {
        return add({.arg = planned_ms < 0 ? -1 : ns(planned_ms),
                    .task = id,
                    .object = line == 0 ? 0 : site(line),
                    .kind = Kind::BlockBegin,
                    .reason = code(block)});
    }
    Script& unblock(TaskId id) { return add({.task = id, .kind = Kind::BlockEnd}); }
    Script& loop_blocked(TaskId id, double ms, std::uint32_t line = 0) {
        return add(
            {.arg = ns(ms), .task = id, .object = line == 0 ? 0 : site(line), .kind = Kind::LoopBlocked});
    }
    Script& gate_closed(trace::GateCause cause) {
        return add({.kind = Kind::GateClosed, .reason = code(cause)});
    }
    Script& gate_opened() { return add({.kind = Kind::GateOpened}); }
    Script& clock(double rate) {
        return add(
            {.object = static_cast<std::uint32_t>(std::lround(rate * 1000)), .kind = Kind::ClockChanged});
    }
    Script& misuse(TaskId id, trace::MisuseKind kind, std::uint32_t line = 0) {
        return add(
            {.task = id, .object = line == 0 ? 0 : site(line), .kind = Kind::Misuse, .reason = code(kind)});
    }
    Script& lost(std::int64_t count) { return add({.arg = count, .kind = Kind::Lost}); }

private:
    template <class Reason>
    static std::uint8_t code(Reason reason) {
        return static_cast<std::uint8_t>(reason);
    }
    ObjectId about_timer(Kind kind, ObjectId id) {
        const auto [task_of, deadline] = timers_[id];
        add({.arg = deadline, .task = task_of, .object = id, .kind = kind});
        return id;
    }

    std::int64_t now_ = 0;
    ThreadId thread_ = 1;
    TaskId tasks_ = 0;
    ObjectId objects_ = 0;
    std::map<ThreadId, std::int64_t> turns_;
    std::map<ThreadId, TaskId> running_;
    std::map<TaskId, TaskId> called_by_;
    std::map<TaskId, std::pair<trace::Cause, std::int64_t>> causes_;
    std::map<ObjectId, std::pair<TaskId, std::int64_t>> timers_;
};

// "task 1", "task 2", ... each print, sleep for `ms` on one loop, print and end; "main" (id 1) spawns them
// and waits for all. The tasks have the ids 2, 3, ...
inline Script two_sleepers(int count = 2, double ms = 1000) {
    Script s;
    s.run_begin("two-tasks").thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId main = s.task("main", 52);
    s.turn().look().step(main);
    s.coroutine_begin(main, 47);
    std::vector<trace::TaskId> tasks;
    for (int n = 1; n <= count; ++n) tasks.push_back(s.task("task " + std::to_string(n), 47));
    s.suspend(main, trace::Wait::Tasks, 47, count);

    s.turn().look();
    std::vector<trace::ObjectId> timers;
    for (int n = 1; n <= count; ++n) {
        const trace::TaskId id = tasks[static_cast<std::size_t>(n - 1)];
        s.step(id).output(id, "Running task " + std::to_string(n), 34);
        timers.push_back(s.sleep(id, ms, 39));
    }
    s.turn().nap(ms);

    s.turn().phase(trace::Phase::Timers);
    for (const trace::ObjectId timer : timers) s.due(timer);
    s.look();
    for (int n = 1; n <= count; ++n) {
        const trace::TaskId id = tasks[static_cast<std::size_t>(n - 1)];
        s.step(id).output(id, "Finished task " + std::to_string(n), 40).end(id);
    }
    s.ready(main, trace::Cause::TaskDone, tasks.empty() ? 0 : tasks.back());
    s.turn().look().step(main).coroutine_end(main, 47).end(main);
    s.turn().phase(trace::Phase::Closing).loop_end();
    s.output(0, "Finished", 93).thread_end().run_end();
    return s;
}

// The same work as plain calls, one after the other on one thread.
inline Script two_blocking(int count = 2, double ms = 1000) {
    Script s;
    s.run_begin("two-tasks").thread_begin(trace::ThreadRole::Main, "main");
    for (int n = 1; n <= count; ++n) {
        const trace::TaskId id = s.call("task " + std::to_string(n), 28);
        s.output(id, "Running task " + std::to_string(n), 20).block(id, trace::Block::Sleep, ms, 22);
        s.later(ms).unblock(id).output(id, "Finished task " + std::to_string(n), 23).end(id);
    }
    s.output(0, "Finished", 93).thread_end().run_end();
    return s;
}

// The same work on a thread each (2, 3, ...), which the main thread joins.
inline Script two_threads(int count = 2, double ms = 1000) {
    Script s;
    s.run_begin("two-tasks")
        .thread_begin(trace::ThreadRole::Main, "main")
        .block(0, trace::Block::Join, -1, 63);
    std::vector<trace::TaskId> tasks;
    for (int n = 1; n <= count; ++n) {
        s.on(static_cast<trace::ThreadId>(n + 1));
        s.thread_begin(trace::ThreadRole::Thread, "Thread " + std::to_string(n));
        const trace::TaskId id = s.call("task " + std::to_string(n), 61);
        s.output(id, "Running task " + std::to_string(n), 20).block(id, trace::Block::Sleep, ms, 22);
        tasks.push_back(id);
    }
    s.later(ms);
    for (int n = 1; n <= count; ++n) {
        const trace::TaskId id = tasks[static_cast<std::size_t>(n - 1)];
        s.on(static_cast<trace::ThreadId>(n + 1)).unblock(id);
        s.output(id, "Finished task " + std::to_string(n), 23).end(id).thread_end();
        s.on(1).unblock(0);
        if (n < count) s.block(0, trace::Block::Join, -1, 63);
    }
    s.output(0, "Finished", 93).thread_end().run_end();
    return s;
}

// Position right behind the `nth` event of `kind`.
inline std::size_t after(const Script& script, trace::Kind kind, int nth = 1) {
    for (std::size_t i = 0; i < script.events.size(); ++i) {
        if (script.events[i].kind == kind && --nth == 0) return i + 1;
    }
    return script.events.size();
}

}  // namespace loopscope::test
