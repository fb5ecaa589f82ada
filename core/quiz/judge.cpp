// What was right, and why, from the run's own events.
#include "core/base/format.hpp"
#include "core/quiz/future.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::quiz {

using lessons::Ask;
using trace::Cause;
using trace::Event;
using trace::Kind;
using trace::TaskId;

namespace {

std::optional<std::size_t> option_with(const Question& question, Claims claims, TaskId task = 0) {
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        const Option& option = question.options[i];
        if (option.claims == claims && (claims != Claims::Task || option.task == task)) return i;
    }
    return std::nullopt;
}

// "; **task(2)** is ready, not running"
Words others(const timeline::State& before, const trace::Tables& tables, const timeline::ThreadState& thread,
             TaskId but) {
    auto ready = ready_tasks(before, thread);
    std::erase(ready, but);
    Words words;
    if (ready.empty()) return words;
    return words.say("; ")
        .say(names(before, tables, ready))
        .say(ready.size() == 1 ? " is ready, not running" : " are ready, not running");
}

Words why_it_runs(const timeline::Timeline& timeline, std::size_t index) {
    const Event e = timeline[index];
    const timeline::State before = timeline.state_at(index);
    const trace::Tables& tables = timeline.tables();
    const timeline::ThreadState* thread = before.thread(e.thread);
    const std::string name = task_name(timeline.state_at(index + 1), tables, e.task);
    Words words;
    if (e.as<Cause>() == Cause::Called || thread == nullptr || !thread->has_loop) {
        words.strong(name);
        if (thread != nullptr && thread->role == trace::ThreadRole::Thread)
            return words.say(" runs on a thread of its own, and no loop has a say in it.");
        return words.say(
            " is a plain call: it runs at once, from start to end, and no loop has a say in it.");
    }
    const Words rest = others(before, tables, *thread, e.task);
    if (!rest.empty()) {
        words.strong(name)
            .say(" is first in the ready queue, and the loop resumes one task at a time")
            .say(rest);
        return words.say(".");
    }
    const Words reason = because(before, tables, e.as<Cause>(), e.arg);
    if (reason.empty()) return words.strong(name).say(" is the only one in the ready queue.");
    return words.say(reason).say(", and ").strong(name).say(" is the only one in the ready queue.");
}

Words why_nobody(const timeline::Timeline& timeline, std::size_t index) {
    const timeline::State state = timeline.state_at(index + 1);
    const timeline::ThreadState* loop = state.thread(timeline[index].thread);
    Words words;
    words.say("The ready queue is empty, so the loop sleeps in poll");
    const auto timers = loop == nullptr ? timeline::Few<timeline::Timer>{} : state.timers(loop->id, 1);
    if (timers.empty()) return words.say(" until news arrives.");
    const timeline::Timer& timer = timers.front();
    words.say(" until " + format_seconds(timer.deadline));
    if (timer.task != 0)
        words.say(", when the timer of ")
            .strong(task_name(state, timeline.tables(), timer.task))
            .say(" is due");
    return words.say(".");
}

std::optional<Verdict> judge_task(const Question& question, const timeline::Timeline& timeline) {
    const auto next = detail::next_step(timeline, question.position);
    if (!next) return std::nullopt;
    Verdict verdict;
    verdict.position = next->index + 1;
    if (next->claims == Claims::Nobody) {
        verdict.right = option_with(question, Claims::Nobody);
        verdict.reason = why_nobody(timeline, next->index);
        return verdict;
    }
    if (next->claims == Claims::Over) {
        verdict.right = option_with(question, Claims::Over);
        verdict.reason.say("Nobody runs any more: the program is at its end.");
        return verdict;
    }
    const auto at_once = option_with(question, Claims::AtOnce);
    if (at_once && detail::runs_beside(timeline, next->index)) {
        verdict.right = at_once;
        verdict.reason.say(
            "There are several threads here, and each runs a task of its own at the same time.");
        return verdict;
    }
    verdict.right = option_with(question, Claims::Task, next->task);
    verdict.reason = why_it_runs(timeline, next->index);
    return verdict;
}

std::optional<std::size_t> line_that_is(const Question& question, const std::string& text) {
    std::optional<std::size_t> alike;
    int count = 0;
    const std::string masked = detail::without_numbers(text);
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        if (question.options[i].claims != Claims::Line) continue;
        if (question.options[i].text == text) return i;
        if (detail::without_numbers(question.options[i].text) != masked) continue;
        alike = i;
        ++count;
    }
    // A line with a measured time differs a little from that of the rehearsal.
    return count == 1 ? alike : std::nullopt;
}

