// "Who is in the ready queue now?"
#include "core/quiz/future.hpp"

#include <algorithm>

namespace loopscope::quiz::detail {

using timeline::TaskState;
using timeline::TaskStatus;
using trace::TaskId;

namespace {

using Queue = std::vector<TaskId>;

constexpr std::size_t kMostQueues = 4;

Option option_of(const Queue& queue, const timeline::State& state, const trace::Tables& tables) {
    Option option;
    option.claims = Claims::Queue;
    option.queue = queue;
    if (queue.empty()) {
        option.text = "Nobody";
        option.second = "the queue is empty";
        return option;
    }
    constexpr std::size_t kShown = 4;
    for (std::size_t i = 0; i < queue.size() && i < kShown; ++i)
        option.text += (i == 0 ? "" : ", ") + task_name(state, tables, queue[i]);
    if (queue.size() > kShown) option.text += " and " + std::to_string(queue.size() - kShown) + " more";
    option.second =
        queue.size() == 1 ? "and nobody else" : task_name(state, tables, queue.front()) + " first";
    return option;
}

}  // namespace

void ask_ready_queue(Question& question, const timeline::Timeline& timeline) {
    const timeline::State state = timeline.state_at(question.position);
    const timeline::ThreadState* loop = loop_of(state);
    if (loop == nullptr) return;
    const Queue truth = ready_tasks(state, *loop);

    std::vector<std::pair<Queue, int>> all;
    const auto add = [&](Queue queue, int belief) {
        const bool known = std::ranges::any_of(all, [&](const auto& other) { return other.first == queue; });
        if (!known && all.size() < kMostQueues) all.emplace_back(std::move(queue), belief);
    };
    add(truth, 0);
    Queue backwards(truth.rbegin(), truth.rend());
    add(backwards, 14);
    if (state.running != 0) {
        Queue with_running = truth;
        with_running.insert(with_running.begin(), state.running);
        add(std::move(with_running), 0);
    }
    Queue alive;
    for (const TaskId id : state.alive()) {
        if (!state.task(id)->conducts) alive.push_back(id);
    }
    add(alive, 4);
    add({}, 12);
    // Too few differ so far: one alone.
    for (const TaskId id : alive) {
        if (all.size() < 3) add({id}, 8);
    }
    std::ranges::sort(all, [](const auto& a, const auto& b) {
        if (a.first.empty() != b.first.empty()) return b.first.empty();
        return a.first < b.first;
    });
    for (const auto& [queue, belief] : all) {
        question.options.push_back(option_of(queue, state, timeline.tables()));
        question.options.back().misconception = belief;
    }
}

}  // namespace loopscope::quiz::detail
