#include "core/slides/columns/reader.hpp"

#include "core/slides/columns/subjects.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::slides {
namespace {

using timeline::TaskId;
using timeline::ThreadId;
using trace::Event;
using trace::Kind;

class Reader {
public:
    explicit Reader(const timeline::Timeline& timeline) : timeline_(timeline), subjects_(timeline.tables()) {}

    ReadRun read() {
        for (std::size_t i = 0; i < timeline_.size(); ++i) take(timeline_[i], static_cast<std::uint32_t>(i));
        const auto end = static_cast<std::uint32_t>(timeline_.size());
        for (Lane& lane : lanes_) {
            close_all(lane, run_.end, end);
            if (!lane.ended) lane.out.end = run_.end;
        }
        for (TaskId id = 1; id <= tasks_.size(); ++id) close_wait(id, run_.end, end);
        for (Lane& lane : lanes_) {
            if (lane.known) run_.lanes.push_back(std::move(lane.out));
        }
        for (Task& task : tasks_) run_.tasks.push_back(std::move(task));
        run_.subjects = subjects_.take();
        return std::move(run_);
    }

private:
    struct Task : ReadTask {
        // The wait or readiness that goes on, if any, and the lane beside which it is drawn.
        Stretch open;
        bool is_open = false;
        ThreadId thread = 0;
    };
    struct Open {
        Stretch now;
        bool is_step = false;
        bool fresh = false;  // none of it has been written down yet
    };
    struct Lane {
        RunLane out;
        std::vector<Open>
            open;  // what goes on, innermost last: a step, a blocking call in it, a step in that
        bool known = false, ended = false;
        TaskId work_for = 0;  // a worker's: who waits for what it does
    };

    Lane& lane(ThreadId id) {
        const std::size_t index = id == 0 ? 0 : id - 1U;
        if (lanes_.size() <= index) lanes_.resize(index + 1);
        Lane& lane = lanes_[index];
        if (!lane.known) {
            lane.known = true;
            lane.out.thread = id;
        }
        return lane;
    }
    Task* task(TaskId id) {
        // An id that is far beyond what was created belongs to a broken trace.
        if (id == 0 || id > tasks_.size() + 4096) return nullptr;
        if (tasks_.size() < id) tasks_.resize(id);
        return &tasks_[id - 1];
    }

    // What goes on pauses here, because something begins inside of it or it ends. An empty piece is left out,
    // unless it printed or is all that its step did: then it is what was done.
    static void pause_top(Lane& lane, std::int64_t time, std::uint32_t at) {
        if (lane.open.empty()) return;
        Open& top = lane.open.back();
        top.now.to = std::max(time, top.now.from);
        top.now.last = at;
        if (top.now.to > top.now.from || top.now.prints || top.fresh) lane.out.on.push_back(top.now);
        top.fresh = false;
    }
    static void resume_top(Lane& lane, std::int64_t time, std::uint32_t at) {
        if (lane.open.empty()) return;
        Stretch& top = lane.open.back().now;
        top.from = time;
        top.first = at;
        top.prints = false;
    }
    static void begin(Lane& lane, const Stretch& stretch, bool is_step) {
        pause_top(lane, stretch.from, stretch.first);
        // A blocking call that took no time is nothing to look at; a step always is.
        lane.open.push_back({stretch, is_step, is_step});
    }
    // Ends the innermost that `matches`, and whatever is still open inside of it.
    template <class Matches>
    static void end(Lane& lane, std::int64_t time, std::uint32_t at, Matches matches) {
        const auto found = std::find_if(lane.open.rbegin(), lane.open.rend(), matches);
        if (found == lane.open.rend()) return;
        const auto keep = static_cast<std::size_t>(lane.open.rend() - found) - 1;
        pause_top(lane, time, at);
        lane.open.resize(keep);
        resume_top(lane, time, at);
    }
    static void close_all(Lane& lane, std::int64_t time, std::uint32_t at) {
        pause_top(lane, time, at);
        lane.open.clear();
    }

    void open_wait(const Event& e, std::uint32_t at, Doing doing) {
        Task* t = task(e.task);
        if (t == nullptr) return;
        close_wait(e.task, e.time, at);
        t->open = {};
        t->open.from = e.time;
        t->open.first = at;
        t->open.task = e.task;
        t->open.doing = doing;
        t->thread = e.thread;
        t->is_open = true;
    }
    void close_wait(TaskId id, std::int64_t time, std::uint32_t at) {
        Task* t = task(id);
        if (t == nullptr || !t->is_open) return;
        t->is_open = false;
        Stretch stretch = t->open;
        stretch.to = time;
        stretch.last = at;
        lane(t->thread).out.beside.push_back(stretch);
    }

