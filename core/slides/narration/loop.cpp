// What loops do, in words: turns, polls, timers and plain callbacks.
#include "core/slides/narration/words.hpp"

#include <algorithm>

namespace loopscope::slides::narration {
namespace {

using timeline::ReadyItem;
using timeline::ThreadState;
using trace::Cause;
using trace::Event;
using trace::Kind;
using trace::PollWake;

Words turn(const Story& story) {
    const Event& e = story.event();
    const ThreadState& thread = story.thread();
    const auto timers = story.state().timers(thread.id);
    const auto due = std::count_if(timers.begin(), timers.end(),
                                   [&](const timeline::Timer& timer) { return timer.deadline <= e.time; });
    Words words = capital(story.the_loop());
    words.say(" begins turn " + std::to_string(e.arg));
    if (due > 0)
        return words.say(due == 1 ? ": a timer is due" : ": " + std::to_string(due) + " timers are due");
    const auto ready = story.state().ready(thread.id);
    if (ready.empty()) return words.say(": nothing is ready");
    return words.say(": ").say(story.list(ready)).say(ready.size() == 1 ? " is ready" : " are ready");
}

// What can end this poll before its time, beside a timer.
std::vector<std::string> news(const Story& story) {
    const timeline::State& state = story.state();
    std::vector<std::string> from;
    if (state.fd_count() != 0) from.emplace_back("a socket has news");
    const bool working = std::any_of(state.threads.begin(), state.threads.end(),
                                     [](const ThreadState& thread) { return thread.work != 0; });
    if (working || state.queued_count() != 0) from.emplace_back("a worker is done");
    constexpr std::size_t kMostLooked = 256;
    const std::vector<trace::TaskId> alive = state.alive(kMostLooked);
    const bool process = std::any_of(alive.begin(), alive.end(), [&](trace::TaskId id) {
        const timeline::TaskState& task = *state.task(id);
        return task.status == timeline::TaskStatus::Suspended && task.wait == trace::Wait::Process;
    });
    if (process) from.emplace_back("a process ends");
    return from;
}

Words poll(const Story& story) {
    const std::int64_t timeout = story.event().arg;
    Words words;
    if (timeout == 0) return words;
    std::vector<std::string> ends = news(story);
    if (timeout > 0) ends.push_back("the next timer, " + away(timeout) + " away");
    if (ends.empty()) {
        return words.say("Nothing is ready and no timer is set: ")
            .say(story.the_loop())
            .say(" sleeps in poll until somebody wakes it");
    }
    words.say("Nothing is ready: ").say(story.the_loop()).say(" sleeps in poll until ");
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (i > 0) words.say(i + 1 < ends.size() ? ", " : " or ");
        words.say(ends[i]);
    }
    return words;
}

Words woken(const Story& story) {
    const Event& e = story.event();
    Words words;
    if (e.arg <= 0 && e.as<PollWake>() == PollWake::Nothing) return words;
    words.say(capital(story.the_loop())).say(" wakes");
    if (e.arg > 0) words.say(" after " + away(e.arg));
    switch (e.as<PollWake>()) {
        case PollWake::Timeout: return words.say(": a timer is due");
        case PollWake::Io: return words.say(": there is news from outside");
        case PollWake::Wake: return words.say(": another thread has something for it");
        case PollWake::Nothing: break;
    }
    return words;
}

// One timer after the other comes due; those before it in this phase have made their tasks ready.
Words due(const Story& story) {
    const Event& e = story.event();
    const ThreadState& thread = story.thread();
    Words words;
    if (e.task == 0) return words.say("A timer is due: its callback joins the ready queue");
    timeline::Few<ReadyItem> all;
    for (const ReadyItem& item : story.state().ready(thread.id)) {
        const timeline::TaskState* task = story.state().task(item.task);
        if (item.cause == Cause::TimerDue && task != nullptr && task->since == e.time)
            all.first.push_back(item);
    }
    const auto timers = story.state().timers(thread.id, 1);
    const bool more = !timers.empty() && timers.front().deadline <= e.time;
    all.count = all.first.size();
    const std::string name = story.task_name(e.task);
    if (all.empty()) {
        words.say("The timer of ").strong(name).say(" is due: the task is ready");
        const auto last = story.state().last_ready(thread.id);
        if (!last) return words.say(", not running yet");
        return words.say(", behind ").say(story.item(*last));
    }
    if (more) {
        const Words ahead = story.item(all.back());
        return words.say("The timer of ")
            .strong(name)
            .say(" is due too: the task is ready, behind ")
            .say(ahead);
    }
    all.first.push_back({e.task, 0, 0, Cause::TimerDue, e.object});
    ++all.count;
    const std::string count = all.size() == 2 ? "Both" : std::to_string(all.size());
    return words.say(count + " timers are due: ").say(story.list(all)).say(" are ready, in that order");
}

Words timer(const Story& story) {
    const Event& e = story.event();
    Words words;
    if (e.kind == Kind::TimerDue) return due(story);
    if (e.kind == Kind::TimerAdded) {
        const std::int64_t left = std::max<std::int64_t>(e.arg - e.time, 0);
        words.say(e.task != 0 ? "A timer is set for " : "A timer is set");
        if (e.task != 0) words.strong(story.task_name(e.task));
        return words.say(", due in " + away(left));
    }
    words.say(e.task != 0 ? "The timer of " : "A timer");
    if (e.task != 0) words.strong(story.task_name(e.task));
    return words.say(" is taken back before it is due");
}

Words callback(const Story& story) {
    const Event& e = story.event();
    const std::string name = story.string(trace::low_half(e.arg));
    Words words;
    const auto add_name = [&](std::string_view before) {
        return name.empty() ? words.say(before).say(" a callback")
                            : words.say(before).say(" the callback ").code(name);
    };
    if (e.kind == Kind::CallbackBegin) {
        words = capital(story.the_loop());
        return add_name(" runs");
    }
    if (e.kind == Kind::CallbackEnd) return words;
    if (e.kind == Kind::CallbackCancelled) {
        words.say(name.empty() ? "A callback" : "The callback ").code(name);
        return words.say(" is taken back before it has run");
    }
    words.say(e.as<Cause>() == Cause::Posted ? "Another thread hands in" : "There is");
    return add_name("").say(": it joins the ready queue");
}

Words microtask(const Story& story) {
    const Event& e = story.event();
    const std::string name = story.string(trace::low_half(e.arg));
    Words words;
    const auto add_name = [&](std::string_view article, std::string_view one) {
        return name.empty() ? words.say(one) : words.say(article).code(name);
    };
    if (e.kind == Kind::MicrotaskQueued) {
        words = capital(story.who(e.task)).say(" queues ");
        return add_name("the microtask ", "a microtask").say(": it runs before the loop goes on");
    }
    return add_name("The microtask ", "A microtask").say(" runs");
}

Words microtasks(const Story& story) {
    const Event& e = story.event();
    const std::string count = e.arg > 0 ? std::to_string(e.arg) : "";
    Words words;
    if (e.kind == Kind::MicrotasksBegin) {
        words.say("The microtasks run, before the loop goes on");
        return count.empty() ? words : words.say(": " + count + (e.arg == 1 ? " waits" : " wait"));
    }
    if (count.empty()) return words.say("The microtasks have run, and the loop goes on");
    return words.say(count + (e.arg == 1 ? " microtask has run" : " microtasks have run") +
                     ", and the loop goes on");
}

}  // namespace

Words tell_loop(const Story& story) {
    switch (story.event().kind) {
        case Kind::LoopBegin: {
            Words words;
            return words.say("An event loop begins on ")
                .strong(story.thread_name(story.thread()))
                .say(": it has nothing to do yet");
        }
        case Kind::LoopEnd: return capital(story.the_loop()).say(" closes: its work is over");
        case Kind::TurnBegin: return turn(story);
        case Kind::PollBegin: return poll(story);
        case Kind::PollEnd: return woken(story);
        case Kind::TimerAdded:
        case Kind::TimerDue:
        case Kind::TimerCancelled: return timer(story);
        case Kind::CallbackReady:
        case Kind::CallbackBegin:
        case Kind::CallbackEnd:
        case Kind::CallbackCancelled: return callback(story);
        case Kind::MicrotaskQueued:
        case Kind::MicrotaskBegin: return microtask(story);
        case Kind::MicrotasksBegin:
        case Kind::MicrotasksEnd: return microtasks(story);
        default: return {};
    }
}

}  // namespace loopscope::slides::narration
