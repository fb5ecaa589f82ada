// The parts of apply(): what an event does to tasks and queues. Only for core/timeline.
#pragma once

#include "core/timeline/state.hpp"

#include <cstddef>
#include <vector>

namespace loopscope::timeline::detail {

// Ids are dense, but threads may report theirs a little out of order. One that lies further ahead belongs to
// a broken recording, and must not cost gigabytes.
inline constexpr std::size_t kFarthestTask = 4096;
inline constexpr std::size_t kFarthestThread = 256;

// The entry with that id, made if need be, or nullptr.
template <class Entry>
Entry* entry(std::vector<Entry>& all, std::size_t id, std::size_t farthest) {
    if (id == 0 || id > all.size() + farthest) return nullptr;
    if (id > all.size()) all.resize(id);
    Entry& found = all[id - 1];
    found.id = static_cast<decltype(found.id)>(id);
    return &found;
}

// One that was heard of before, or nullptr.
inline TaskState* known_task(State& state, TaskId id) {
    if (id == 0 || id > state.tasks.size()) return nullptr;
    TaskState& task = state.tasks[id - 1];
    return task.id == 0 ? nullptr : &task;
}
inline ThreadState* known_thread(State& state, ThreadId id) {
    return id == 0 || id > state.threads.size() ? nullptr : &state.threads[id - 1];
}

// `here` is the thread that emitted the event.
void apply_to_task(State& state, ThreadState& here, const trace::Event& e);
void apply_to_block(State& state, ThreadState& here, const trace::Event& e);
void apply_to_callback(State& state, ThreadState& here, const trace::Event& e);
void apply_to_timer(State& state, ThreadState& here, const trace::Event& e);

// Gives tasks their numbers; behind the other parts.
void number_tasks(State& state, ThreadState& here, const trace::Event& e);

}  // namespace loopscope::timeline::detail
