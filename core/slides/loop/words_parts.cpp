#include "core/slides/loop/words_parts.hpp"

#include "core/base/format.hpp"
#include "core/slides/actors.hpp"
#include "core/slides/subjects.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace loopscope::slides {

using stage::Icon;
using trace::Event;
using trace::Kind;

namespace {

constexpr std::size_t kLongestCommand = 20;  // longer: only its program

std::string counted(std::uint32_t count, const char* one, const char* many) {
    return count == 1 ? one : std::to_string(count) + " " + many;
}

}  // namespace

std::string Namer::string(std::int64_t id) const {
    return one_line(timeline_.tables().string(static_cast<trace::StringId>(id)));
}

std::string Namer::task(std::int64_t id) const {
    return one_line(name_of(head_, timeline_.tables(), static_cast<trace::TaskId>(id)));
}

std::string Namer::object(std::int64_t id) const {
    const auto found = head_.object(static_cast<trace::ObjectId>(id));
    if (!found || string(found->name).empty()) return {};
    return " " + string(found->name);
}

std::string Namer::descriptor(std::size_t position, std::int64_t fd) const {
    std::string label = one_line(label_of_descriptor(timeline_, position, fd));
    return label.empty() ? "socket " + std::to_string(fd) : label;
}

std::string Namer::process(std::size_t position, std::int64_t pid) const {
    const std::string command = one_line(command_of_process(timeline_, position, pid));
    return command.empty() ? "process " + std::to_string(pid) : std::string{program_of(command)};
}

std::string Namer::awaited(std::int64_t arg) const {
    const trace::Awaited several = trace::unpack_awaited(arg);
    if (!several.named()) return counted(several.count, "1 task", "tasks");
    return several.second == 0 ? task(several.first) : task(several.first) + ", " + task(several.second);
}

RowWords suspend_words(const Namer& names, const Event& e, std::size_t position) {
    const auto say = [](std::string what, Icon icon) {
        RowWords words;
        words.lead = "await ";
        words.body = std::move(what);
        words.icon = icon;
        return words;
    };
    switch (e.as<trace::Wait>()) {
        case trace::Wait::Sleep: return say("sleep(" + code_seconds(e.arg - e.time) + ")", Icon::Clock);
        case trace::Wait::Yield: return say("sleep(0)", Icon::Clock);
        case trace::Wait::Task: return say(names.task(e.arg), Icon::Fork);
        case trace::Wait::Tasks: return say(names.awaited(e.arg), Icon::Fork);
        case trace::Wait::FirstOf: return say("first of " + names.awaited(e.arg), Icon::Fork);
        case trace::Wait::Event: return say("event" + names.object(e.arg), Icon::Flag);
        case trace::Wait::Lock: return say("lock" + names.object(e.arg), Icon::Padlock);
        case trace::Wait::Semaphore: return say("slot" + names.object(e.arg), Icon::Padlock);
        case trace::Wait::Queue: return say("queue" + names.object(e.arg), Icon::Queue);
        case trace::Wait::Future: return say("future" + names.object(e.arg), Icon::Fork);
        case trace::Wait::Condition: return say("condition" + names.object(e.arg), Icon::Flag);
        case trace::Wait::Barrier: return say("barrier" + names.object(e.arg), Icon::Flag);
        case trace::Wait::Object: return say("object" + names.object(e.arg), Icon::Padlock);
        case trace::Wait::Worker: return say("worker", Icon::Worker);
        case trace::Wait::Fd: return say(names.descriptor(position, e.arg), Icon::Socket);
        case trace::Wait::Process: return say("end of " + names.process(position, e.arg), Icon::Process);
        case trace::Wait::None: break;
    }
    RowWords words;
    words.body = "await";
    return words;
}

RowWords end_words(const Namer& names, const Event& e) {
    RowWords words;
    const std::string message = names.string(e.object);
    switch (e.as<trace::Outcome>()) {
        case trace::Outcome::Failed:
            words.lead = "fails";
            words.body = message;
            words.icon = Icon::Cross;
            words.error = true;
            if (message.empty()) std::swap(words.lead, words.body);
            if (!words.lead.empty()) words.lead += ": ";
            break;
        case trace::Outcome::Cancelled: words.body = "cancelled"; break;
        case trace::Outcome::Stopped: words.body = "stopped"; break;
        case trace::Outcome::Stuck: words.body = "stuck"; break;
        case trace::Outcome::Collected: words.body = "thrown away"; break;
        case trace::Outcome::Done: words.body = "return"; break;
    }
    return words;
}

RowWords misuse_words(const Event& e) {
    RowWords words;
    words.error = true;
    words.icon = Icon::Warning;
    switch (e.as<trace::MisuseKind>()) {
        case trace::MisuseKind::NeverAwaited: words.body = "was never awaited"; break;
        case trace::MisuseKind::ResultNeverRead: words.body = "its failure was never looked at"; break;
        case trace::MisuseKind::DestroyedWhileAwaited: words.body = "gone while awaited"; break;
        case trace::MisuseKind::AwaitedTwice: words.body = "was awaited twice"; break;
    }
    return words;
}

