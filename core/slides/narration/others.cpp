// What happens beside tasks and loops, in words: descriptors, work, processes, objects, exceptions, limits.
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

Words exception(const Story& story) {
    const Event& e = story.event();
    const std::string type = story.string(trace::high_half(e.arg)),
                      text = story.string(trace::low_half(e.arg));
    const Words who = story.who(e.task);
    const auto what = [&](Words words) {
        if (type.empty() && text.empty()) return words.say("an exception");
        return words.code(type.empty() || text.empty() ? type + text : type + ": " + text);
    };
    switch (e.as<trace::Handling>()) {
        case trace::Handling::Thrown: return what(capital(who).say(" throws "));
        case trace::Handling::Caught: return what(capital(who).say(" catches "));
        case trace::Handling::Unhandled: break;
    }
    return what(Words{}.say("Nobody catches what ").say(who).say(" has thrown: "));
}

// A lock, a slot: taken and given back.
Words holding(const Story& story) {
    const Event& e = story.event();
    Words words = capital(story.who(e.task));
    words.say(e.kind == Kind::ObjectTaken ? " takes " : " gives back ")
        .say(story.object(e.object, "an object"));
    return e.arg > 0 ? words.say(": " + std::to_string(e.arg) + (e.arg == 1 ? " is" : " are") + " free")
                     : words;
}

Words value(const Story& story) {
    const Event& e = story.event();
    const std::string text = story.string(trace::low_half(e.arg));
    const bool put = e.kind == Kind::ValuePut;
    Words words = capital(story.who(e.task));
    words.say(put ? " puts " : " takes ");
    if (text.empty()) {
        words.say("a value");
    } else {
        words.code(text);
    }
    return words.say(put ? " into " : " from ").say(story.object(e.object, "an object"));
}

Words limit(const Story& story) {
    const Event& e = story.event();
    const Words who = story.who(e.task);
    Words words;
    if (e.kind == Kind::LimitStruck)
        return words.say("The limit of ").say(who).say(" is over: what it limits is cancelled");
    if (e.kind == Kind::LimitEnd) return capital(who).say(" has come to the end of its limit in time");
    const std::int64_t left = std::max<std::int64_t>(0, e.arg - e.time);
    return words.say("A limit is set for ").say(who).say(": it strikes in " + away(left));
}

Words watched(const Story& story) {
    const Event& e = story.event();
    const std::string name = story.string(e.object), text = story.string(trace::low_half(e.arg));
    Words words;
    if (name.empty()) return words;
    words.code(name);
    return text.empty() ? words.say(" is empty") : words.say(" is ").code(text);
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
        case Kind::ObjectTaken:
        case Kind::ObjectGivenBack: return holding(story);
        case Kind::ValuePut:
        case Kind::ValueTaken: return value(story);
        case Kind::Exception: return exception(story);
        case Kind::LimitBegin:
        case Kind::LimitStruck:
        case Kind::LimitEnd: return limit(story);
        case Kind::ValueWatched: return watched(story);
        default: return {};
    }
}

}  // namespace loopscope::slides::narration
