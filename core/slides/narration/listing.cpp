// The one-line text of an event.
#include "core/base/format.hpp"
#include "core/slides/narration/narration.hpp"
#include "core/slides/narration/words.hpp"
#include "core/trace/words.hpp"

#include <fmt/format.h>

namespace loopscope::slides {
namespace {

using narration::Story;
using trace::Cause;
using trace::Event;
using trace::Kind;
using trace::TaskId;
using trace::Wait;

constexpr std::size_t kThreadWidth = 10;
constexpr std::size_t kKindWidth = 16;
constexpr std::size_t kTaskWidth = 16;
constexpr std::size_t kLongestOutput = 120;

std::string column(std::string_view text, std::size_t width) {
    std::string cell = narration::shorten(text, width);
    cell.append(width - std::min(width, narration::length(cell)), ' ');
    return cell + "  ";
}

std::string joined(std::string first, const std::string& second) {
    if (!first.empty() && !second.empty()) first += ", ";
    return first + second;
}

std::string plain_words(const narration::Words& words) {
    return plain(words.sentence());
}

std::string cause(const Story& story) {
    const Event& e = story.event();
    std::string word{trace::word(e.as<Cause>())};
    switch (e.as<Cause>()) {
        case Cause::TaskDone:
            return joined(word, e.arg != 0 ? story.task_name(static_cast<TaskId>(e.arg)) : "");
        case Cause::ObjectSignal: return joined(word, plain_words(story.object(e.arg, "")));
        case Cause::FdReady: return joined(word, plain_words(story.descriptor(e.arg)));
        case Cause::ProcessDone: return joined(word, fmt::format("pid {}", e.arg));
        case Cause::Cancelled:
            return joined(word, e.arg != 0 ? "by " + story.task_name(static_cast<TaskId>(e.arg)) : "");
        default: return word;
    }
}

std::string tasks(const Story& story) {
    const trace::Awaited several = trace::unpack_awaited(story.event().arg);
    if (!several.named()) return std::to_string(several.count);
    return joined(story.task_name(several.first), several.second != 0 ? story.task_name(several.second) : "");
}

std::string wait(const Story& story) {
    const Event& e = story.event();
    std::string word{trace::word(e.as<Wait>())};
    switch (e.as<Wait>()) {
        case Wait::Sleep: return fmt::format("{} until {:.6f}", word, seconds(Nanos{e.arg}));
        case Wait::Task: return joined(word, story.task_name(static_cast<TaskId>(e.arg)));
        case Wait::Tasks:
        case Wait::FirstOf: return joined(word, tasks(story));
        case Wait::Fd: return joined(word, plain_words(story.descriptor(e.arg)));
        case Wait::Process: return joined(word, fmt::format("pid {}", e.arg));
        case Wait::None:
        case Wait::Yield:
        case Wait::Worker: return word;
        default: return joined(word, plain_words(story.object(e.arg, "")));
    }
}

std::string poll(const Event& e) {
    if (e.kind == Kind::PollEnd) {
        const std::string why{trace::word(e.as<trace::PollWake>())};
        return e.arg > 0 ? fmt::format("{}, slept {:.6f} s", why, seconds(Nanos{e.arg})) : why;
    }
    if (e.arg == 0) return "only looks";
    return e.arg < 0 ? "for as long as it takes" : fmt::format("at most {:.6f} s", seconds(Nanos{e.arg}));
}

std::string block(const Event& e) {
    const std::string word{trace::word(e.as<trace::Block>())};
    return e.arg >= 0 ? word + " " + format_short(e.arg) : word;
}

std::string created(const Story& story) {
    const TaskId parent = trace::created_parent(story.event());
    return parent != 0 ? "by " + story.task_name(parent) : std::string{};
}

// What the event says beside its time, thread, kind and task; without its place in the source.
std::string detail(const Story& story) {
    const Event& e = story.event();
    switch (e.kind) {
        case Kind::RunBegin: return story.string(e.object);
        case Kind::RunEnd:
        case Kind::TaskEnded: return joined(std::string{trace::reason_word(e)}, story.string(e.object));
        case Kind::TurnBegin: return std::to_string(e.arg);
        case Kind::PollBegin:
        case Kind::PollEnd: return poll(e);
        case Kind::TaskCreated: return created(story);
        case Kind::TaskReady:
        case Kind::StepBegin: return cause(story);
        case Kind::TaskSuspended: return wait(story);
        case Kind::CancelRequested:
            return e.arg != 0 ? "by " + story.task_name(static_cast<TaskId>(e.arg)) : std::string{};
        case Kind::CallbackReady:
        case Kind::CallbackBegin: return joined(story.string(e.arg), cause(story));
        case Kind::TimerAdded:
        case Kind::TimerDue:
        case Kind::TimerCancelled:
            return fmt::format("timer {}, deadline {:.6f}", e.object, seconds(Nanos{e.arg}));
        case Kind::ObjectCreated: return plain_words(story.object(e.object, ""));
        case Kind::ObjectChanged:
            return fmt::format("{} = {}", plain_words(story.object(e.object, "object")), e.arg);
        case Kind::FdWatched:
        case Kind::FdReady:
        case Kind::FdUnwatched: return plain_words(story.descriptor(e.object));
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkCancelled: return story.string(e.arg);
        case Kind::WorkEnd: return story.string(story.thread().work_label);
        case Kind::ProcessSpawned: return fmt::format("pid {}, {}", e.object, story.string(e.arg));
        case Kind::ProcessExited: return fmt::format("pid {}, status {}", e.object, e.arg);
        case Kind::BlockBegin: return block(e);
        case Kind::LoopBlocked: return format_short(e.arg);
        case Kind::GateClosed:
        case Kind::GateOpened: return fmt::format("at {:.6f} s of wall time", seconds(Nanos{e.arg}));
        case Kind::ClockChanged: return fmt::format("rate {:g}", e.object / 1000.0);
        case Kind::Lost: return fmt::format("{} events", e.arg);
        default: return std::string{trace::reason_word(e)};
    }
}

}  // namespace

std::string describe(const timeline::Timeline& timeline, std::size_t index) {
    if (index >= timeline.size()) return {};
    const Story story(timeline, index);
    const Event& e = story.event();
    std::string line = fmt::format("{:.6f}  ", seconds(e.at()));
    line += column(story.thread_name(story.thread()), kThreadWidth);
    line += column(trace::word(e.kind), kKindWidth);
    line += column(e.task != 0 ? story.task_name(e.task) : "", kTaskWidth);
    line += e.kind == Kind::Output ? narration::shorten(timeline.tables().string(e.object), kLongestOutput)
                                   : joined(detail(story), story.place(trace::site_of(e)));
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

}  // namespace loopscope::slides
