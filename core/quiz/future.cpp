#include "core/quiz/future.hpp"

#include <algorithm>
#include <map>

namespace loopscope::quiz::detail {

using trace::Event;
using trace::Kind;

namespace {

// Somebody runs or is ready somewhere, so that one loop's sleep does not mean that nobody does.
bool somebody_is_busy(const timeline::State& state) {
    return std::ranges::any_of(state.threads, [&](const timeline::ThreadState& thread) {
        return thread.id != 0 && (thread.running != 0 || state.ready_count(thread.id) != 0);
    });
}

// It was over at once: news had already come in.
bool woke_at_once(const timeline::Timeline& timeline, std::size_t poll) {
    for (std::size_t i = poll + 1; i < timeline.size(); ++i) {
        if (timeline[i].kind == Kind::PollEnd && timeline[i].thread == timeline[poll].thread)
            return timeline[i].arg == 0;
    }
    return false;
}

std::size_t occurrences(const timeline::Timeline& timeline, std::size_t until, const Event& like) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < until; ++i) {
        const Event e = timeline[i];
        count += e.kind == like.kind && e.task == like.task && e.reason == like.reason ? 1U : 0U;
    }
    return count;
}

}  // namespace

std::optional<NextStep> next_step(const timeline::Timeline& timeline, std::size_t position) {
    for (std::size_t i = position; i < timeline.size(); ++i) {
        const Event e = timeline[i];
        if (e.kind == Kind::StepBegin) return NextStep{Claims::Task, e.task, i};
        if (e.kind == Kind::RunEnd) return NextStep{Claims::Over, 0, i};
        if (e.kind != Kind::PollBegin || e.arg == 0 || woke_at_once(timeline, i)) continue;
        if (!somebody_is_busy(timeline.state_at(i + 1))) return NextStep{Claims::Nobody, 0, i};
    }
    return std::nullopt;
}

bool runs_beside(const timeline::Timeline& timeline, std::size_t index) {
    const Event step = timeline[index];
    for (std::size_t i = index + 1; i < timeline.size() && timeline[i].time == step.time; ++i) {
        const Event e = timeline[i];
        if (e.kind == Kind::StepBegin && e.thread != step.thread) return true;
        const bool over = e.kind == Kind::TaskSuspended || e.kind == Kind::TaskEnded;
        if (over && e.task == step.task) return false;
    }
    return false;
}

std::optional<std::size_t> same_place(const timeline::Timeline& run, std::size_t position,
                                      const timeline::Timeline& rehearsal) {
    std::size_t last = std::min(position, run.size());
    // The last event that both are sure to have: one that says something of a task, or a beginning.
    const auto tells = [](const Event& e) {
        return e.kind == Kind::RunBegin || e.kind == Kind::LoopBegin ||
               (e.task != 0 && !trace::is_control(e.kind));
    };
    while (last > 0 && !tells(run[last - 1])) --last;
    std::optional<std::size_t> place;
    if (last == 0) {
        place = 0;
    } else {
        const Event like = run[last - 1];
        std::size_t left = occurrences(run, last, like);
        for (std::size_t i = 0; i < rehearsal.size() && !place; ++i) {
            const Event e = rehearsal[i];
            if (e.kind == like.kind && e.task == like.task && e.reason == like.reason && --left == 0)
                place = i + 1;
        }
    }
    // From there on side by side, as far as they are alike.
    for (; place && last < position && last < run.size(); ++last) {
        if (trace::is_control(run[last].kind)) continue;
        if (*place >= rehearsal.size() || rehearsal[*place].kind != run[last].kind) break;
        ++*place;
    }
    return place;
}

Waits waits_of(const timeline::Timeline& timeline) {
    Waits waits;
    std::map<trace::TaskId, std::int64_t> by_task;
    std::map<trace::ThreadId, Event> blocks;
    const auto add = [&](trace::TaskId task, std::int64_t ns) {
        if (ns <= 0) return;
        waits.sum += ns;
        waits.longest = std::max(waits.longest, ns);
        ++waits.count;
        by_task[task] += ns;
    };
    timeline.each(0, timeline.size(), [&](const Event& e) {
        if (e.kind == Kind::TaskSuspended && e.as<trace::Wait>() == trace::Wait::Sleep)
            add(e.task, e.arg - e.time);
        if (e.kind == Kind::BlockBegin && e.as<trace::Block>() != trace::Block::Join) blocks[e.thread] = e;
        if (e.kind != Kind::BlockEnd) return;
        const auto begun = blocks.find(e.thread);
        if (begun == blocks.end()) return;
        add(begun->second.task, e.time - begun->second.time);
        waits.blocked += e.time - begun->second.time;
        blocks.erase(begun);
    });
    waits.tasks = by_task.size();
    for (const auto& [task, ns] : by_task) waits.longest_task = std::max(waits.longest_task, ns);
    return waits;
}

std::string without_numbers(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const bool point = text[i] == '.' && i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
        if (!digit && !point) {
            kept += text[i];
        } else if (kept.empty() || kept.back() != '#') {
            kept += '#';
        }
    }
    return kept;
}

}  // namespace loopscope::quiz::detail
