#include "core/slides/loop/rows.hpp"

#include <algorithm>

namespace loopscope::slides {

using trace::Event;
using trace::Kind;
using trace::TaskId;
using trace::ThreadId;
using trace::ThreadRole;

namespace {

// Ids are dense; what lies further ahead belongs to a broken recording.
constexpr TaskId kMostTasks = 4'000'000;
constexpr ThreadId kMostThreads = 4096;

constexpr double kAxis = 640;  // the whole of a run in true time is at most so tall, but for what crowds

}  // namespace

float height_above(RowKind kind) {
    switch (kind) {
        case RowKind::Resume:
        case RowKind::ThreadStart:
        case RowKind::WorkStart: return 30;
        case RowKind::Suspend:
        case RowKind::End:
        case RowKind::ThreadStop:
        case RowKind::WorkStop: return 22;
        case RowKind::Note: return 13;
        case RowKind::Poll: return 8;
        case RowKind::Block: return 8;
        case RowKind::Unblock: return 4;
        case RowKind::Finish: return 24;
        case RowKind::Conduct:
        case RowKind::Mark: return 14;
    }
    return 14;
}

float height_below(RowKind kind) {
    switch (kind) {
        case RowKind::Resume:
        case RowKind::ThreadStart:
        case RowKind::WorkStart: return 8;
        case RowKind::Suspend:
        case RowKind::End:
        case RowKind::ThreadStop:
        case RowKind::WorkStop: return 14;
        case RowKind::Note: return 10;
        case RowKind::Poll: return 52;
        case RowKind::Block: return 44;
        case RowKind::Unblock: return 4;
        case RowKind::Finish: return 20;
        case RowKind::Conduct:
        case RowKind::Mark: return 18;
    }
    return 14;
}

void LoopRows::forget() {
    const unsigned before = generation_;
    *this = LoopRows();
    generation_ = before + 1;
}

void LoopRows::forget_rows() {
    ++generation_;
    rows_.clear();
    tasks_.clear();
    new_tasks_.clear();
    arranged_ = false;
    for (Thread& t : threads_) {
        t.lane = {};
        t.running = 0;
        t.joined = false;
    }
    doubted_.clear();
    stamp_ = -1;
    waits_seen_ = 0;
    read_ = 0;
}

// In steps, so that the rows of a run that goes on seldom move.
void LoopRows::scale(std::int64_t end, bool true_time) {
    double span = 1000;
    for (int i = 0; span < static_cast<double>(end); ++i) span *= i % 3 == 1 ? 2.5 : 2;
    const double per_ns = true_time && end > 0 ? kAxis / span : 0;
    if (per_ns == per_ns_) return;
    per_ns_ = per_ns;
    for (std::size_t i = 0; i < rows_.size(); ++i)
        rows_[i].y = place(rows_[i], i == 0 ? nullptr : &rows_[i - 1]);
}

double LoopRows::place(const Row& row, const Row* above) const {
    const auto own = static_cast<double>(height_above(row.kind));
    if (above == nullptr) return own;
    const double apart = own + static_cast<double>(height_below(above->kind));
    return above->y + std::max(apart, static_cast<double>(row.time - above->time) * per_ns_);
}

void LoopRows::follow(const timeline::Timeline& timeline, bool true_time) {
    read_on(timeline);
    scale(timeline.time_at(timeline.size()), true_time);
}

void LoopRows::read_on(const timeline::Timeline& timeline) {
    const bool same = timeline_ == &timeline && tables_ == &timeline.tables() && learnt_ <= timeline.size() &&
                      (learnt_ == 0 || timeline[learnt_ - 1] == last_);
    if (!same) {
        forget();
        timeline_ = &timeline;
        tables_ = &timeline.tables();
    }
    const auto size = static_cast<std::uint32_t>(timeline.size());
    if (learnt_ == size && arranged_ && new_tasks_.empty()) return;

    head_ = &timeline.state_at(size);
    for (; learnt_ < size; ++learnt_) learn(timeline[learnt_]);
    if (size != 0) last_ = timeline[size - 1];
    calls_on_threads_ = loops_ == 0 && program_threads_ > 1;
    if (turned_out_wrong()) forget_rows();
    loops_read_ = loops_;
    calls_on_threads_read_ = calls_on_threads_;
    while (read_ < size) {
        const Event& e = timeline[read_++];
        read(e);
        if (e.kind != Kind::BlockEnd && e.kind != Kind::BlockBegin) thread(e.thread).joined = false;
    }
    arrange();
    head_ = nullptr;
}

// What decides how events are read, and may be heard of only later.
void LoopRows::learn(const Event& e) {
    Thread& on = thread(e.thread);
    const bool showed = shown(on);
    switch (e.kind) {
        case Kind::ThreadBegin:
            on.role = e.as<ThreadRole>();
            if (on.role != ThreadRole::Worker) ++program_threads_;
            break;
        case Kind::LoopBegin:
            if (!on.had_loop) ++loops_;
            on.had_loop = true;
            break;
        case Kind::WorkBegin:
            on.worked = true;
            on.role = ThreadRole::Worker;
            break;
        case Kind::StepBegin:
            if (!on.had_loop) on.ran_calls = true;
            break;
        default: return;
    }
    if (shown(on) != showed || e.kind == Kind::ThreadBegin || e.kind == Kind::LoopBegin) arranged_ = false;
}

bool LoopRows::turned_out_wrong() const {
    if (read_ == 0) return false;
    if (loops_ != loops_read_ || calls_on_threads_ != calls_on_threads_read_) return true;
    return std::any_of(doubted_.begin(), doubted_.end(), [this](TaskId id) { return has_lane(id); });
}

LoopRows::Thread& LoopRows::thread(ThreadId id) {
    const std::size_t index = std::clamp<std::size_t>(id, 1, kMostThreads);
    if (index > threads_.size()) {
        threads_.resize(index);
        arranged_ = false;
    }
    threads_[index - 1].lane.thread = static_cast<ThreadId>(index);
    return threads_[index - 1];
}

LoopRows::Task& LoopRows::task(TaskId id) {
    const std::size_t index = std::clamp<std::size_t>(id, 1, kMostTasks);
    if (index > tasks_.size()) tasks_.resize(index);
    Task& found = tasks_[index - 1];
    if (found.lane.task == 0) {
        found.lane.task = static_cast<TaskId>(index);
        new_tasks_.push_back(found.lane.task);
    }
    return found;
}

bool LoopRows::shown(const Thread& t) const {
    if (t.lane.thread == 0) return false;
    if (t.role == ThreadRole::Worker) return t.worked;
    // Beside threads with loops, one that only starts and joins them says nothing.
    return t.had_loop || loops_ == 0 || t.ran_calls;
}

bool LoopRows::has_lane(TaskId id) const {
    if (calls_on_threads_) return false;
    const timeline::TaskState* state = head_->task(id);
    return state != nullptr && state->number != 0;
}

Lane& LoopRows::bars_of(TaskId id, ThreadId on) {
    return id != 0 && has_lane(id) ? task(id).lane : thread(on).lane;
}

// From left to right: every loop or thread with the tasks that are at home on it, and the workers last.
void LoopRows::arrange() {
    if (!arranged_ || !arrange_new()) arrange_all();
    new_tasks_.clear();
    arranged_ = true;
}

void LoopRows::arrange_all() {
    lanes_.clear();
    task_lanes_.assign(tasks_.size() + 1, kNoLane);
    thread_lanes_.assign(threads_.size() + 1, kNoLane);
    last_home_ = 0;
    last_number_ = 0;
    workers_ = 0;
    std::vector<std::vector<const Lane*>> at_home(threads_.size() + 1);
    for (const Task& t : tasks_) {
        if (t.lane.task != 0 && has_lane(t.lane.task)) at_home[t.lane.thread].push_back(&t.lane);
    }
    const auto number = [this](const Lane* lane) { return head_->task(lane->task)->number; };
    const auto add_tasks = [&](std::vector<const Lane*>& tasks) {
        std::sort(tasks.begin(), tasks.end(),
                  [&](const Lane* a, const Lane* b) { return number(a) < number(b); });
        for (const Lane* lane : tasks) {
            task_lanes_[lane->task] = lanes_.size();
            lanes_.push_back(lane);
        }
        if (tasks.empty()) return;
        last_home_ = tasks.back()->thread;
        last_number_ = number(tasks.back());
    };
    const auto add_thread = [this](Thread& t) {
        t.lane.loop = t.had_loop;
        t.lane.worker = t.role == ThreadRole::Worker;
        thread_lanes_[t.lane.thread] = lanes_.size();
        lanes_.push_back(&t.lane);
    };
    for (Thread& t : threads_) {
        if (t.role == ThreadRole::Worker || t.lane.thread == 0) continue;
        if (shown(t)) {
            add_thread(t);
            last_home_ = t.lane.thread;
            last_number_ = 0;
        }
        add_tasks(at_home[t.lane.thread]);
    }
    add_tasks(at_home[0]);
    for (Thread& t : threads_) {
        if (t.role != ThreadRole::Worker || !shown(t)) continue;
        add_thread(t);
        ++workers_;
    }
}

// Tasks that only come behind all others; false where they do not.
bool LoopRows::arrange_new() {
    task_lanes_.resize(tasks_.size() + 1, kNoLane);
    std::size_t place = lanes_.size() - workers_;
    std::vector<const Lane*> added;
    for (const TaskId id : new_tasks_) {
        if (!has_lane(id)) continue;
        const Lane& lane = tasks_[id - 1].lane;
        const std::uint32_t number = head_->task(id)->number;
        if (lane.thread != last_home_ || number <= last_number_) return false;
        last_number_ = number;
        added.push_back(&lane);
    }
    lanes_.insert(lanes_.begin() + static_cast<std::ptrdiff_t>(place), added.begin(), added.end());
    for (; place < lanes_.size(); ++place) {
        const Lane& lane = *lanes_[place];
        (lane.task != 0 ? task_lanes_[lane.task] : thread_lanes_[lane.thread]) = place;
    }
    return true;
}

std::uint32_t LoopRows::row_at(std::size_t position) const {
    const auto after = std::upper_bound(rows_.begin(), rows_.end(), position,
                                        [](std::size_t p, const Row& row) { return p < row.first; });
    return after == rows_.begin() ? kNoRow : static_cast<std::uint32_t>(after - rows_.begin() - 1);
}

std::uint32_t LoopRows::count_at(const Row& row, std::size_t position) const {
    if (position >= row.last || timeline_ == nullptr) return row.count;
    const Kind counted = row.kind == RowKind::Conduct ? Kind::TaskCreated : row.what;
    std::uint32_t count = 0;
    for (std::size_t i = row.first - 1; i < position && i < timeline_->size(); ++i)
        count += (*timeline_)[i].kind == counted ? 1 : 0;
    return std::min(count, row.count);
}

std::size_t LoopRows::lane_of_task(TaskId id) const {
    return id < task_lanes_.size() ? task_lanes_[id] : kNoLane;
}

std::size_t LoopRows::lane_of_thread(ThreadId id) const {
    const std::size_t lane = id < thread_lanes_.size() ? thread_lanes_[id] : kNoLane;
    return lane == kNoLane && !lanes_.empty() ? 0 : lane;
}

std::size_t LoopRows::lane_of(TaskId id, ThreadId on) const {
    const std::size_t own = lane_of_task(id);
    return own != kNoLane ? own : lane_of_thread(on);
}

}  // namespace loopscope::slides