RowWords note_words(const Namer& names, const Event& e, std::uint32_t count) {
    RowWords words;
    switch (e.kind) {
        case Kind::Output:
            words.lead = "prints ";
            words.body = names.string(e.object);
            break;
        case Kind::TaskCreated:
            words.lead = "spawns ";
            words.body = count > 1 ? std::to_string(count) + " tasks" : names.task(e.task);
            break;
        case Kind::StepBegin:
            words.lead = "runs ";
            words.body = names.task(e.task);
            break;
        case Kind::TaskEnded:
            words = end_words(names, e);
            if (!words.error)
                words.body = names.task(e.task) + (words.body == "return" ? " returns" : " is " + words.body);
            break;
        case Kind::WorkQueued:
            words.lead = "asks a worker";
            words.body = names.string(e.arg);
            if (words.body.empty()) std::swap(words.lead, words.body);
            if (!words.lead.empty()) words.lead += ": ";
            break;
        case Kind::ProcessSpawned:
            words.lead = "starts ";
            words.body = names.string(e.arg);
            if (words.body.size() > kLongestCommand) words.body = std::string{program_of(words.body)} + " …";
            if (words.body.empty()) words.body = "a process";
            break;
        case Kind::BlockBegin: words.body = "joins its threads"; break;
        case Kind::CancelRequested:
            words.lead = "cancels ";
            words.body = names.task(e.task);
            break;
        case Kind::Misuse: return misuse_words(e);
        default: break;
    }
    return words;
}

RowWords mark_words(const Namer& names, const Event& e, std::uint32_t count, std::size_t position) {
    RowWords words;
    switch (e.kind) {
        case Kind::TimerDue:
            words.body = counted(count, "timer due", "timers due");
            words.brief = counted(count, "due", "due");
            break;
        case Kind::FdReady: {
            const std::string one = names.descriptor(position, e.object);
            words.body = count == 1 ? one + " ready" : std::to_string(count) + " sockets ready";
            // Not "ready" alone: that is what tasks are.
            words.brief = counted(count, is_pipe(one) ? "pipe ready" : "socket ready", "ready");
            break;
        }
        case Kind::CallbackBegin:
            words.body = "runs ";
            words.body += counted(count, "a callback", "callbacks");
            if (count == 1) words.aside = names.string(e.arg);
            break;
        case Kind::TaskCreated:
            words.body = "spawns ";
            words.body += count == 1 ? names.task(e.task) : std::to_string(count) + " tasks";
            break;
        case Kind::ProcessExited:
            words.body = names.process(position, e.object) + " has ended";
            if (e.arg != 0) words.aside = e.arg < 0 ? "signal " : "status ";
            if (e.arg != 0) words.aside += std::to_string(std::abs(e.arg));
            break;
        case Kind::CancelRequested: words.body = "cancels " + names.task(e.task); break;
        case Kind::Misuse: return misuse_words(e);
        case Kind::Lost:
            words.body =
                e.arg == 1 ? "an event is missing here" : std::to_string(e.arg) + " events are missing here";
            words.icon = Icon::Warning;
            words.error = true;
            break;
        default: break;
    }
    return words;
}

RowWords conduct_words(const LoopRows& rows, const timeline::Timeline& timeline, const Namer& names,
                       const Row& row, std::size_t position) {
    RowWords words;
    words.body = names.task(row.task);
    const std::size_t end =
        std::min<std::size_t>({row.last, std::max<std::size_t>(position, row.first), timeline.size()});
    const std::uint32_t spawned = rows.count_at(row, end);
    const std::string spawns = "spawns " + counted(spawned, "a task", "tasks");
    const Event e = timeline[end - 1];
    if (spawned > 0) words.brief = std::to_string(spawned) + " new";
    switch (e.kind) {
        case Kind::TaskCreated: words.aside = e.task == row.task ? "is ready" : spawns; break;
        case Kind::TaskSuspended: {
            std::string what = suspend_words(names, e, end).body;
            if (spawned > 0 && e.as<trace::Wait>() == trace::Wait::Tasks) what = spawned > 1 ? "them" : "it";
            words.aside = spawned > 0 ? spawns : "awaits " + what;
            if (spawned > 0) words.more = ", awaits " + what;
            break;
        }
        case Kind::TaskEnded:
            words = end_words(names, e);
            words.aside = words.body == "return" ? "is done" : words.lead + words.body;
            words.lead.clear();
            words.body = names.task(row.task);
            break;
        default:
            words.aside = spawned > 0 ? spawns
                          : timeline[row.first - 1].kind == Kind::StepBegin &&
                                  timeline[row.first - 1].as<trace::Cause>() != trace::Cause::First
                              ? "goes on"
                              : "runs";
    }
    return words;
}

}  // namespace loopscope::slides
