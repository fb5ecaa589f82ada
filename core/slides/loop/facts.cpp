#include "core/slides/loop/facts.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::slides {

using trace::Kind;
using trace::TaskId;
using trace::ThreadId;
using trace::ThreadRole;

namespace {

// One further ahead belongs to a broken recording, and must not cost gigabytes.
constexpr std::size_t kFarthestTask = 4096;

}  // namespace

trace::ThreadId known_thread(ThreadId id) {
    return std::clamp<ThreadId>(id, 1, kLastThread);
}

std::size_t RunFacts::hear_of(ThreadId id) {
    const std::size_t index = known_thread(id) - std::size_t{1};
    if (index >= threads_.size()) {
        threads_.resize(index + 1);
        reliance_.resize(index + 1);
    }
    threads_[index].heard = true;
    return index;
}

const ThreadFacts& RunFacts::thread(ThreadId id) const {
    static const ThreadFacts unknown;
    const std::size_t index = known_thread(id) - std::size_t{1};
    return index < threads_.size() ? threads_[index] : unknown;
}

bool RunFacts::shown(const ThreadFacts& thread) const {
    if (!thread.heard) return false;
    if (thread.role == ThreadRole::Worker) return thread.worked;
    // Beside threads with loops, one that only starts and joins them says nothing.
    return thread.had_loop || loops_ == 0 || thread.ran_calls;
}

const timeline::TaskState* RunFacts::at_head(TaskId id) const {
    return timeline_->state_at(timeline_->size()).task(id);
}

std::uint32_t RunFacts::number(TaskId id) const {
    return timeline_->number_of(id);
}

const RunFacts::TaskFacts& RunFacts::task(TaskId id) const {
    static const TaskFacts unheard;
    return id < tasks_.size() ? tasks_[id] : unheard;
}

std::optional<std::size_t> RunFacts::learn(const trace::Event& e) {
    ++learnt_;
    switch (e.kind) {
        case Kind::ThreadBegin:
        case Kind::LoopBegin:
        case Kind::WorkBegin: return learn_of_thread(e);
        case Kind::StepBegin: learn_of_task(e); return learn_of_thread(e);
        case Kind::TaskCreated:
        case Kind::TaskReady:
        case Kind::TaskSuspended:
        case Kind::TaskEnded: learn_of_task(e); break;
        default: break;
    }
    hear_of(e.thread);
    return std::nullopt;
}

void RunFacts::learn_of_task(const trace::Event& e) {
    // Ids are dense, but for a little disorder between threads.
    if (e.task == 0 || e.task > std::max<std::size_t>(tasks_.size(), 1) - 1 + kFarthestTask) return;
    tasks_.grow(e.task + std::size_t{1}, {});
    homes_.grow(e.task + std::size_t{1}, 0);
    TaskFacts& task = tasks_[e.task];
    if (task.rank == kUnheard) {
        task.rank = kNoRank;
        unplaced_.push_back(e.task);
    }
    const auto position = static_cast<timeline::Place>(learnt_);
    if (e.kind == Kind::TaskEnded) task.ended = position;
    if (e.kind == Kind::TaskCreated) task.created = position;
    const bool tells = e.kind == Kind::TaskReady || e.kind == Kind::StepBegin;
    ThreadId& home = homes_[e.task];
    if (task.rank == kNoRank && (e.kind == Kind::TaskCreated || (tells && home == 0)))
        home = known_thread(e.thread);
}

std::vector<TaskId> RunFacts::rank_new() {
    std::vector<TaskId> ranked, left;
    for (const TaskId id : unplaced_) (number(id) == 0 ? left : ranked).push_back(id);
    unplaced_ = std::move(left);
    std::sort(ranked.begin(), ranked.end(), [this](TaskId a, TaskId b) { return number(a) < number(b); });
    for (const TaskId id : ranked) {
        const ThreadId at = home(id);
        if (at >= ranked_.size()) ranked_.resize(at + std::size_t{1});
        tasks_[id].rank = ranked_[at]++;
    }
    return ranked;
}

std::optional<std::size_t> RunFacts::learn_of_thread(const trace::Event& e) {
    const std::size_t index = hear_of(e.thread);
    ThreadFacts& on = threads_[index];
    const ThreadFacts before = on;
    const bool showed = shown(on), calls_before = calls_on_threads_, any_before = loops_ != 0;
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
        default: return std::nullopt;
    }
    calls_on_threads_ = loops_ == 0 && program_threads_ > 1;
    if (calls_on_threads_ != calls_before || (loops_ != 0) != any_before) return 0;
    std::size_t wrong = kNoRow;
    const Reliance& relied = reliance_[index];
    if (on.role != before.role) wrong = std::min(wrong, relied.role);
    if (on.had_loop != before.had_loop) wrong = std::min(wrong, relied.had_loop);
    if (shown(on) != showed) wrong = std::min(wrong, relied.shown);
    if (wrong == kNoRow) return std::nullopt;
    return wrong - 1;
}

std::optional<std::size_t> RunFacts::settle() {
    std::size_t wrong = kNoRow;
    for (auto doubt = doubts_.begin(); doubt != doubts_.end();) {
        const timeline::TaskState* task = at_head(doubt->first);
        const bool has_lane = number(doubt->first) != 0;
        if (has_lane) wrong = std::min(wrong, doubt->second);
        doubt = has_lane || (task != nullptr && task->conducts) ? doubts_.erase(doubt) : std::next(doubt);
    }
    if (wrong == kNoRow) return std::nullopt;
    return wrong - 1;
}

void RunFacts::rely_on_role(ThreadId id, std::size_t position) {
    Reliance& relied = reliance_[hear_of(id)];
    relied.role = std::min(relied.role, position);
}

void RunFacts::rely_on_loop(ThreadId id, std::size_t position) {
    Reliance& relied = reliance_[hear_of(id)];
    relied.had_loop = std::min(relied.had_loop, position);
}

void RunFacts::rely_on_shown(ThreadId id, std::size_t position) {
    Reliance& relied = reliance_[hear_of(id)];
    relied.shown = std::min(relied.shown, position);
}

void RunFacts::rely_on_no_lane(TaskId id, std::size_t position) {
    if (calls_on_threads_) return;
    const timeline::TaskState* task = at_head(id);
    if (task == nullptr || !task->conducts) doubts_.try_emplace(id, position);
}

std::size_t RunFacts::memory() const {
    return tasks_.memory() + homes_.memory() + unplaced_.capacity() * sizeof(TaskId) +
           threads_.capacity() * (sizeof(ThreadFacts) + sizeof(Reliance));
}

}  // namespace loopscope::slides
