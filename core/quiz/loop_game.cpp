#include "core/quiz/loop_game.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::quiz {

using trace::Cause;
using trace::Event;
using trace::Kind;

namespace {

// What poll brings in, from outside of the loop.
bool comes_from_outside(Cause cause) {
    return cause == Cause::FdReady || cause == Cause::WorkerDone || cause == Cause::ProcessDone ||
           cause == Cause::Posted;
}

}  // namespace

LoopGame::LoopGame(std::shared_ptr<const timeline::Timeline> recording) : recording_(std::move(recording)) {
    for (std::size_t i = 0; i < recording_->size(); ++i) {
        const Event e = (*recording_)[i];
        if (e.kind != Kind::LoopBegin) continue;
        if (thread_ != 0) return;
        thread_ = e.thread;
    }
    if (thread_ != 0) read();
}

void LoopGame::read() {
    bool runs = false;        // a task or a callback
    bool collecting = false;  // the last decision took in what poll had brought
    bool polled = false;      // ... or went to sleep, again after it was woken for nothing
    for (std::size_t i = 0; i < recording_->size(); ++i) {
        const Event e = (*recording_)[i];
        if (e.thread != thread_) continue;
        const auto decide = [&](MoveKind kind, trace::TaskId task = 0) {
            decisions_.push_back({{kind, task}, i});
            collecting = kind == MoveKind::Collect;
            polled = kind == MoveKind::Poll;
        };
        switch (e.kind) {
            case Kind::StepBegin:
                if (e.as<Cause>() != Cause::Called) decide(MoveKind::Resume, e.task);
                runs = true;
                break;
            case Kind::CallbackBegin: runs = true; break;
            case Kind::TaskSuspended:
            case Kind::TaskEnded:
            case Kind::CallbackEnd: runs = false; break;
            case Kind::TimerDue:
                if (!runs) decide(MoveKind::Timer, e.task);
                break;
            case Kind::PollBegin:
                if (e.arg != 0 && !polled) decide(MoveKind::Poll);
                break;
            case Kind::TaskReady:
                if (!runs && !collecting && comes_from_outside(e.as<Cause>())) decide(MoveKind::Collect);
                break;
            case Kind::LoopEnd: decide(MoveKind::Finish); break;
            default: break;
        }
    }
}

std::size_t LoopGame::position() const {
    return made_ < decisions_.size() ? decisions_[made_].index : recording_->size();
}

std::optional<Move> LoopGame::recorded() const {
    if (made_ >= decisions_.size()) return std::nullopt;
    return decisions_[made_].move;
}

std::vector<Move> LoopGame::moves() const {
    std::vector<Move> all;
    if (!playable() || won()) return all;
    const timeline::State& state = recording_->state_at(position());
    const timeline::ThreadState* loop = state.thread(thread_);
    if (loop == nullptr) return all;
    const auto ready = ready_tasks(state, *loop);
    for (const trace::TaskId task : ready) all.push_back({MoveKind::Resume, task});
    for (const trace::TaskId id : state.alive()) {
        const timeline::TaskState& task = *state.task(id);
        const bool waits = task.status == timeline::TaskStatus::Suspended;
        if (waits && task.thread == thread_) all.push_back({MoveKind::Resume, id});
    }
    for (const timeline::Timer& timer : state.timers(thread_)) {
        const Move move{MoveKind::Timer, timer.task};
        if (std::ranges::find(all, move) == all.end()) all.push_back(move);
    }
    // Whatever the loop did here is always on offer.
    const Move right = decisions_[made_].move;
    if (std::ranges::find(all, right) == all.end() &&
        (right.kind == MoveKind::Resume || right.kind == MoveKind::Timer))
        all.push_back(right);
    for (const MoveKind kind : {MoveKind::Collect, MoveKind::Poll, MoveKind::Finish})
        all.push_back({kind, 0});
    return all;
}

Refusal LoopGame::refuse(const Move& move) const {
    const timeline::State state = recording_->state_at(position());
    return detail::explain(state, recording_->tables(), thread_, move, decisions_[made_].move);
}

std::optional<Refusal> LoopGame::apply(const Move& move) {
    if (made_ >= decisions_.size()) {
        Refusal over;
        over.why.say("The loop has ended.");
        return over;
    }
    if (move == decisions_[made_].move) {
        ++made_;
        return std::nullopt;
    }
    ++wrong_;
    return refuse(move);
}

bool LoopGame::undo() {
    if (made_ == 0) return false;
    --made_;
    return true;
}

}  // namespace loopscope::quiz