std::optional<Verdict> judge_output(const Question& question, const timeline::Timeline& timeline) {
    const std::size_t number = timeline.state_at(question.position).outputs;
    Verdict verdict;
    if (number >= timeline.output_count()) {
        if (timeline.size() == 0 || !timeline.state_at(timeline.size()).ended) return std::nullopt;
        verdict.right = option_with(question, Claims::NoLine);
        verdict.position = timeline.size();
        verdict.reason.say("The program came to its end without printing another line.");
        return verdict;
    }
    const timeline::OutputLine line = timeline.output(number);
    verdict.position = line.position;
    verdict.right = line_that_is(question, shorten(timeline.tables().string(line.text), 60));
    const timeline::State then = timeline.state_at(line.position);
    const trace::Tables& tables = timeline.tables();
    if (line.task == 0) {
        verdict.reason.say("All tasks are done by then, and the program itself prints this.");
        return verdict;
    }
    const std::string name = task_name(then, tables, line.task);
    const timeline::State asked = timeline.state_at(question.position);
    const timeline::TaskState* task = asked.task(line.task);
    if (task != nullptr && task->status == timeline::TaskStatus::Running) {
        verdict.reason.strong(name).say(" still runs: it goes on until it gives control back.");
        return verdict;
    }
    const timeline::TaskState* ran = then.task(line.task);
    Words why = ran == nullptr ? Words{} : because(then, tables, ran->cause, ran->cause_arg);
    if (ran != nullptr && ran->cause == Cause::Called) {
        verdict.reason.strong(name).say(" is the next call, and it runs at once.");
    } else if (why.empty()) {
        verdict.reason.strong(name).say(" was the first to run.");
    } else {
        verdict.reason.say(why)
            .say(", so the loop resumed ")
            .strong(name)
            .say(" before anybody else could print.");
    }
    return verdict;
}

Words why_so_long(const timeline::Timeline& timeline) {
    const detail::Waits waits = detail::waits_of(timeline);
    const std::int64_t total = timeline.time_at(timeline.size());
    Words words;
    if (waits.count == 0) return words.say("So long it took until the last task was done.");
    const std::string sum = format_short(waits.sum);
    const bool one_by_one = total * 20 >= waits.sum * 19;
    if (waits.count == 1)
        return words.say("There was one wait, of " + sum + ", and it is nearly all there is.");
    if (one_by_one && waits.blocked * 2 > waits.sum)
        return words.say("Each call held its thread while it waited, so the waits add up: " + sum +
                         " in all.");
    if (one_by_one)
        return words.say("Each wait began when the last one was over, so they add up: " + sum + " in all.");
    words.say("The waits of " + std::to_string(waits.tasks) + " tasks overlapped: " + sum + " of waiting");
    return words.say(" took " + format_short(total) + ", and the longest alone took " +
                     format_short(waits.longest_task) + ".");
}

std::optional<Verdict> judge_total(const Question& question, const timeline::Timeline& timeline) {
    std::size_t end = timeline.size();
    while (end > 0 && trace::is_control(timeline[end - 1].kind)) --end;
    if (end == 0 || timeline[end - 1].kind != Kind::RunEnd) return std::nullopt;
    Verdict verdict;
    verdict.position = end;
    const std::int64_t total = timeline[end - 1].time;
    std::int64_t best = 0;
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        const std::int64_t away = std::abs(question.options[i].total - total);
        if (verdict.right && away >= best) continue;
        verdict.right = i;
        best = away;
    }
    // A real run may be late, but not by so much that another answer is as near.
    constexpr std::int64_t kSlack = 5'000'000;
    if (verdict.right && best > std::max(kSlack, question.options[*verdict.right].total / 5))
        verdict.right.reset();
    verdict.reason = why_so_long(timeline);
    return verdict;
}

std::optional<Verdict> judge_queue(const Question& question, const timeline::Timeline& timeline) {
    const timeline::State state = timeline.state_at(question.position);
    const timeline::ThreadState* loop = loop_of(state);
    if (loop == nullptr) return std::nullopt;
    const auto truth = ready_tasks(state, *loop);
    Verdict verdict;
    verdict.position = question.position;
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        if (question.options[i].claims == Claims::Queue && question.options[i].queue == truth)
            verdict.right = i;
    }
    const trace::Tables& tables = timeline.tables();
    if (truth.empty()) {
        verdict.reason.say("Nobody is ready");
        if (state.running != 0)
            verdict.reason.say(": ")
                .strong(task_name(state, tables, state.running))
                .say(" runs, and who runs has left the queue");
        verdict.reason.say(".");
        return verdict;
    }
    const timeline::ReadyItem front = state.ready(loop->id, 1).front();
    const Words why = because(state, tables, front.cause, front.cause_arg);
    if (why.empty()) verdict.reason.say("It became ready");
    verdict.reason.say(why)
        .say(": ")
        .strong(task_name(state, tables, truth.front()))
        .say(truth.size() == 1 ? " is ready, and nobody else."
                               : " came first; who becomes ready later stands behind.");
    return verdict;
}

}  // namespace

std::optional<Verdict> judge(const Question& question, const timeline::Timeline& timeline) {
    std::optional<Verdict> verdict;
    switch (question.ask) {
        case Ask::NextTask: verdict = judge_task(question, timeline); break;
        case Ask::NextOutput: verdict = judge_output(question, timeline); break;
        case Ask::TotalTime: verdict = judge_total(question, timeline); break;
        case Ask::ReadyQueue: verdict = judge_queue(question, timeline); break;
    }
    return verdict;
}

}  // namespace loopscope::quiz
