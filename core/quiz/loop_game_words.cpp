// Why a move is not what the loop does now.
#include "core/base/format.hpp"
#include "core/quiz/loop_game.hpp"

#include <algorithm>

namespace loopscope::quiz::detail {

using timeline::TaskState;
using timeline::TaskStatus;
using trace::TaskId;

namespace {

class Explainer {
public:
    Explainer(const timeline::State& state, const trace::Tables& tables, const timeline::ThreadState& loop,
              const Move& right)
        : state_(state), tables_(tables), loop_(loop), right_(right), ready_(ready_tasks(state, loop)) {}

    Refusal of(const Move& move) const {
        switch (move.kind) {
            case MoveKind::Resume: return resume(move.task);
            case MoveKind::Timer: return timer(move.task);
            case MoveKind::Collect: return collect();
            case MoveKind::Poll: return poll();
            case MoveKind::Finish: return finish();
        }
        return {};
    }

private:
    [[nodiscard]] std::string name(TaskId id) const { return task_name(state_, tables_, id); }
    [[nodiscard]] bool is_due(const timeline::Timer& timer) const { return timer.deadline <= state_.time; }
    [[nodiscard]] const timeline::Timer* timer_of(TaskId id) const {
        const auto it = std::ranges::find(timers_, id, &timeline::Timer::task);
        return it == timers_.end() ? nullptr : &*it;
    }
    [[nodiscard]] std::size_t due_count() const {
        return static_cast<std::size_t>(
            std::ranges::count_if(timers_, [this](const auto& t) { return is_due(t); }));
    }

    // What has to be done before anybody runs.
    [[nodiscard]] Refusal something_first() const {
        Refusal refusal;
        if (right_.kind == MoveKind::Timer) {
            refusal.why.say("First the timers: the one of ")
                .strong(name(right_.task))
                .say(
                    " is due, and the loop looks at its timers before it goes through the ready queue "
                    "again.");
            return refusal;
        }
        if (right_.kind == MoveKind::Collect) {
            refusal.why.say(
                "Poll has brought news, and the loop makes ready whoever waited for it before it runs "
                "anybody.");
            return refusal;
        }
        if (right_.kind == MoveKind::Resume) {
            refusal.why.say("It is the turn of ")
                .strong(name(right_.task))
                .say(", the first in the ready queue.");
            return refusal;
        }
        refusal.why.say("Nobody is ready to run now.");
        return refusal;
    }

    [[nodiscard]] Refusal resume(TaskId id) const {
        Refusal refusal;
        const TaskState* task = state_.task(id);
        if (task == nullptr || task->id == 0) {
            refusal.why.say("There is no such task now.");
            return refusal;
        }
        refusal.why.strong(name(id));
        switch (task->status) {
            case TaskStatus::Ended: refusal.why.say(" is done: nobody can resume it."); return refusal;
            case TaskStatus::Created:
                refusal.why.say(" is not in the ready queue.");
                refusal.misconception = 2;
                return refusal;
            case TaskStatus::Running: refusal.why.say(" runs already."); return refusal;
            case TaskStatus::Suspended: return suspended(*task);
            case TaskStatus::Ready: break;
        }
        if (!ready_.empty() && ready_.front() != id) {
            refusal.why.say(" has to wait its turn: ")
                .strong(name(ready_.front()))
                .say(" is ahead of it in the ready queue, and first come is first served.");
            refusal.misconception = task->cause == trace::Cause::TimerDue ? 14 : 8;
            return refusal;
        }
        return something_first();
    }

