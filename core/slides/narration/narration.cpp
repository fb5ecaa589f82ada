#include "core/slides/narration/narration.hpp"

#include "core/base/format.hpp"
#include "core/slides/narration/words.hpp"

#include <algorithm>

namespace loopscope::slides {
namespace {

using narration::capital;
using narration::Story;
using narration::Words;
using timeline::Timeline;
using trace::Block;
using trace::Event;
using trace::Kind;
using trace::MisuseKind;
using trace::Outcome;
using trace::ThreadRole;

constexpr std::size_t kLongestText = 80;

Words run_ended(const Story& story) {
    const Event& e = story.event();
    const std::string message = story.string(e.object);
    const std::string after = " after " + format_seconds(e.time);
    Words words;
    switch (e.as<Outcome>()) {
        case Outcome::Done: return words.say("The program is done" + after);
        case Outcome::Cancelled: return words.say("The program ends" + after + ": it was cancelled");
        case Outcome::Stopped: return words.say("The program was stopped" + after);
        case Outcome::Stuck:
            return words.say("The program is stuck" + after + ": its tasks wait for what can never come");
        case Outcome::Collected:
        case Outcome::Failed: break;
    }
    words.say("The program fails" + after);
    return message.empty() ? words : words.say(": ").code(message);
}

Words thread_event(const Story& story) {
    const ThreadRole role = story.thread().role;
    const bool begins = story.event().kind == Kind::ThreadBegin;
    Words words;
    if (role == ThreadRole::Main) {
        return begins ? words.say("The program runs on its first thread, ")
                            .strong(story.thread_name(story.thread()))
                      : words;
    }
    words.strong(story.thread_name(story.thread()));
    if (!begins) return words.say(" ends");
    return words.say(role == ThreadRole::Worker ? " of the thread pool begins"
                                                : " begins: a thread of its own");
}

// Who is kept from running by a blocking call of the event's task.
std::string_view held_up(const Story& story) {
    return story.on_loop() ? ": the loop and everybody on it have to wait" : ": nobody else can run on it";
}

Words block_begins(const Story& story) {
    const Event& e = story.event();
    Words words = e.task != 0 ? story.who(e.task) : Words{}.strong(story.thread_name(story.thread()));
    const std::string planned = e.arg > 0 ? " for " + format_short(e.arg) : "";
    switch (e.as<Block>()) {
        case Block::Sleep: words.say(" sleeps" + planned); break;
        case Block::Cpu: words.say(" computes" + planned); break;
        case Block::Lock: words.say(" waits for a lock"); break;
        case Block::Join:
            words.say(" waits for another thread to end");
            if (e.task == 0) return words;
            break;
        case Block::Call: words.say(" makes a blocking call"); break;
        default: words.say(" blocks"); break;
    }
    return words.say(" and holds its thread").say(held_up(story));
}

Words block_ends(const Story& story) {
    const Event& e = story.event();
    const timeline::ThreadState& thread = story.thread();
    Words words = e.task != 0 ? story.who(e.task) : Words{}.strong(story.thread_name(thread));
    words.say(" goes on");
    const std::int64_t took = e.time - thread.block_since;
    return thread.blocking && took > 0 ? words.say(" ").say(narration::away(took)).say(" later") : words;
}

Words misused(const Story& story) {
    const Event& e = story.event();
    const Words who = story.who(e.task);
    Words words;
    switch (e.as<MisuseKind>()) {
        case MisuseKind::NeverAwaited:
            return words.say("A coroutine was made and never awaited: it will never run");
        case MisuseKind::ResultNeverRead:
            return capital(who).say(" failed, and nobody has looked at its result");
        case MisuseKind::DestroyedWhileAwaited:
            return words.say("What ").say(who).say(" awaits is destroyed: its await will throw");
        case MisuseKind::AwaitedTwice:
            return capital(who).say(" awaits for a second time what can be awaited only once");
    }
    return words.say("Something was used in a way that it is not made for");
}

Words printed(const Story& story, const Timeline& timeline) {
    const Event& e = story.event();
    const std::string text = narration::shorten(timeline.tables().string(e.object), kLongestText);
    Words words = capital(story.who(e.task));
    return text.empty() ? words.say(" prints an empty line") : words.say(" prints ").code(text);
}

Words tell(const Timeline& timeline, std::size_t index) {
    const Kind kind = timeline[index].kind;
    if (trace::is_control(kind) || kind == Kind::PhaseBegin) return {};
    const Story story(timeline, index);
    const Event& e = story.event();
    Words words;
    switch (kind) {
        case Kind::RunBegin: {
            const std::string name = story.string(e.object);
            return name.empty() ? words.say("The run begins")
                                : words.say("The run of ").strong(name).say(" begins");
        }
        case Kind::RunEnd: return run_ended(story);
        case Kind::ThreadBegin:
        case Kind::ThreadEnd: return thread_event(story);
        case Kind::Output: return printed(story, timeline);
        case Kind::BlockBegin: return block_begins(story);
        case Kind::BlockEnd: return block_ends(story);
        case Kind::LoopBlocked:
            return capital(story.who(e.task))
                .say(" has held up the loop for " + narration::away(e.arg) + ": nobody else could run");
        case Kind::Misuse: return misused(story);
        case Kind::Lost:
            return words.say(std::to_string(e.arg) + (e.arg == 1 ? " event" : " events") +
                             " could not be recorded here");
        case Kind::TaskCreated:
        case Kind::TaskReady:
        case Kind::StepBegin:
        case Kind::TaskSuspended:
        case Kind::TaskEnded:
        case Kind::CancelRequested:
        case Kind::CoroutineBegin:
        case Kind::CoroutineEnd: return tell_task(story);
        case Kind::LoopBegin:
        case Kind::LoopEnd:
        case Kind::TurnBegin:
        case Kind::PollBegin:
        case Kind::PollEnd:
        case Kind::TimerAdded:
        case Kind::TimerDue:
        case Kind::TimerCancelled:
        case Kind::CallbackReady:
        case Kind::CallbackBegin:
        case Kind::CallbackEnd:
        case Kind::CallbackCancelled:
        case Kind::MicrotaskQueued:
        case Kind::MicrotasksBegin:
        case Kind::MicrotaskBegin:
        case Kind::MicrotaskEnd:
        case Kind::MicrotasksEnd: return tell_loop(story);
        default: return tell_others(story);
    }
}

}  // namespace

Sentence narrate(const Timeline& timeline, std::size_t position) {
    for (std::size_t i = std::min(position, timeline.size()); i > 0; --i) {
        const Words words = tell(timeline, i - 1);
        if (!words.empty()) return words.sentence();
    }
    return Words{}.say("Nothing has happened yet").sentence();
}

std::string plain(const Sentence& sentence) {
    std::string text;
    for (const Span& span : sentence.spans) text += span.text;
    return text;
}

}  // namespace loopscope::slides
