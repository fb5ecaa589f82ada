#include "core/slides/anatomy/turn.hpp"

#include <algorithm>
#include <optional>

namespace loopscope::slides {
namespace {

using timeline::State;
using timeline::TaskId;
using timeline::ThreadId;
using timeline::Timeline;
using trace::Event;
using trace::Kind;
using trace::Phase;

using Order = std::array<Phase, kPhaseCount>;
constexpr Order kLibuv144 = {Phase::Timers, Phase::Pending, Phase::Idle,   Phase::Prepare,
                             Phase::Poll,   Phase::Check,   Phase::Closing};
// So much of a recording is read to learn the order of the phases, and to find how a step came about.
constexpr std::size_t kMostToLearn = 4096, kMostBack = 20'000, kMostOfATurn = 100'000;

std::optional<Phase> phase_begun(const Event& e) {
    if (e.kind == Kind::PollBegin) return Phase::Poll;
    if (e.kind == Kind::PhaseBegin) return e.as<Phase>();
    return std::nullopt;
}

// The richest turn seen gives the order; phases that it lacks are put behind the one they follow in
// libuv 1.44. The whole recording is asked, not only what lies behind the playhead: the ring must not change
// while one steps.
Order learn_order(const Timeline& timeline, ThreadId thread) {
    std::vector<Phase> best, turn;
    const auto take_turn = [&] {
        if (turn.size() > best.size()) best = turn;
        turn.clear();
    };
    const std::size_t end = std::min(timeline.size(), kMostToLearn);
    for (std::size_t i = 0; i < end; ++i) {
        const Event& e = timeline[i];
        if (e.thread != thread) continue;
        if (e.kind == Kind::TurnBegin) take_turn();
        const auto phase = phase_begun(e);
        if (!phase || *phase == Phase::None || *phase > Phase::Closing) continue;
        if (std::find(turn.begin(), turn.end(), *phase) == turn.end()) turn.push_back(*phase);
    }
    take_turn();
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
        const Phase phase = kLibuv144[i];
        if (std::find(best.begin(), best.end(), phase) != best.end()) continue;
        auto place = best.begin();
        for (std::size_t back = i; back-- > 0;) {
            const auto before = std::find(best.begin(), best.end(), kLibuv144[back]);
            if (before != best.end()) {
                place = before + 1;
                break;
            }
        }
        best.insert(place, phase);
    }
    Order order = kLibuv144;
    std::copy_n(best.begin(), kPhaseCount, order.begin());
    return order;
}

bool is_callback(Kind kind) {
    return kind == Kind::StepBegin || kind == Kind::CallbackBegin || kind == Kind::TimerDue ||
           kind == Kind::FdReady;
}

// Walks back to the beginning of the turn, then forwards through it.
void read_turn(const Timeline& timeline, std::size_t position, LoopView& view) {
    std::size_t begin = position;
    const std::size_t least = position > kMostOfATurn ? position - kMostOfATurn : 0;
    while (begin > least) {
        --begin;
        const Event& e = timeline[begin];
        if (e.thread == view.thread && (e.kind == Kind::TurnBegin || e.kind == Kind::LoopBegin)) break;
    }
    PhaseUse* current = nullptr;
    std::int64_t since = 0;
    const auto leave = [&](std::int64_t time) {
        if (current != nullptr) current->time += std::max<std::int64_t>(0, time - since);
    };
    for (std::size_t i = begin; i < position; ++i) {
        const Event& e = timeline[i];
        if (e.thread != view.thread) continue;
        if (const auto phase = phase_begun(e)) {
            leave(e.time);
            const auto found = std::find_if(view.ring.begin(), view.ring.end(),
                                            [&](const PhaseUse& u) { return u.phase == *phase; });
            current = found == view.ring.end() ? nullptr : &*found;
            since = e.time;
            if (current != nullptr) current->in_turn = true;
        } else if (e.kind == Kind::LoopEnd) {
            leave(e.time);
            current = nullptr;
        } else if (current != nullptr && is_callback(e.kind)) {
            ++current->callbacks;
        }
    }
    leave(view.now);
    if (current == nullptr && begin == least && view.state->phase != Phase::None) {
        // So much was done by others since this turn began that only the state remembers its phase.
        const Phase phase = view.state->polling ? Phase::Poll : view.state->phase;
        for (PhaseUse& use : view.ring) {
            if (use.phase == phase) current = &use;
        }
        if (current != nullptr) current->in_turn = true;
    }
    if (current != nullptr) view.lit = static_cast<int>(current - view.ring.data());
}

void mark_ever(const Timeline& timeline, std::size_t position, LoopView& view) {
    const std::size_t end = std::min(position, kMostToLearn);
    for (std::size_t i = 0; i < end; ++i) {
        if (timeline[i].thread != view.thread) continue;
        if (const auto phase = phase_begun(timeline[i])) {
            for (PhaseUse& use : view.ring) use.ever = use.ever || use.phase == *phase;
        }
    }
    for (PhaseUse& use : view.ring) use.ever = use.ever || use.in_turn;
}

Poll read_poll(const timeline::ThreadState& thread, std::int64_t now, bool ever_polled) {
    Poll poll;
    poll.known = ever_polled;
    poll.sleeping = thread.polling && thread.poll_timeout != 0;
    poll.begin = thread.poll_begin;
    poll.endless = thread.poll_timeout < 0;
    poll.only_looked = thread.poll_timeout == 0;
    poll.planned = std::max<std::int64_t>(0, thread.poll_timeout);
    poll.slept = poll.sleeping ? std::max<std::int64_t>(0, now - thread.poll_begin) : thread.poll_slept;
    if (poll.sleeping && !poll.endless) poll.slept = std::min(poll.slept, poll.planned);
    poll.wake = thread.poll_wake;
    return poll;
}

std::string task_name(const Timeline& timeline, const State& state, TaskId id) {
    const timeline::TaskState* task = state.task(id);
    if (task == nullptr) return "a task";
    const std::string& name = timeline.tables().string(task->name);
    return name.empty() ? "task " + std::to_string(id) : name;
}

struct Link {
    std::size_t at;
    StoryStep step;
};

// Whether `e` is what made `ready` happen; then it becomes a link.
bool add_cause(const Event& e, const Event& ready, std::size_t at, std::vector<Link>& links) {
    if (static_cast<std::int64_t>(e.object) != ready.arg) return false;
    using Place = StoryStep::Place;
    const auto cause = ready.as<trace::Cause>();
    if (e.kind == Kind::TimerDue && cause == trace::Cause::TimerDue) {
        links.push_back({at, {Place::Timer, "its timer is due"}});
    } else if (e.kind == Kind::FdReady && cause == trace::Cause::FdReady) {
        links.push_back({at, {Place::Socket, "socket " + std::to_string(e.object) + " has news"}});
    } else if (e.kind == Kind::WorkEnd && cause == trace::Cause::WorkerDone) {
        links.push_back({at, {Place::Worker, "the worker is done"}});
    } else {
        return false;
    }
    return true;
}

// Looks for: this step's beginning, its way into the queue, what caused that, and the poll that ended for it.
void tell_story(const Timeline& timeline, const State& state, std::size_t position, LoopView& view) {
    using Place = StoryStep::Place;
    std::vector<Link> links;
    std::optional<Event> ready;
    bool runs = false;
    bool caused = false, polled = false;
    const std::size_t least = position > kMostBack ? position - kMostBack : 0;
    for (std::size_t i = position; i-- > least;) {
        const Event e = timeline[i];
        if (!runs) {
            if (e.kind != Kind::StepBegin || e.task != view.running || e.thread != view.thread) continue;
            const auto cause = e.as<trace::Cause>();
            if (cause != trace::Cause::TimerDue && cause != trace::Cause::FdReady &&
                cause != trace::Cause::WorkerDone)
                return;
            runs = true;
            links.push_back({i, {Place::Runs, "it runs"}});
        } else if (!ready) {
            if (e.kind != Kind::TaskReady || e.task != view.running) continue;
            ready = e;
            links.push_back({i, {Place::Queue, task_name(timeline, state, view.running) + " is ready"}});
        } else {
            if (!polled && e.kind == Kind::PollEnd && e.thread == view.thread) {
                if (e.as<trace::PollWake>() != trace::PollWake::Nothing) {
                    polled = true;
                    links.push_back({i, {Place::Poll, "poll wakes"}});
                } else if (caused) {
                    return;  // it only looked, between the cause and the step: nobody was woken
                }
            }
            if (!caused) caused = add_cause(e, *ready, i, links);
            if (caused && polled) break;
        }
    }
    if (!caused || !polled) return;
    std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.at < b.at; });
    for (Link& link : links) view.story.push_back(std::move(link.step));
}

