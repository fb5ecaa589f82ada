#include "core/base/format.hpp"
#include "core/quiz/future.hpp"

#include <algorithm>

namespace loopscope::quiz::detail {

using trace::Event;
using trace::Kind;

namespace {

std::size_t awake_sleepers(const timeline::State& state, const timeline::ThreadState& loop) {
    return static_cast<std::size_t>(
        std::ranges::count_if(state.ready(loop.id), [](const timeline::ReadyItem& item) {
            return item.task != 0 && item.cause == trace::Cause::TimerDue;
        }));
}

// What the last event means, as the rest of "It is 1.000 s, and ...". Empty: nothing worth it.
Words what_happened(const Event& e, const timeline::State& state, const trace::Tables& tables) {
    Words words;
    const std::string name = task_name(state, tables, e.task);
    switch (e.kind) {
        case Kind::TaskCreated:
            if (trace::created_parent(e) == 0) return words.strong(name).say(" has just been created");
            return words.strong(task_name(state, tables, trace::created_parent(e)))
                .say(" has just created ")
                .strong(name);
        case Kind::TimerDue:
        case Kind::TaskReady: {
            const timeline::ThreadState* loop = loop_of(state);
            const std::size_t over = loop == nullptr ? 0 : awake_sleepers(state, *loop);
            const bool timer = e.kind == Kind::TimerDue || e.as<trace::Cause>() == trace::Cause::TimerDue;
            if (timer && over == 2) return words.say("both sleeps are over");
            if (timer && over > 2) return words.say(std::to_string(over) + " sleeps are over");
            if (timer) return words.say("the sleep of ").strong(name).say(" is over");
            return words.strong(name).say(" has become ready");
        }
        case Kind::StepBegin: return words.strong(name).say(" has just begun to run");
        case Kind::TaskSuspended: {
            words.strong(name).say(" has just given control back");
            const timeline::TaskState* task = state.task(e.task);
            if (task == nullptr || task->status != timeline::TaskStatus::Suspended) return words;
            return words.say(": it waits ").say(waits_for(state, tables, *task));
        }
        case Kind::TaskEnded: return words.strong(name).say(" is done");
        case Kind::Output:
            if (e.task == 0) return words.say("a line has just been printed");
            return words.strong(name).say(" has just printed a line, and still runs");
        case Kind::PollBegin: return words.say("nobody is ready: the loop sleeps in poll");
        case Kind::BlockBegin:
            if (e.as<trace::Block>() == trace::Block::Cpu)
                return e.task == 0 ? words.say("the thread is busy computing")
                                   : words.strong(name).say(" keeps its thread busy computing");
            if (e.task == 0) return words.say("the thread is held by a blocking call");
            return words.strong(name).say(" holds its thread with a blocking call");
        case Kind::CancelRequested: return words.strong(name).say(" has been asked to stop");
        case Kind::CoroutineBegin: return words.strong(name).say(" awaits a coroutine");
        default: return words;
    }
}

}  // namespace

Words situation(const timeline::Timeline& timeline, std::size_t position) {
    const timeline::State state = timeline.state_at(position);
    Words words;
    if (state.task_count() == 0) return words.say("Nothing has run yet.");
    std::size_t last = std::min(position, timeline.size());
    while (last > 0 && trace::is_control(timeline[last - 1].kind)) --last;
    words.say("It is " + format_seconds(state.time));
    Words what;
    if (last > 0) what = what_happened(timeline[last - 1], state, timeline.tables());
    if (what.empty() && state.running != 0)
        what.strong(task_name(state, timeline.tables(), state.running)).say(" runs");
    if (!what.empty()) words.say(", and ").say(what);
    return words.say(".");
}

}  // namespace loopscope::quiz::detail
