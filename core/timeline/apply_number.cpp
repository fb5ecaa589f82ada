#include "core/timeline/apply.hpp"

namespace loopscope::timeline::detail {

using trace::Event;
using trace::Kind;

namespace {

void number(State& state, TaskState& task) {
    if (task.number == 0 && !task.conducts) task.number = ++state.numbered;
}

// What a loop was started with may be there only to spawn others; it shows in what it does first.
void number_created(State& state, ThreadState& here, const Event& e) {
    TaskState* task = known_task(state, e.task);
    if (task == nullptr || task->number != 0) return;
    TaskState* parent = known_task(state, task->parent);
    if (parent != nullptr && parent->number == 0) parent->conducts = true;
    if (here.has_loop && here.first_task == 0) {
        here.first_task = task->id;
        if (parent == nullptr) return;
    }
    // A loop that is given a second task is not started with the one that spawns the others.
    if (parent == nullptr && here.has_loop) {
        if (TaskState* first = known_task(state, here.first_task); first != nullptr) number(state, *first);
    }
    number(state, *task);
}

bool only_waits_for_tasks(const Event& e) {
    const auto wait = e.as<trace::Wait>();
    return wait == trace::Wait::Task || wait == trace::Wait::Tasks || wait == trace::Wait::FirstOf;
}

}  // namespace

void number_tasks(State& state, ThreadState& here, const Event& e) {
    switch (e.kind) {
        case Kind::LoopBegin: here.first_task = 0; return;
        case Kind::TaskCreated: return number_created(state, here, e);
        case Kind::TaskSuspended:
            if (only_waits_for_tasks(e)) return;
            break;
        case Kind::Output:
        case Kind::BlockBegin:
        case Kind::WorkQueued:
        case Kind::FdWatched:
        case Kind::ProcessSpawned:
        case Kind::TaskEnded: break;
        default: return;
    }
    if (TaskState* task = known_task(state, e.task); task != nullptr) number(state, *task);
}

}  // namespace loopscope::timeline::detail
