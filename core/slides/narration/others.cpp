// What happens beside tasks and loops, in words: descriptors, work, processes, objects.
#include "core/slides/narration/words.hpp"

#include <algorithm>

namespace loopscope::slides::narration {
namespace {

using trace::Event;
using trace::Kind;
using trace::ObjectKind;

std::string_view interest_word(trace::Interest interest) {
    switch (interest) {
        case trace::Interest::Read: return " waits for it to become readable";
        case trace::Interest::Write: return " waits for it to become writable";
        default: return " waits for news on it";
    }
}

Words fd(const Story& story) {
    const Event& e = story.event();
    const Words what = story.socket(e.object);
    Words words;
    if (e.kind == Kind::FdWatched) {
        words.say(capital(story.the_loop())).say(" watches ").say(what);
        if (e.task == 0) return words;
        return words.say(": ").strong(story.task_name(e.task)).say(interest_word(e.as<trace::Interest>()));
    }
    if (e.kind == Kind::FdUnwatched)
        return words.say(capital(story.the_loop())).say(" stops watching ").say(what);
    words = capital(story.news(e.object));
    if (const auto watched = story.state().fd(e.object); watched && watched->task != 0)
        words.say(": ").strong(story.task_name(watched->task)).say(" has waited for it");
    return words;
}

Words work(const Story& story) {
    const Event& e = story.event();
    const timeline::ThreadState& worker = story.thread();
    const std::string label = story.string(e.kind == Kind::WorkEnd ? worker.work_label : e.arg);
    Words words;
    const auto add_label = [&] { return label.empty() ? words.say("its work") : words.code(label); };
    if (e.kind == Kind::WorkQueued) {
        words = capital(story.who(e.task));
        words.say(" hands ");
        return add_label().say(" to the thread pool");
    }
    if (e.kind == Kind::WorkCancelled) {
        words.say("The work ");
        add_label();
        if (e.task != 0) words.say(" of ").strong(story.task_name(e.task));
        return words.say(" is taken back before a worker has begun it");
    }
    words.strong(story.thread_name(worker));
    if (e.kind == Kind::WorkBegin) {
        words.say(" runs ");
        add_label();
        if (e.task != 0) words.say(" for ").strong(story.task_name(e.task));
        return words.say(", while the loop is free");
    }
    words.say(" is done with ");
    return add_label().say(": the loop will hear of it in its poll");
}

Words process(const Story& story) {
    const Event& e = story.event();
    Words words;
    if (e.kind == Kind::ProcessSpawned) {
        words = capital(story.who(e.task));
        return words.say(" starts a process: ").code(story.string(e.arg));
    }
    words = capital(story.process(e.object));
    if (e.arg == 0) return words.say(" is done");
    if (e.arg < 0) return words.say(" is ended by signal " + std::to_string(-e.arg));
    return words.say(" ends with status " + std::to_string(e.arg));
}

Words change(const Story& story) {
    const Event& e = story.event();
    const auto found = story.state().object(e.object);
    const ObjectKind kind = found ? found->kind : ObjectKind::None;
    const Words what = story.object(e.object, "an object");
    Words words = capital(story.who(e.task));
    const std::string value = std::to_string(e.arg);
    switch (kind) {
        case ObjectKind::Event: return words.say(e.arg != 0 ? " sets " : " clears ").say(what);
        case ObjectKind::Lock: return words.say(e.arg != 0 ? " takes " : " gives back ").say(what);
        case ObjectKind::Semaphore:
            return capital(what).say(" has " + value + (e.arg == 1 ? " free slot" : " free slots"));
        case ObjectKind::Queue:
            return capital(what).say(" holds " + value + (e.arg == 1 ? " item" : " items"));
        case ObjectKind::Future: return capital(what).say(e.arg != 0 ? " is done" : " is pending");
        default: return words.say(" changes ").say(what);
    }
}

}  // namespace

Words tell_others(const Story& story) {
    switch (story.event().kind) {
        case Kind::FdWatched:
        case Kind::FdReady:
        case Kind::FdUnwatched: return fd(story);
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkEnd:
        case Kind::WorkCancelled: return work(story);
        case Kind::ProcessSpawned:
        case Kind::ProcessExited: return process(story);
        case Kind::ObjectCreated: {
            Words words = capital(story.object(story.event().object, "an object"));
            return words.say(" is there");
        }
        case Kind::ObjectChanged: return change(story);
        default: return {};
    }
}

}  // namespace loopscope::slides::narration
