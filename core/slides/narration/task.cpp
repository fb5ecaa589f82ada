// What tasks do, in words.
#include "core/base/format.hpp"
#include "core/slides/narration/words.hpp"

namespace loopscope::slides::narration {
namespace {

using timeline::ReadyItem;
using timeline::TaskState;
using trace::Cause;
using trace::Event;
using trace::Kind;
using trace::Outcome;
using trace::Wait;

std::string counted(std::int64_t n, const char* one) {
    return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

Words other_task_ended(const Story& story, Wait wait) {
    const auto id = static_cast<trace::TaskId>(story.event().arg);
    const TaskState* other = story.state().task(id);
    Words words;
    if (other == nullptr || id == 0) return words.say("What it awaits is done");
    words.strong(story.task_name(id));
    if (other->outcome == Outcome::Failed) return words.say(" has failed");
    if (other->outcome == Outcome::Cancelled) return words.say(" was cancelled");
    if (wait == Wait::Tasks) return words.say(" was the last to end");
    if (wait == Wait::FirstOf) return words.say(" was the first to end");
    return words.say(" is done");
}

Words signalled(const Story& story, Wait wait) {
    const Words what = capital(story.object(story.event().arg, ""));
    Words words;
    if (what.empty()) return words.say("What it awaits has come");
    words.say(what);
    switch (wait) {
        case Wait::Event: return words.say(" is set");
        case Wait::Lock: return words.say(" is free for it");
        case Wait::Semaphore: return words.say(" has a slot for it");
        case Wait::Queue: return words.say(" has moved on");
        case Wait::Future: return words.say(" is done");
        default: return words.say(" has news");
    }
}

// Why a task becomes ready or runs, as the first half of a sentence. Nothing where there is nothing to say.
Words reason(const Story& story) {
    const Event& e = story.event();
    const TaskState* task = story.task();
    const Wait wait = task != nullptr ? task->wait : Wait::None;
    Words words;
    switch (e.as<Cause>()) {
        case Cause::TimerDue: return words.say(wait == Wait::Sleep ? "Its timer is due" : "Its time is up");
        case Cause::Yielded: return words.say("A turn has passed");
        case Cause::TaskDone: return other_task_ended(story, wait);
        case Cause::ObjectSignal: return signalled(story, wait);
        case Cause::FdReady: return capital(story.news(e.arg));
        case Cause::WorkerDone: return words.say("Its work on the thread pool is done");
        case Cause::ProcessDone: return capital(story.process(e.arg)).say(" has ended");
        case Cause::Cancelled: return words.say("It was cancelled");
        case Cause::Posted: return words.say("Another thread asked for it");
        default: return words;
    }
}

Words created(const Story& story) {
    const Event& e = story.event();
    const std::string name = story.task_name(e.task);
    const trace::TaskId parent = trace::created_parent(e);
    Words words;
    if (!story.on_loop()) {
        if (story.thread().role == trace::ThreadRole::Thread)
            return words.strong(story.thread_name(story.thread())).say(" is there for ").strong(name);
        if (parent == 0) return words.say("Next comes ").strong(name).say(", a plain call");
        return words.strong(story.task_name(parent)).say(" makes a plain call: ").strong(name);
    }
    if (parent == 0)
        return words.say(capital(story.the_loop()))
            .say(" is given ")
            .strong(name)
            .say(": it joins the ready queue");
    words.strong(story.task_name(parent)).say(" makes a task of ").strong(name);
    if (e.as<trace::Start>() == trace::Start::Eager)
        return words.say(": it runs at once, and ")
            .strong(story.task_name(parent))
            .say(" waits for its first await");
    return words.say(": it joins the ready queue, and nothing of it runs yet");
}

// Who else stands in the queue of the event's thread, before or behind.
timeline::Few<ReadyItem> others(const Story& story) {
    timeline::Few<ReadyItem> items = story.state().ready(story.thread().id);
    items.count -= std::erase_if(items.first, [self = story.event().task](const ReadyItem& item) {
        return item.task != 0 && item.task == self;
    });
    return items;
}

Words ready(const Story& story) {
    const Event& e = story.event();
    const std::string name = story.task_name(e.task);
    Words words;
    // The sentence about the timer says it all.
    if (e.as<Cause>() == Cause::TimerDue) return words;
    if (e.as<Cause>() == Cause::Yielded) {
        words.strong(name).say(" goes to the end of the ready queue");
    } else {
        const Words why = reason(story);
        if (!why.empty()) words.say(why).say(": ");
        words.strong(name).say(" is ready");
    }
    const timeline::Few<ReadyItem> ahead = others(story);
    const trace::TaskId runs = story.thread().running;
    if (runs != 0 && runs != e.task)
        return words.say(", not running, as ").strong(story.task_name(runs)).say(" still runs");
    if (!ahead.empty())
        return words.say(", not running, as ").say(story.item(ahead.front())).say(" is first");
    return words.say(e.as<Cause>() == Cause::Yielded ? ", where nobody else waits"
                                                     : ", and first in the queue");
}

Words plain_call(const Story& story) {
    const Event& e = story.event();
    Words words;
    words.strong(story.task_name(e.task));
    if (story.thread().role == trace::ThreadRole::Thread)
        return words.say(" runs on ").strong(story.thread_name(story.thread())).say(", a thread of its own");
    return words.say(" is called: it runs at once, from start to end");
}

Words step(const Story& story) {
    const Event& e = story.event();
    const std::string name = story.task_name(e.task);
    const auto cause = e.as<Cause>();
    if (cause == Cause::Called) return plain_call(story);
    if (cause == Cause::Eager)
        return Words{}
            .strong(name)
            .say(" begins at once, inside ")
            .say(story.who(static_cast<trace::TaskId>(e.arg)));
    Words words;
    const Words why = reason(story);
    if (cause == Cause::First) {
        words.say(capital(story.the_loop()))
            .say(" starts ")
            .strong(name)
            .say(", the first in the ready queue");
    } else if (why.empty()) {
        words.say(capital(story.the_loop())).say(" runs ").strong(name);
    } else {
        words.say(why).say(", so ").say(story.the_loop()).say(" resumes ").strong(name);
        if (cause == Cause::Cancelled) words.say(" to let it end");
    }
    const timeline::Few<ReadyItem> waiting = others(story);
    if (waiting.empty()) return words;
    return words.say("; ")
        .say(story.list(waiting))
        .say(waiting.size() == 1 ? " is ready, not running" : " are ready, not running");
}

Words work_label(const Story& story) {
    const std::int64_t id = story.event().arg;
    Words words;
    for (const timeline::QueuedWork& queued : story.state().queued()) {
        if (queued.id == id && queued.label != 0)
            return words.code(story.string(queued.label)).say(" on the thread pool");
    }
    return words.say("a worker of the thread pool");
}

// "**task 1** and **task 2**", "5 tasks"
Words tasks(const Story& story) {
    const trace::Awaited several = trace::unpack_awaited(story.event().arg);
    Words words;
    if (!several.named()) return words.say(several.count == 1 ? "one task" : counted(several.count, "task"));
    words.strong(story.task_name(several.first));
    return several.second == 0 ? words : words.say(" and ").strong(story.task_name(several.second));
}

Words awaited(const Story& story) {
    const Event& e = story.event();
    Words words;
    switch (e.as<Wait>()) {
        case Wait::Sleep:
            return words.code("sleep(" + format_short(std::max<std::int64_t>(e.arg - e.time, 0)) + ")");
        case Wait::Task: return words.strong(story.task_name(static_cast<trace::TaskId>(e.arg)));
        case Wait::Tasks: return tasks(story);
        case Wait::FirstOf: return words.say("the first of ").say(tasks(story));
        case Wait::Event: return words.say(story.object(e.arg, "an event"));
        case Wait::Lock: return words.say(story.object(e.arg, "a lock"));
        case Wait::Semaphore: return words.say("a slot of ").say(story.object(e.arg, "a semaphore"));
        case Wait::Queue: return words.say(story.object(e.arg, "a queue"));
        case Wait::Future: return words.say(story.object(e.arg, "a future"));
        case Wait::Worker: return work_label(story);
        case Wait::Fd: return words.say("news on ").say(story.socket(e.arg));
        case Wait::Process: return words.say("the end of ").say(story.process(e.arg));
        default: return words;
    }
}

Words suspended(const Story& story) {
    const Event& e = story.event();
    Words words;
    words.strong(story.task_name(e.task));
    if (e.as<Wait>() == Wait::Yield)
        return words.say(" gives way: it awaits ").code("sleep(0)").say(", and will be ready again at once");
    const Words what = awaited(story);
    words.say(" gives control back");
    return what.empty() ? words : words.say(": it awaits ").say(what);
}

Words ended(const Story& story) {
    const Event& e = story.event();
    const std::string message = story.string(e.object);
    const TaskState* task = story.task();
    Words words;
    words.strong(story.task_name(e.task));
    switch (e.as<Outcome>()) {
        case Outcome::Failed:
            words.say(" fails");
            return message.empty() ? words : words.say(": ").code(message);
        case Outcome::Cancelled: return words.say(" ends: it was cancelled");
        case Outcome::Stopped: return words.say(" is stopped, and gives back what it holds");
        case Outcome::Stuck: return words.say(" is given up: nothing can ever wake it");
        case Outcome::Collected: return words.say(" is thrown away before its end: nobody held it any more");
        case Outcome::Done: break;
    }
    if (task != nullptr && task->cause == Cause::Called) {
        words.say(" returns");
        const trace::TaskId caller = story.thread().running;
        return caller != 0 ? words.say(", and ").strong(story.task_name(caller)).say(" goes on") : words;
    }
    words.say(" is done");
    return story.on_loop() ? words.say(" and gives control back for good") : words;
}

Words cancel_requested(const Story& story) {
    const Event& e = story.event();
    const auto who = static_cast<trace::TaskId>(e.arg);
    const TaskState* task = story.task();
    Words words = who == e.task ? Words{}.strong(story.task_name(who)) : capital(story.who(who));
    words.say(who == e.task ? " cancels itself" : " cancels ");
    if (who != e.task) words.strong(story.task_name(e.task));
    if (task != nullptr && task->status == timeline::TaskStatus::Suspended)
        return words.say(": the await where it waits will throw");
    return words.say(": its next await will throw");
}

}  // namespace

Words tell_task(const Story& story) {
    const Event& e = story.event();
    const std::string name = story.task_name(e.task);
    Words words;
    switch (e.kind) {
        case Kind::TaskCreated: return created(story);
        case Kind::TaskReady: return ready(story);
        case Kind::StepBegin: return step(story);
        case Kind::TaskSuspended: return suspended(story);
        case Kind::TaskEnded: return ended(story);
        case Kind::CancelRequested: return cancel_requested(story);
        case Kind::CoroutineBegin:
            return words.strong(name)
                .say(" awaits a coroutine: it runs inside ")
                .strong(name)
                .say(", at once");
        case Kind::CoroutineEnd:
            return words.say("The coroutine returns, and ").strong(name).say(" goes on behind its await");
        default: return words;
    }
}

}  // namespace loopscope::slides::narration
