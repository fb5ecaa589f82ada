#include "core/slides/loop/reader.hpp"

#include <algorithm>

namespace loopscope::slides {

using trace::Event;
using trace::Kind;
using trace::TaskId;
using trace::ThreadId;
using trace::ThreadRole;

namespace {

constexpr std::int64_t kStampUnit = 1'000'000;  // time labels show milliseconds

}  // namespace

Row& RowReader::add(RowKind kind, const Event& e) {
    const Row* above = at_.rows == 0 ? nullptr : &at_.last;
    const double room = room_between(above, kind);
    at_.height += room;
    if (above != nullptr) {
        const std::int64_t passed = e.time - above->time;
        if (sink_.stretches != nullptr && passed > 0) sink_.stretches->add(room, passed);
        if (sink_.rows != nullptr) sink_.rows->push_back(at_.last);
    }
    ++at_.rows;
    Row& row = at_.last;
    row = {};
    row.kind = kind;
    row.what = e.kind;
    row.time = e.time;
    row.task = e.task;
    row.thread = e.thread;
    row.first = row.last = at_.position;
    if (const std::int64_t stamp = (e.time + kStampUnit / 2) / kStampUnit; stamp != at_.stamp) {
        at_.stamp = stamp;
        row.stamped = true;
    }
    return row;
}

void RowReader::fold(RowKind kind, const Event& e, TaskId who) {
    const Row& last = at_.last;
    const bool fits = at_.rows != 0 && last.kind == kind && last.thread == e.thread && last.task == who &&
                      (kind == RowKind::Conduct || last.what == e.kind);
    Row& row = fits ? at_.last : add(kind, e);
    row.last = at_.position;
    row.task = who;
    if (kind != RowKind::Conduct || e.kind == Kind::TaskCreated) ++row.count;
}

void RowReader::conduct(const Event& e, TaskId who) {
    if (e.kind == Kind::TaskCreated && e.task == who) {
        // It is made, not making.
        add(RowKind::Conduct, e).task = who;
    } else {
        fold(RowKind::Conduct, e, who);
    }
}

void RowReader::give(const BarChange& change) {
    if (sink_.bars != nullptr) sink_.bars->push_back(change);
}

void RowReader::task_bar(TaskId lane, BarChange::What what, BarKind kind, const Event& e) {
    give({at_.position, e.time, lane, lane, e.thread, kind, what});
}

void RowReader::thread_bar(ThreadId lane, BarChange::What what, BarKind kind, TaskId who, const Event& e) {
    ThreadReading& on = thread(lane);
    if (what == BarChange::What::Closes && !on.bar.open()) return;
    const BarChange change{at_.position, e.time, 0, who, known_thread(lane), kind, what};
    apply(on.bar, change);
    if (what == BarChange::What::Opens && on.first_task == 0) on.first_task = who;
    give(change);
}

ThreadReading& RowReader::thread(ThreadId id) {
    const std::size_t index = known_thread(id) - std::size_t{1};
    if (index >= at_.threads.size()) at_.threads.resize(index + 1);
    return at_.threads[index];
}

bool RowReader::has_lane(TaskId id) {
    if (id == 0) return false;
    const bool has = facts_.has_lane(id);
    if (!has && sink_.relied != nullptr) sink_.relied->rely_on_no_lane(id, at_.position);
    return has;
}

bool RowReader::shown(ThreadId id) {
    if (sink_.relied != nullptr) sink_.relied->rely_on_shown(id, at_.position);
    return facts_.shown(id);
}

TaskId RowReader::caller_of(TaskId id) const {
    const auto call =
        std::find_if(at_.calls.rbegin(), at_.calls.rend(), [&](const Call& c) { return c.task == id; });
    return call == at_.calls.rend() ? 0 : call->by;
}

void RowReader::forget_call(TaskId id) {
    std::erase_if(at_.calls, [&](const Call& call) { return call.task == id; });
}

void RowReader::read(const Event& e) {
    ++at_.position;
    switch (e.kind) {
        case Kind::TaskCreated: read_created(e); break;
        case Kind::TaskReady:
            if (has_lane(e.task)) task_bar(e.task, BarChange::What::Opens, BarKind::Ready, e);
            break;
        case Kind::StepBegin: read_step(e); break;
        case Kind::TaskSuspended:
        case Kind::TaskEnded: read_end_of_step(e); break;
        case Kind::CancelRequested: read_cancel(e); break;
        case Kind::BlockBegin: return read_block(e);
        case Kind::BlockEnd: return read_unblock(e);
        case Kind::PollBegin:
        case Kind::PollEnd:
        case Kind::LoopEnd: read_poll(e); break;
        case Kind::ThreadBegin:
        case Kind::ThreadEnd: read_thread(e); break;
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkEnd: read_work(e); break;
        case Kind::TimerDue:
        case Kind::FdReady:
        case Kind::CallbackBegin: fold(RowKind::Mark, e, 0); break;
        case Kind::Output:
        case Kind::ProcessSpawned: add(RowKind::Note, e); break;
        case Kind::Misuse: add(has_lane(e.task) ? RowKind::Note : RowKind::Mark, e); break;
        case Kind::ProcessExited:
        case Kind::Lost: add(RowKind::Mark, e); break;
        case Kind::RunEnd: add(RowKind::Finish, e); break;
        default: break;
    }
    thread(e.thread).joined = false;
}

void RowReader::read_created(const Event& e) {
    if (facts_.has_lane(e.task)) task_bar(e.task, BarChange::What::Begins, BarKind::Running, e);
    const TaskId creator = thread(e.thread).running;
    if (creator != 0) {
        if (facts_.calls_on_threads() || has_lane(creator)) return fold(RowKind::Note, e, creator);
        return conduct(e, creator);
    }
    if (sink_.relied != nullptr) sink_.relied->rely_on_loop(e.thread, at_.position);
    if (!facts_.thread(e.thread).had_loop) return;
    if (has_lane(e.task)) {
        fold(RowKind::Mark, e, 0);
    } else {
        conduct(e, e.task);
    }
}

void RowReader::read_step(const Event& e) {
    const TaskId running = thread(e.thread).running;
    const bool called = e.as<trace::Cause>() == trace::Cause::Called;
    const TaskId caller = called && running != e.task ? running : 0;
    if (!at_.calls.empty()) forget_call(e.task);
    if (caller != 0) at_.calls.push_back({e.task, caller});
    if (has_lane(e.task)) {
        Row& row = add(RowKind::Resume, e);
        if (caller != 0 && has_lane(caller)) row.caller = caller;
        task_bar(e.task, BarChange::What::Opens, BarKind::Running, e);
    } else if (facts_.calls_on_threads()) {
        add(RowKind::Note, e);
        thread_bar(e.thread, BarChange::What::Opens, BarKind::Running, e.task, e);
    } else {
        conduct(e, e.task);
    }
    thread(e.thread).running = e.task;
}

void RowReader::read_end_of_step(const Event& e) {
    const TaskId caller = at_.calls.empty() ? 0 : caller_of(e.task);
    if (caller != 0) forget_call(e.task);
    if (has_lane(e.task)) {
        Row& row = add(e.kind == Kind::TaskEnded ? RowKind::End : RowKind::Suspend, e);
        if (caller != 0 && has_lane(caller)) row.caller = caller;
        if (e.kind == Kind::TaskSuspended) {
            const std::uint32_t bit = 1U << (e.reason % 32U);
            row.first_use = (at_.waits_seen & bit) == 0;
            at_.waits_seen |= bit;
        }
        task_bar(e.task, e.kind == Kind::TaskEnded ? BarChange::What::Ends : BarChange::What::Closes,
                 BarKind::Running, e);
    } else if (facts_.calls_on_threads()) {
        add(RowKind::Note, e);
        thread_bar(e.thread, BarChange::What::Closes, BarKind::Running, 0, e);
    } else {
        conduct(e, e.task);
    }
    if (thread(e.thread).running != e.task) return;
    thread(e.thread).running = caller;
    if (facts_.calls_on_threads() && caller != 0)
        thread_bar(e.thread, BarChange::What::Opens, BarKind::Running, caller, e);
}

void RowReader::read_cancel(const Event& e) {
    const TaskId asks = thread(e.thread).running;
    Row& row = add(asks != 0 ? RowKind::Note : RowKind::Mark, e);
    row.task = asks;
    row.count = 1;
}

void RowReader::read_block(const Event& e) {
    const bool own = has_lane(e.task), on_thread = shown(e.thread);
    if (!own && !on_thread) return;
    ThreadReading& on = thread(e.thread);
    const auto block = e.as<trace::Block>();
    on.joins = block == trace::Block::Join;
    const bool again = on.joins && on.joined && !own && on.bar.there() && on.bar.kind == BarKind::Blocked;
    on.joined = false;
    // One join after the other is one wait.
    if (again) return thread_bar(e.thread, BarChange::What::Reopens, BarKind::Blocked, 0, e);
    add(on.joins ? RowKind::Note : RowKind::Block, e);
    const BarKind kind = block == trace::Block::Cpu ? BarKind::Running : BarKind::Blocked;
    if (own) {
        task_bar(e.task, BarChange::What::Opens, kind, e);
        if (on_thread && kind == BarKind::Blocked)
            thread_bar(e.thread, BarChange::What::Opens, BarKind::Held, e.task, e);
    } else {
        thread_bar(e.thread, BarChange::What::Opens, kind, e.task, e);
    }
}

void RowReader::read_unblock(const Event& e) {
    const bool own = has_lane(e.task);
    if (!own && !shown(e.thread)) return;
    ThreadReading& on = thread(e.thread);
    const bool joins = on.joins;
    on.joins = false;
    if (!joins) add(RowKind::Unblock, e);
    if (own) {
        task_bar(e.task, BarChange::What::Closes, BarKind::Blocked, e);
        if (on.bar.kind == BarKind::Held) thread_bar(e.thread, BarChange::What::Closes, BarKind::Held, 0, e);
    } else {
        thread_bar(e.thread, BarChange::What::Closes, BarKind::Blocked, 0, e);
    }
    if (e.task == 0 && sink_.relied != nullptr) sink_.relied->rely_on_role(e.thread, at_.position);
    const bool works = e.task == 0 && facts_.thread(e.thread).role == ThreadRole::Worker;
    if (own && on.running == e.task) {
        task_bar(e.task, BarChange::What::Opens, BarKind::Running, e);
    } else if (!own && (works || (e.task != 0 && on.running == e.task))) {
        thread_bar(e.thread, BarChange::What::Opens, BarKind::Running, e.task, e);
    }
    on.joined = joins;
}

void RowReader::read_poll(const Event& e) {
    if (e.kind == Kind::PollBegin && e.arg != 0) {
        add(RowKind::Poll, e);
        thread_bar(e.thread, BarChange::What::Opens, BarKind::Asleep, 0, e);
    } else if (e.kind != Kind::PollBegin) {
        thread_bar(e.thread, BarChange::What::Closes, BarKind::Asleep, 0, e);
    }
}

void RowReader::read_thread(const Event& e) {
    const ThreadFacts& fact = facts_.thread(e.thread);
    if (sink_.relied != nullptr) sink_.relied->rely_on_role(e.thread, at_.position);
    if (fact.role != ThreadRole::Thread) return;
    if (sink_.relied != nullptr) sink_.relied->rely_on_loop(e.thread, at_.position);
    if (fact.had_loop || !shown(e.thread)) return;
    const bool begins = e.kind == Kind::ThreadBegin;
    add(begins ? RowKind::ThreadStart : RowKind::ThreadStop, e).peer = 1;
    if (begins) {
        thread(e.thread).created = at_.position;
    } else {
        thread_bar(e.thread, BarChange::What::Closes, BarKind::Running, 0, e);
        thread(e.thread).ended = at_.position;
    }
}

void RowReader::read_work(const Event& e) {
    if (e.kind == Kind::WorkQueued) {
        add(RowKind::Note, e);
        return;
    }
    const bool begins = e.kind == Kind::WorkBegin;
    const ThreadId home = facts_.home(e.task);
    add(begins ? RowKind::WorkStart : RowKind::WorkStop, e).peer = home != 0 ? home : ThreadId{1};
    if (begins) {
        thread_bar(e.thread, BarChange::What::Opens, BarKind::Running, e.task, e);
    } else {
        thread_bar(e.thread, BarChange::What::Closes, BarKind::Running, 0, e);
    }
}

void RowReader::skip_to(const Reading& later) {
    for (std::size_t i = 0; sink_.bars != nullptr && i < later.threads.size(); ++i) {
        const Bar before = i < at_.threads.size() ? at_.threads[i].bar : Bar{};
        const Bar& now = later.threads[i].bar;
        if (before == now) continue;
        const auto thread = static_cast<ThreadId>(i + 1);
        const auto change = [&](BarChange::What what, std::size_t at, std::int64_t time) {
            give({at, time, 0, now.task, thread, now.kind, what});
        };
        if (now.from != before.from) {
            if (before.open()) change(BarChange::What::Closes, now.from, now.begin);
            if (now.there()) change(BarChange::What::Opens, now.from, now.begin);
        } else if (now.open()) {
            change(BarChange::What::Reopens, later.position, later.last.time);
        } else if (!before.open()) {
            change(BarChange::What::Reopens, before.to, before.end);
        }
        if (!now.open()) change(BarChange::What::Closes, now.to, now.end);
    }
    at_ = later;
}

}  // namespace loopscope::slides
