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
using trace::Meaning;
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

// "by main", "the lock `accounts`": what a reason is about, nothing where its word says it all.
std::string subject(const Story& story, Cause cause, std::int64_t arg) {
    const auto task = [&] { return arg != 0 ? story.task_name(static_cast<TaskId>(arg)) : std::string{}; };
    switch (cause) {
        case Cause::TaskDone: return task();
        case Cause::ObjectSignal: return plain_words(story.object(arg, ""));
        case Cause::FdReady: return plain_words(story.descriptor(arg));
        case Cause::ProcessDone: return fmt::format("pid {}", arg);
        case Cause::Cancelled: return arg != 0 ? "by " + task() : "";
        case Cause::Eager: return arg != 0 ? "inside " + task() : "";
        default: return {};
    }
}

std::string tasks(const Story& story, std::int64_t arg) {
    const trace::Awaited several = trace::unpack_awaited(arg);
    if (!several.named()) return std::to_string(several.count);
    return joined(story.task_name(several.first), several.second != 0 ? story.task_name(several.second) : "");
}

std::string subject(const Story& story, Wait wait, std::int64_t arg) {
    switch (wait) {
        case Wait::Task: return story.task_name(static_cast<TaskId>(arg));
        case Wait::Tasks:
        case Wait::FirstOf: return tasks(story, arg);
        case Wait::Fd: return plain_words(story.descriptor(arg));
        case Wait::Process: return fmt::format("pid {}", arg);
        case Wait::None:
        case Wait::Sleep:
        case Wait::Yield:
        case Wait::Worker: return {};
        default: return plain_words(story.object(arg, ""));
    }
}

// The reason, with its subject where it has one.
std::string why(const Story& story) {
    const Event& e = story.event();
    const std::string word{trace::reason_word(e)};
    switch (trace::row_of(e.kind).arg.meaning) {
        case Meaning::CauseSubject: return joined(word, subject(story, e.as<Cause>(), e.arg));
        case Meaning::WaitSubject:
            if (e.as<Wait>() == Wait::Sleep)
                return fmt::format("{} until {:.6f}", word, seconds(Nanos{e.arg}));
            return joined(word, subject(story, e.as<Wait>(), e.arg));
        default: return word;
    }
}

std::string timeout(std::int64_t ns) {
    if (ns == 0) return "only looks";
    return ns < 0 ? "for as long as it takes" : fmt::format("at most {:.6f} s", seconds(Nanos{ns}));
}

// What the number in a field says; nothing where it says nothing.
std::string told(const Story& story, Meaning meaning, std::int64_t number) {
    switch (meaning) {
        case Meaning::Nothing:
        case Meaning::Place: return {};
        case Meaning::Text: return story.string(number);
        case Meaning::Task: return number != 0 ? story.task_name(static_cast<TaskId>(number)) : "";
        case Meaning::Object: return plain_words(story.object(number, "object"));
        case Meaning::Work: return story.string(story.thread().work_label);
        case Meaning::Descriptor: return plain_words(story.descriptor(number));
        case Meaning::Number: return number < 0 ? "" : std::to_string(number);
        case Meaning::Duration: return format_short(number);
        case Meaning::Planned: return number < 0 ? "" : format_short(number);
        case Meaning::Slept: return number > 0 ? fmt::format("{:.6f} s", seconds(Nanos{number})) : "";
        case Meaning::Timeout: return timeout(number);
        case Meaning::Deadline:
        case Meaning::WallTime: return fmt::format("{:.6f}", seconds(Nanos{number}));
        case Meaning::Rate: return fmt::format("{:g}", static_cast<double>(number) / 1000.0);
        case Meaning::Timer:
        case Meaning::Callback:
        case Meaning::Microtask:
        case Meaning::Limit:
        case Meaning::Process:
        case Meaning::Value:
        case Meaning::ExitStatus: return std::to_string(number);
        // With the reason.
        case Meaning::CauseSubject:
        case Meaning::WaitSubject: break;
    }
    return {};
}

std::string told(const Story& story, std::string_view field) {
    const Event& e = story.event();
    const trace::KindRow& row = trace::row_of(e.kind);
    if (field == "reason") return why(story);
    if (field == "object") return told(story, row.object.meaning, e.object);
    if (field == "arg") return told(story, row.arg.meaning, e.arg);
    if (field == "low") return told(story, row.low.meaning, trace::low_half(e.arg));
    // A half of -1 is -1 too.
    return told(story, row.high.meaning, static_cast<std::int32_t>(trace::high_half(e.arg)));
}

// One part of a kind's telling, with its fields filled in; nothing where none of them says anything.
std::string filled(const Story& story, std::string_view part) {
    std::string text;
    bool says = part.find('{') == std::string_view::npos;
    while (!part.empty()) {
        const std::size_t open = std::min(part.find('{'), part.size());
        text += part.substr(0, open);
        part.remove_prefix(open);
        if (part.empty()) break;
        const std::size_t close = part.find('}');
        const std::string field = told(story, part.substr(1, close - 1));
        says = says || !field.empty();
        text += field;
        part.remove_prefix(close + 1);
    }
    return says ? text : std::string{};
}

// What the event says beside its time, thread, kind and task; without its place in the source.
std::string detail(const Story& story) {
    std::string_view rest = trace::row_of(story.event().kind).telling;
    std::string text;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(", "), rest.size());
        text = joined(std::move(text), filled(story, rest.substr(0, comma)));
        rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
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