    [[nodiscard]] Refusal suspended(const TaskState& task) const {
        Refusal refusal;
        refusal.why.strong(name(task.id));
        const timeline::Timer* timer = timer_of(task.id);
        if (task.wait == trace::Wait::Sleep && timer != nullptr && is_due(*timer)) {
            refusal.why.say(
                " is not ready yet: its time is up, but first its timer has to bring it into the ready "
                "queue.");
            refusal.misconception = 9;
            return refusal;
        }
        refusal.why.say(" waits ").say(waits_for(state_, tables_, task)).say("; only what is ready can run.");
        if (task.wait == trace::Wait::Sleep) refusal.misconception = 9;
        if (task.wait == trace::Wait::Task || task.wait == trace::Wait::Tasks) refusal.misconception = 8;
        return refusal;
    }

    [[nodiscard]] Refusal timer(TaskId id) const {
        Refusal refusal;
        const timeline::Timer* mine = timer_of(id);
        if (mine == nullptr) {
            refusal.why.strong(name(id)).say(" has set no timer.");
            return refusal;
        }
        if (!is_due(*mine)) {
            refusal.why.say("The timer of ")
                .strong(name(id))
                .say(" is due at " + format_seconds(mine->deadline) + ", and it is only " +
                     format_seconds(state_.time) + ".");
            refusal.misconception = 9;
            return refusal;
        }
        if (right_.kind == MoveKind::Timer) {
            refusal.why.say("The timer of ").strong(name(right_.task));
            const timeline::Timer* first = timer_of(right_.task);
            const bool equal = first != nullptr && first->deadline == mine->deadline;
            refusal.why.say(equal ? " comes first: of equal deadlines, the one that was set first."
                                  : " comes first: it was due earlier.");
            refusal.misconception = 14;
            return refusal;
        }
        if (right_.kind == MoveKind::Resume) {
            refusal.why.say("Its time is up, but ")
                .strong(name(right_.task))
                .say(
                    " was ready before: the loop goes through its ready queue, and then looks at the "
                    "timers.");
            refusal.misconception = 14;
            return refusal;
        }
        return something_first();
    }

    [[nodiscard]] Refusal collect() const {
        Refusal refusal;
        refusal.why.say("Poll has brought nothing that anybody waits for.");
        return refusal;
    }

    [[nodiscard]] Refusal poll() const {
        Refusal refusal;
        if (right_.kind == MoveKind::Finish) {
            refusal.why.say("Everybody is done: there is nothing left to sleep for.");
            return refusal;
        }
        if (!ready_.empty()) {
            refusal.why.say("Poll would sleep, but ").say(names(state_, tables_, ready_));
            refusal.why.say(ready_.size() == 1 ? " is ready." : " are ready.");
            refusal.misconception = 4;
            return refusal;
        }
        if (const std::size_t due = due_count(); due > 0) {
            refusal.why.say(due == 1 ? "A timer is due: " : "Timers are due: ");
            refusal.why.strong(name(timers_.front().task)).say(" would sleep longer than it asked for.");
            refusal.misconception = 9;
            return refusal;
        }
        return something_first();
    }

    [[nodiscard]] Refusal finish() const {
        Refusal refusal;
        std::vector<TaskId> alive;
        for (const TaskId id : state_.alive()) {
            if (state_.task(id)->thread == loop_.id) alive.push_back(id);
        }
        if (alive.empty()) return something_first();
        refusal.why.say(names(state_, tables_, alive));
        refusal.why.say(alive.size() == 1 ? " is not done yet: the loop goes on until it is."
                                          : " are not done yet: the loop goes on for them.");
        refusal.misconception = 15;
        return refusal;
    }

    const timeline::State& state_;
    const trace::Tables& tables_;
    const timeline::ThreadState& loop_;
    const timeline::Few<timeline::Timer> timers_ = state_.timers(loop_.id);
    const Move& right_;
    std::vector<TaskId> ready_;
};

}  // namespace

Refusal explain(const timeline::State& state, const trace::Tables& tables, trace::ThreadId loop,
                const Move& move, const Move& right) {
    const timeline::ThreadState* thread = state.thread(loop);
    if (thread == nullptr) return {};
    return Explainer(state, tables, *thread, right).of(move);
}

}  // namespace loopscope::quiz::detail
