#include "core/timeline/cut.hpp"

#include <algorithm>
#include <vector>

namespace loopscope::timeline {
namespace {

using trace::Event;
using trace::Kind;

constexpr std::size_t kAll = static_cast<std::size_t>(-1);

class Preamble {
public:
    Preamble(const Timeline& timeline, const State& state, record::Recording& to)
        : timeline_(timeline), state_(state), to_(to) {}

    void write() {
        add(timeline_[0]);
        for (const ThreadState& thread : state_.threads) begin_thread(thread);
        things();
        state_.each_alive([this](TaskId id) {
            create(*state_.task(id));
            return true;
        });
        for (const ThreadState& thread : state_.threads) queues(thread);
        for (const ThreadState& thread : state_.threads) goes_on(thread);
        if (state_.held) add({.thread = 1, .kind = Kind::GateClosed});
    }

private:
    void add(Event event) {
        event.time = state_.time;
        to_.append({&event, 1});
    }

    template <class Reason>
    static std::uint8_t code(Reason reason) {
        return static_cast<std::uint8_t>(reason);
    }

    void begin_thread(const ThreadState& thread) {
        if (thread.id == 0 || thread.ended) return;
        add({.arg = thread.worker,
             .object = thread.name,
             .thread = thread.id,
             .kind = Kind::ThreadBegin,
             .reason = code(thread.role)});
        if (!thread.has_loop) return;
        add({.thread = thread.id, .kind = Kind::LoopBegin});
        add({.arg = thread.turn, .thread = thread.id, .kind = Kind::TurnBegin});
    }

    // Where a task stands that is neither in a queue nor running.
    void create(const TaskState& task) {
        add({.arg = trace::pack_created(task.parent, task.created_at),
             .task = task.id,
             .object = task.name,
             .thread = task.thread,
             .kind = Kind::TaskCreated});
        if (task.cancel_requested)
            add({.task = task.id, .thread = task.thread, .kind = Kind::CancelRequested});
        if (task.status != TaskStatus::Suspended) return;
        add({.arg = task.wait_arg,
             .task = task.id,
             .object = task.line,
             .thread = task.thread,
             .kind = Kind::TaskSuspended,
             .reason = code(task.wait)});
    }

    void things() {
        state_.each_object([this](const ObjectState& object) {
            add({.arg = object.name,
                 .object = object.id,
                 .thread = 1,
                 .kind = Kind::ObjectCreated,
                 .reason = code(object.kind)});
            add({.arg = object.value,
                 .task = object.last_task,
                 .object = object.id,
                 .thread = 1,
                 .kind = Kind::ObjectChanged});
        });
    }

    void queues(const ThreadState& thread) {
        for (const Timer& timer : state_.timers(thread.id, kAll))
            add({.arg = timer.deadline,
                 .task = timer.task,
                 .object = timer.id,
                 .thread = thread.id,
                 .kind = Kind::TimerAdded});
        for (const ReadyItem& item : state_.ready(thread.id, kAll)) {
            const bool callback = item.task == 0;
            add({.arg = callback ? std::int64_t{item.name} : item.cause_arg,
                 .task = item.task,
                 .object = item.callback,
                 .thread = thread.id,
                 .kind = callback ? Kind::CallbackReady : Kind::TaskReady,
                 .reason = code(item.cause)});
        }
        if (thread.id != 1) return;
        for (const WatchedFd& fd : state_.fds(kAll)) {
            add({.arg = fd.label,
                 .task = fd.task,
                 .object = fd.fd,
                 .thread = thread.id,
                 .kind = Kind::FdWatched,
                 .reason = code(fd.interest)});
        }
        for (const QueuedWork& work : state_.queued(kAll))
            add({.arg = work.label,
                 .task = work.task,
                 .object = work.id,
                 .thread = thread.id,
                 .kind = Kind::WorkQueued});
    }

    // What each thread is in the middle of.
    void goes_on(const ThreadState& thread) {
        if (thread.work != 0)
            add({.arg = thread.work_label,
                 .task = thread.work_for,
                 .object = thread.work,
                 .thread = thread.id,
                 .kind = Kind::WorkBegin});
        for (const TaskId caller : thread.callers) step(caller, thread.id);
        if (thread.running != 0) step(thread.running, thread.id);
        if (thread.callback != 0)
            add({.object = thread.callback, .thread = thread.id, .kind = Kind::CallbackBegin});
        if (thread.blocking) {
            const TaskState* task = state_.task(thread.running);
            add({.arg = thread.block_ns,
                 .task = thread.running,
                 .object = task == nullptr ? SiteId{0} : task->line,
                 .thread = thread.id,
                 .kind = Kind::BlockBegin,
                 .reason = code(thread.block)});
        }
        if (thread.polling) {
            add({.arg = thread.poll_timeout, .thread = thread.id, .kind = Kind::PollBegin});
        } else if (thread.phase != trace::Phase::None) {
            add({.thread = thread.id, .kind = Kind::PhaseBegin, .reason = code(thread.phase)});
        }
    }

    void step(TaskId id, ThreadId thread) {
        const TaskState* task = state_.task(id);
        if (task == nullptr) return;
        add({.arg = task->cause_arg,
             .task = id,
             .thread = thread,
             .kind = Kind::StepBegin,
             .reason = code(task->cause)});
    }

    const Timeline& timeline_;
    const State& state_;
    record::Recording& to_;
};

}  // namespace

std::shared_ptr<record::Recording> without_the_oldest(const Timeline& timeline, std::size_t position) {
    auto rest = std::make_shared<record::Recording>(timeline.shared_tables());
    position = std::min(position, timeline.size());
    if (position > 0) {
        const State state = timeline.state_at(position);
        Preamble(timeline, state, *rest).write();
    }
    std::vector<Event> batch;
    const auto flush = [&] {
        rest->append(batch);
        batch.clear();
    };
    timeline.each(position, timeline.size(), [&](const Event& event) {
        batch.push_back(event);
        if (batch.size() == 4096) flush();
    });
    flush();
    return rest;
}

}  // namespace loopscope::timeline
