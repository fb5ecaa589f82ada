// "What runs next?"
#include "core/quiz/future.hpp"

#include <algorithm>

namespace loopscope::quiz::detail {

using timeline::TaskState;
using timeline::TaskStatus;
using trace::Cause;
using trace::TaskId;

namespace {

constexpr std::size_t kMostTasks = 4;

// Who could come next, likeliest first.
std::vector<TaskId> candidates(const timeline::State& state, const NextStep& next) {
    std::vector<TaskId> all;
    const auto add = [&](TaskId id) {
        if (id != 0 && std::ranges::find(all, id) == all.end()) all.push_back(id);
    };
    if (next.claims == Claims::Task) add(next.task);
    if (const timeline::ThreadState* loop = loop_of(state)) {
        const auto ready = ready_tasks(state, *loop);
        // The front, the one behind it, and the one that came last.
        for (std::size_t i = 0; i < ready.size() && i < 2; ++i) add(ready[i]);
        if (!ready.empty()) add(ready.back());
    }
    const auto add_all = [&](TaskStatus status, bool conducts) {
        for (const TaskId id : state.alive()) {
            const TaskState& task = *state.task(id);
            if (task.status == status && task.conducts == conducts) add(id);
        }
    };
    add_all(TaskStatus::Ready, false);
    add_all(TaskStatus::Suspended, false);
    add_all(TaskStatus::Created, false);
    add_all(TaskStatus::Suspended, true);
    return all;
}

bool same_deadline(const TaskState& a, const TaskState& b) {
    return a.cause == Cause::TimerDue && b.cause == Cause::TimerDue && a.since == b.since;
}

int belief_behind(const timeline::State& state, TaskId id, const NextStep& next) {
    const TaskState* task = state.task(id);
    if (task == nullptr) return 0;
    const TaskState* right = state.task(next.task);
    switch (task->status) {
        case TaskStatus::Ready:
            if (state.running != 0 && task->cause == Cause::First && task->parent == state.running) return 2;
            if (right != nullptr && same_deadline(*task, *right)) return 14;
            return 8;
        case TaskStatus::Suspended:
            if (task->wait == trace::Wait::Sleep) return 9;
            return task->wait == trace::Wait::Task || task->wait == trace::Wait::Tasks ? 8 : 0;
        case TaskStatus::Created: return 2;
        default: return 0;
    }
}

// What the state alone says.
NextStep guess(const timeline::State& state) {
    const timeline::ThreadState* loop = loop_of(state);
    if (loop == nullptr) return {};
    const auto ready = ready_tasks(state, *loop);
    if (!ready.empty()) return {Claims::Task, ready.front(), 0};
    return {loop->running == 0 ? Claims::Nobody : Claims::Over, 0, 0};
}

// Several at once, nobody, the end: whatever makes sense here.
std::vector<Option> other_answers(const timeline::State& state, const NextStep& next) {
    std::vector<Option> all;
    const auto add = [&all](Claims claims, std::string text, std::string second, int belief) {
        Option option;
        option.claims = claims;
        option.text = std::move(text);
        option.second = std::move(second);
        option.misconception = belief;
        all.push_back(std::move(option));
    };
    // Without the task that only waits for the others.
    const auto alive =
        std::ranges::count_if(state.alive(), [&](TaskId id) { return !state.task(id)->conducts; });
    if (alive > 1)
        add(Claims::AtOnce, alive == 2 ? "Both at once" : "All of them at once",
            "each on a thread of its own", 5);
    if (loop_of(state) != nullptr)
        add(Claims::Nobody, "Nobody", "the loop goes to sleep in poll", state.running != 0 ? 3 : 4);
    if (all.size() < 2 || next.claims == Claims::Over)
        add(Claims::Over, "Nothing more", "the program is at its end", 15);
    return all;
}

}  // namespace

void ask_next_task(Question& question, const timeline::Timeline& timeline,
                   const timeline::Timeline* rehearsal) {
    const timeline::State state = timeline.state_at(question.position);
    const trace::Tables& tables = timeline.tables();
    NextStep next = guess(state);
    std::string name_of_new;
    if (rehearsal != nullptr) {
        const auto place = same_place(timeline, question.position, *rehearsal);
        const auto then = place ? next_step(*rehearsal, *place) : std::nullopt;
        if (then) next = *then;
        // A plain call is created only when it begins.
        if (then && then->claims == Claims::Task && state.task(then->task) == nullptr)
            name_of_new = task_name(rehearsal->state_at(then->index + 1), rehearsal->tables(), then->task);
    }
    std::vector<Option> others = other_answers(state, next);
    std::vector<TaskId> tasks = candidates(state, next);
    tasks.resize(std::min(tasks.size(), kMostTasks - others.size()));
    std::ranges::sort(tasks);
    for (const TaskId id : tasks) {
        Option option;
        const bool is_new = id == next.task && !name_of_new.empty();
        option.text = is_new ? name_of_new : task_name(state, tables, id);
        option.task = id;
        if (id == state.running) option.second = "it goes on";
        option.misconception = belief_behind(state, id, next);
        question.options.push_back(std::move(option));
    }
    for (Option& option : others) question.options.push_back(std::move(option));
}

}  // namespace loopscope::quiz::detail