    // Each kind is known to at most one of the three.
    void take(const Event& e, std::uint32_t at) {
        run_.end = std::max(run_.end, e.time);
        subjects_.note(e);
        take_thread(e, at);
        take_task(e, at);
        take_inside_of_step(e, at);
    }
    void take_thread(const Event& e, std::uint32_t at) {
        switch (e.kind) {
            case Kind::RunEnd:
                run_.finished = true;
                run_.outcome = e.as<trace::Outcome>();
                break;
            case Kind::ThreadBegin: {
                Lane& l = lane(e.thread);
                l.out.begin = e.time;
                if (e.as<trace::ThreadRole>() == trace::ThreadRole::Worker)
                    l.out.worker = static_cast<std::uint32_t>(e.arg);
                l.ended = false;
                break;
            }
            case Kind::ThreadEnd: {
                Lane& l = lane(e.thread);
                close_all(l, e.time, at);
                l.out.end = e.time;
                l.ended = true;
                break;
            }
            case Kind::LoopBegin: lane(e.thread).out.has_loop = true; break;
            case Kind::PollBegin: {
                Stretch s;
                s.from = e.time;
                s.first = at;
                s.doing = Doing::Asleep;
                begin(lane(e.thread), s, false);
                break;
            }
            case Kind::PollEnd:
                end(lane(e.thread), e.time, at, [](const Open& o) { return o.now.doing == Doing::Asleep; });
                break;
            default: break;
        }
    }
    void take_task(const Event& e, std::uint32_t at) {
        const std::uint32_t after = at + 1;
        switch (e.kind) {
            case Kind::TaskCreated:
                if (Task* t = task(e.task)) {
                    t->name = timeline_.tables().string(e.object);
                    t->parent = trace::created_parent(e);
                }
                if (Task* parent = task(trace::created_parent(e))) parent->has_children = true;
                break;
            case Kind::TaskReady: open_wait(e, after, Doing::Ready); break;
            case Kind::StepBegin: {
                close_wait(e.task, e.time, at);
                task(e.task);
                Stretch s;
                s.from = e.time;
                s.first = at;
                s.task = e.task;
                begin(lane(e.thread), s, true);
                break;
            }
            case Kind::TaskSuspended: {
                end_step(e, after);
                if (e.as<trace::Wait>() == trace::Wait::Yield) break;
                open_wait(e, after, Doing::Awaits);
                if (Task* t = task(e.task)) {
                    const auto wait = e.as<trace::Wait>();
                    t->open.wait = wait;
                    t->open.subject = subjects_.of(e);
                    if (wait == trace::Wait::Sleep)
                        t->open.planned = std::max<std::int64_t>(0, e.arg - e.time);
                    if (wait != trace::Wait::Task && wait != trace::Wait::Tasks &&
                        wait != trace::Wait::FirstOf)
                        t->waits_for_others_only = false;
                }
                break;
            }
            case Kind::TaskEnded:
                end_step(e, after);
                close_wait(e.task, e.time, after);
                break;
            default: break;
        }
    }
    void take_inside_of_step(const Event& e, std::uint32_t at) {
        switch (e.kind) {
            case Kind::Output: {
                Lane& l = lane(e.thread);
                if (!l.open.empty()) l.open.back().now.prints = true;
                break;
            }
            case Kind::WorkBegin: lane(e.thread).work_for = e.task; break;
            case Kind::WorkEnd: lane(e.thread).work_for = 0; break;
            case Kind::BlockBegin: {
                Stretch s;
                s.from = e.time;
                s.first = at;
                s.task = acting(e);
                s.block = e.as<trace::Block>();
                s.doing = s.block == trace::Block::Cpu ? Doing::Runs : Doing::Blocked;
                s.planned = e.arg;
                begin(lane(e.thread), s, false);
                if (Task* t = task(s.task); t != nullptr && s.block != trace::Block::Join)
                    t->waits_for_others_only = false;
                break;
            }
            case Kind::BlockEnd:
                end(lane(e.thread), e.time, at + 1, [whose = acting(e)](const Open& o) {
                    return o.now.task == whose && !o.is_step && o.now.doing != Doing::Asleep;
                });
                break;
            default: break;
        }
    }
    // On a worker's thread no task runs; what happens there is done for one.
    TaskId acting(const Event& e) { return e.task != 0 ? e.task : lane(e.thread).work_for; }
    void end_step(const Event& e, std::uint32_t at) {
        end(lane(e.thread), e.time, at, [&e](const Open& o) { return o.now.task == e.task && o.is_step; });
    }

    const timeline::Timeline& timeline_;
    ColumnSubjects subjects_;
    std::vector<Task> tasks_;
    std::vector<Lane> lanes_;
    ReadRun run_;
};

}  // namespace

ReadRun read_run(const timeline::Timeline& timeline) {
    return Reader(timeline).read();
}

}  // namespace loopscope::slides