float along(const LoopView& view) {
    if (view.poll.sleeping) {
        if (view.poll.endless) return 0.5F;
        return static_cast<float>(static_cast<double>(view.poll.slept) /
                                  static_cast<double>(view.poll.planned));
    }
    if (view.lit < 0 || view.state == nullptr) return 0;
    const PhaseUse& use = view.ring[static_cast<std::size_t>(view.lit)];
    const auto done = static_cast<float>(use.callbacks), left = static_cast<float>(view.ready.size());
    if (done <= 0) return 0.5F;
    return (done - 0.5F) / (done + left);
}

}  // namespace

std::vector<ThreadId> loop_threads(const State& state) {
    std::vector<ThreadId> found;
    for (const timeline::ThreadState& thread : state.threads) {
        if (thread.has_loop || thread.turn > 0) found.push_back(thread.id);
    }
    return found;
}

int number_in(const LoopView& view, StoryStep::Place place) {
    for (std::size_t i = 0; i < view.story.size(); ++i) {
        if (view.story[i].place == place) return static_cast<int>(i) + 1;
    }
    return 0;
}

LoopView look_at_loop(const Timeline& timeline, const State& state, const Playhead& playhead,
                      ThreadId wanted) {
    LoopView view;
    const std::size_t position = std::min(playhead.position, timeline.size());
    view.now = std::max(playhead.time, state.time);
    for (std::size_t i = 0; i < kPhaseCount; ++i) view.ring[i].phase = kLibuv144[i];
    const std::vector<ThreadId> loops = loop_threads(state);
    if (loops.empty()) {
        const std::size_t end = std::min(timeline.size(), kMostToLearn);
        view.to_come = !state.ended && state.task_count() == 0;
        for (std::size_t i = position; i < end && !view.to_come; ++i)
            view.to_come = timeline[i].kind == Kind::LoopBegin;
        return view;
    }
    const auto has = [&](ThreadId id) { return std::find(loops.begin(), loops.end(), id) != loops.end(); };
    view.thread = has(wanted) ? wanted : has(state.active) ? state.active : loops.front();
    view.state = state.thread(view.thread);
    if (view.state == nullptr) {
        view.thread = 0;
        return view;
    }
    view.ready = state.ready(view.thread);
    view.timers = state.timers(view.thread);
    view.ended = !view.state->has_loop;
    view.turn = view.state->turn;
    view.running = view.state->running;
    const Order order = learn_order(timeline, view.thread);
    for (std::size_t i = 0; i < kPhaseCount; ++i) view.ring[i].phase = order[i];
    read_turn(timeline, position, view);
    mark_ever(timeline, position, view);
    const bool polled = std::any_of(view.ring.begin(), view.ring.end(),
                                    [](const PhaseUse& u) { return u.phase == Phase::Poll && u.ever; });
    view.poll = read_poll(*view.state, view.now, polled);
    if (view.ended) view.lit = -1;
    view.along = std::clamp(along(view), 0.0F, 1.0F);
    if (view.running != 0) tell_story(timeline, state, position, view);
    return view;
}

}  // namespace loopscope::slides
