#include "core/slides/loop/rows.hpp"

namespace loopscope::slides {

using trace::Event;
using trace::Kind;
using trace::TaskId;
using trace::ThreadId;
using trace::ThreadRole;

namespace {

constexpr std::int64_t kStampUnit = 1'000'000;  // time labels show milliseconds

}  // namespace

std::uint32_t LoopRows::last_row() const {
    return rows_.empty() ? 0 : static_cast<std::uint32_t>(rows_.size() - 1);
}

Row& LoopRows::add(RowKind kind, const Event& e) {
    Row row;
    row.kind = kind;
    row.what = e.kind;
    row.time = e.time;
    row.task = e.task;
    row.thread = e.thread;
    row.first = row.last = read_;
    row.y = place(row, rows_.empty() ? nullptr : &rows_.back());
    if (const std::int64_t stamp = (e.time + kStampUnit / 2) / kStampUnit; stamp != stamp_) {
        stamp_ = stamp;
        row.stamped = true;
    }
    rows_.push_back(row);
    return rows_.back();
}

Row& LoopRows::fold(RowKind kind, const Event& e, TaskId who) {
    const bool fits = !rows_.empty() && rows_.back().kind == kind && rows_.back().thread == e.thread &&
                      rows_.back().task == who && (kind == RowKind::Conduct || rows_.back().what == e.kind);
    Row& row = fits ? rows_.back() : add(kind, e);
    row.last = read_;
    row.task = who;
    if (kind != RowKind::Conduct || e.kind == Kind::TaskCreated) ++row.count;
    return row;
}

void LoopRows::conduct(const Event& e, TaskId who) {
    const timeline::TaskState* state = head_->task(who);
    if (state == nullptr || !state->conducts) {
        if (doubted_.empty() || doubted_.back() != who) doubted_.push_back(who);
    }
    if (e.kind == Kind::TaskCreated && e.task == who) {
        // It is made, not making.
        add(RowKind::Conduct, e).task = who;
    } else {
        fold(RowKind::Conduct, e, who);
    }
}

void LoopRows::open_bar(Lane& lane, BarKind kind, TaskId who) {
    close_bar(lane);
    Bar bar;
    bar.kind = kind;
    bar.task = who;
    bar.from_row = last_row();
    bar.from = read_;
    bar.begin = now_;
    lane.bars.push_back(bar);
}

void LoopRows::close_bar(Lane& lane) {
    if (lane.bars.empty() || lane.bars.back().to_row != kNoRow) return;
    Bar& bar = lane.bars.back();
    bar.to_row = last_row();
    bar.to = read_;
    bar.end = now_;
}

void LoopRows::read(const Event& e) {
    now_ = e.time;
    switch (e.kind) {
        case Kind::TaskCreated: return read_created(e);
        case Kind::TaskReady:
            if (has_lane(e.task)) {
                Lane& lane = task(e.task).lane;
                if (lane.thread == 0) lane.thread = e.thread;
                open_bar(lane, BarKind::Ready, e.task);
            }
            return;
        case Kind::StepBegin: return read_step(e);
        case Kind::TaskSuspended:
        case Kind::TaskEnded: return read_end_of_step(e);
        case Kind::CancelRequested: return read_cancel(e);
        case Kind::BlockBegin: return read_block(e);
        case Kind::BlockEnd: return read_unblock(e);
        case Kind::PollBegin:
        case Kind::PollEnd:
        case Kind::LoopEnd: return read_poll(e);
        case Kind::ThreadBegin:
        case Kind::ThreadEnd: return read_thread(e);
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkEnd: return read_work(e);
        case Kind::TimerDue:
        case Kind::FdReady:
        case Kind::CallbackBegin: fold(RowKind::Mark, e, 0); return;
        case Kind::Output:
        case Kind::ProcessSpawned: add(RowKind::Note, e); return;
        case Kind::Misuse: add(e.task != 0 && has_lane(e.task) ? RowKind::Note : RowKind::Mark, e); return;
        case Kind::ProcessExited:
        case Kind::Lost: add(RowKind::Mark, e); return;
        case Kind::RunEnd: add(RowKind::Finish, e); return;
        default: return;
    }
}

void LoopRows::read_created(const Event& e) {
    Thread& on = thread(e.thread);
    const TaskId creator = on.running;
    if (creator != 0 && (has_lane(creator) || calls_on_threads_)) {
        fold(RowKind::Note, e, creator);
    } else if (creator != 0) {
        conduct(e, creator);
    } else if (on.had_loop) {
        if (has_lane(e.task)) {
            fold(RowKind::Mark, e, 0);
        } else {
            conduct(e, e.task);
        }
    }
    Lane& lane = task(e.task).lane;
    lane.thread = e.thread;
    lane.created = read_;
    lane.created_row = last_row();
}

void LoopRows::read_step(const Event& e) {
    Task& who = task(e.task);
    Thread& on = thread(e.thread);
    if (who.lane.thread == 0) who.lane.thread = e.thread;
    const bool called = e.as<trace::Cause>() == trace::Cause::Called;
    who.called_by = called && on.running != e.task ? on.running : 0;
    if (has_lane(e.task)) {
        Row& row = add(RowKind::Resume, e);
        if (who.called_by != 0 && has_lane(who.called_by)) row.caller = who.called_by;
        open_bar(who.lane, BarKind::Running, e.task);
    } else if (calls_on_threads_) {
        add(RowKind::Note, e);
        open_bar(on.lane, BarKind::Running, e.task);
    } else {
        conduct(e, e.task);
    }
    on.running = e.task;
}

void LoopRows::read_end_of_step(const Event& e) {
    Task& who = task(e.task);
    Thread& on = thread(e.thread);
    if (has_lane(e.task)) {
        Row& row = add(e.kind == Kind::TaskEnded ? RowKind::End : RowKind::Suspend, e);
        if (who.called_by != 0 && has_lane(who.called_by)) row.caller = who.called_by;
        if (e.kind == Kind::TaskSuspended) {
            const std::uint32_t bit = 1U << (e.reason % 32U);
            row.first_use = (waits_seen_ & bit) == 0;
            waits_seen_ |= bit;
        }
        close_bar(who.lane);
        if (e.kind == Kind::TaskEnded) {
            who.lane.ended = read_;
            who.lane.ended_row = last_row();
        }
    } else if (calls_on_threads_) {
        add(RowKind::Note, e);
        close_bar(on.lane);
    } else {
        conduct(e, e.task);
    }
    if (on.running != e.task) return;
    on.running = who.called_by;
    if (calls_on_threads_ && on.running != 0) open_bar(on.lane, BarKind::Running, on.running);
}

void LoopRows::read_cancel(const Event& e) {
    const TaskId asks = thread(e.thread).running;
    Row& row = add(asks != 0 ? RowKind::Note : RowKind::Mark, e);
    row.task = asks;
    row.count = 1;
}

void LoopRows::read_block(const Event& e) {
    Thread& on = thread(e.thread);
    Lane& lane = bars_of(e.task, e.thread);
    const bool own = lane.task != 0;
    if (!own && !shown(on)) return;
    const auto block = e.as<trace::Block>();
    if (block == trace::Block::Join && on.joined && !lane.bars.empty() &&
        lane.bars.back().kind == BarKind::Blocked) {
        // One join after the other is one wait.
        lane.bars.back().to_row = lane.bars.back().to = kNoRow;
        on.joined = false;
        ++generation_;
        return;
    }
    on.joined = false;
    add(block == trace::Block::Join ? RowKind::Note : RowKind::Block, e);
    if (block == trace::Block::Cpu) {
        open_bar(lane, BarKind::Running, e.task);
        lane.bars.back().computes = true;
        return;
    }
    open_bar(lane, BarKind::Blocked, e.task);
    if (own && shown(on)) open_bar(on.lane, BarKind::Held, e.task);
}

void LoopRows::read_unblock(const Event& e) {
    Thread& on = thread(e.thread);
    Lane& lane = bars_of(e.task, e.thread);
    const bool own = lane.task != 0;
    if (!own && !shown(on)) return;
    const bool joins = !lane.bars.empty() && rows_[lane.bars.back().from_row].kind == RowKind::Note;
    if (!joins) add(RowKind::Unblock, e);
    close_bar(lane);
    if (own && !on.lane.bars.empty() && on.lane.bars.back().kind == BarKind::Held) close_bar(on.lane);
    const bool works = e.task == 0 && on.role == trace::ThreadRole::Worker;
    if (works || (e.task != 0 && on.running == e.task)) open_bar(lane, BarKind::Running, e.task);
    on.joined = joins;
}

void LoopRows::read_poll(const Event& e) {
    Lane& lane = thread(e.thread).lane;
    if (e.kind == Kind::PollBegin && e.arg != 0) {
        add(RowKind::Poll, e);
        open_bar(lane, BarKind::Asleep, 0);
    } else if (e.kind != Kind::PollBegin) {
        close_bar(lane);
    }
}

void LoopRows::read_thread(const Event& e) {
    Thread& on = thread(e.thread);
    const bool begins = e.kind == Kind::ThreadBegin;
    if (on.role != ThreadRole::Thread || on.had_loop || !shown(on)) return;
    add(begins ? RowKind::ThreadStart : RowKind::ThreadStop, e).peer = 1;
    if (begins) {
        on.lane.created = read_;
        on.lane.created_row = last_row();
    } else {
        close_bar(on.lane);
        on.lane.ended = read_;
        on.lane.ended_row = last_row();
    }
}

void LoopRows::read_work(const Event& e) {
    if (e.kind == Kind::WorkQueued) {
        add(RowKind::Note, e);
        return;
    }
    Thread& on = thread(e.thread);
    const bool begins = e.kind == Kind::WorkBegin;
    const ThreadId home = e.task != 0 ? task(e.task).lane.thread : ThreadId{0};
    add(begins ? RowKind::WorkStart : RowKind::WorkStop, e).peer = home != 0 ? home : ThreadId{1};
    if (begins) {
        open_bar(on.lane, BarKind::Running, e.task);
    } else {
        close_bar(on.lane);
    }
}

}  // namespace loopscope::slides
