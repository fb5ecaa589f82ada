#include "core/slides/loop_words.hpp"

#include "core/base/format.hpp"
#include "core/slides/actors.hpp"

#include <algorithm>

namespace loopscope::slides {

using stage::Icon;
using trace::Event;
using trace::Kind;

namespace {

// A text of the program in one line: control characters would tear the picture apart.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

std::string counted(std::uint32_t count, const char* one, const char* many) {
    return count == 1 ? one : std::to_string(count) + " " + many;
}

class Namer {
public:
    Namer(const timeline::Timeline& timeline, const timeline::State& head)
        : tables_(timeline.tables()), head_(head) {}

    [[nodiscard]] std::string string(std::int64_t id) const {
        return one_line(tables_.string(static_cast<trace::StringId>(id)));
    }
    [[nodiscard]] std::string task(std::int64_t id) const {
        return one_line(name_of(head_, tables_, static_cast<trace::TaskId>(id)));
    }
    // " name" of an object, or nothing.
    [[nodiscard]] std::string object(std::int64_t id) const {
        const timeline::ObjectState* found = find(id);
        if (found == nullptr || string(found->name).empty()) return {};
        return " " + string(found->name);
    }

private:
    [[nodiscard]] const timeline::ObjectState* find(std::int64_t id) const {
        const auto place = std::lower_bound(
            head_.objects.begin(), head_.objects.end(), id,
            [](const timeline::ObjectState& o, std::int64_t wanted) { return o.id < wanted; });
        return place != head_.objects.end() && place->id == id ? &*place : nullptr;
    }

    const trace::Tables& tables_;
    const timeline::State& head_;
};

RowWords suspend_words(const Namer& names, const Event& e) {
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
        case trace::Wait::Tasks: return say("all of " + std::to_string(e.arg), Icon::Fork);
        case trace::Wait::FirstOf: return say("first of " + std::to_string(e.arg), Icon::Fork);
        case trace::Wait::Event: return say("event" + names.object(e.arg), Icon::Flag);
        case trace::Wait::Lock: return say("lock" + names.object(e.arg), Icon::Padlock);
        case trace::Wait::Semaphore: return say("slot" + names.object(e.arg), Icon::Padlock);
        case trace::Wait::Queue: return say("queue" + names.object(e.arg), Icon::Queue);
        case trace::Wait::Future: return say("future" + names.object(e.arg), Icon::Fork);
        case trace::Wait::Worker: return say("worker", Icon::Worker);
        case trace::Wait::Fd: return say("socket " + std::to_string(e.arg), Icon::Socket);
        case trace::Wait::Process: return say("process " + std::to_string(e.arg), Icon::Process);
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

RowWords mark_words(const Namer& names, const Event& e, std::uint32_t count) {
    RowWords words;
    switch (e.kind) {
        case Kind::TimerDue:
            words.body = counted(count, "timer due", "timers due");
            words.brief = counted(count, "due", "due");
            break;
        case Kind::FdReady:
            words.body = count == 1 ? "socket " + std::to_string(e.object) + " ready"
                                    : std::to_string(count) + " sockets ready";
            words.brief = counted(count, "ready", "ready");
            break;
        case Kind::CallbackBegin:
            words.body = "runs ";
            words.body += counted(count, "a callback", "callbacks");
            if (count == 1) words.aside = names.string(e.arg);
            break;
        case Kind::TaskCreated:
            words.body = "spawns ";
            words.body += count == 1 ? names.task(e.task) : std::to_string(count) + " tasks";
            break;
        case Kind::ProcessExited: words.body = "process " + std::to_string(e.object) + " has ended"; break;
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

// All that a task without a lifeline has done in this row, as far as the playhead.
RowWords conduct_words(const LoopRows& rows, const timeline::Timeline& timeline, const Namer& names,
                       const Row& row, std::size_t position) {
    RowWords words;
    words.body = names.task(row.task);
    const std::size_t end =
        std::min<std::size_t>({row.last, std::max<std::size_t>(position, row.first), timeline.size()});
    const std::uint32_t spawned = rows.count_at(row, end);
    const std::string spawns = "spawns " + counted(spawned, "a task", "tasks");
    const Event& e = timeline[end - 1];
    if (spawned > 0) words.brief = std::to_string(spawned) + " new";
    switch (e.kind) {
        case Kind::TaskCreated: words.aside = e.task == row.task ? "is ready" : spawns; break;
        case Kind::TaskSuspended: {
            const bool group = e.as<trace::Wait>() == trace::Wait::Tasks;
            std::string what = group ? counted(static_cast<std::uint32_t>(e.arg), "it", "tasks")
                                     : suspend_words(names, e).body;
            if (spawned > 1 && group) what = "them";
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

RowWords block_words(const Event& e) {
    RowWords words;
    const std::string time = e.arg >= 0 ? code_seconds(e.arg) : std::string();
    switch (e.as<trace::Block>()) {
        case trace::Block::Sleep:
            words.lead = "blocks ";
            words.body = "sleep(" + time + ")";
            break;
        case trace::Block::Cpu:
            words.body = "computes";
            if (e.arg >= 0) words.aside = format_short(e.arg);
            break;
        case trace::Block::Lock: words.body = "blocks on a lock"; break;
        case trace::Block::Join: words.body = "joins"; break;
        case trace::Block::Call: words.body = "blocks in a call"; break;
    }
    return words;
}

RowWords poll_words(const timeline::Timeline& timeline, const Row& row, const Playhead& playhead) {
    RowWords words;
    words.lead = "poll ";
    words.icon = Icon::Moon;
    const Event& begin = timeline[row.first - 1];
    // Its end is near in a run with one loop, and somewhere behind it in one with several.
    std::size_t end = row.first;
    constexpr std::size_t kFarthest = 4096;
    const auto ends = [&](const Event& e) { return e.thread == row.thread && e.kind == Kind::PollEnd; };
    while (end < timeline.size() && end - row.first < kFarthest && !ends(timeline[end])) ++end;
    const bool known = end < timeline.size() && ends(timeline[end]);
    if (known && (playhead.position > end || playhead.position < row.first)) {
        words.body = "waits " + format_seconds(timeline[end].arg);
        return words;
    }
    const std::int64_t elapsed = std::max<std::int64_t>(0, playhead.time - begin.time);
    if (begin.arg < 0) {
        words.body = "waits " + format_seconds(elapsed);
        words.aside = "until there is news";
    } else {
        words.body = "waits " + format_fixed(static_cast<double>(std::min(elapsed, begin.arg)) / 1e9, 3);
        words.body += " of " + format_seconds(begin.arg);
    }
    return words;
}

RowWords finish_words(const Namer& names, const Event& e) {
    RowWords words;
    words.aside = format_seconds(e.time);
    words.body = "done";
    words.icon = Icon::Flag;
    switch (e.as<trace::Outcome>()) {
        case trace::Outcome::Done: return words;
        case trace::Outcome::Failed: words.body = "failed"; break;
        case trace::Outcome::Cancelled: words.body = "cancelled"; break;
        case trace::Outcome::Stopped: words.body = "stopped"; break;
        case trace::Outcome::Stuck: words.body = "stuck"; break;
    }
    words.error = e.as<trace::Outcome>() != trace::Outcome::Stopped;
    words.icon = words.error ? Icon::Cross : Icon::Stop;
    if (const std::string message = names.string(e.object); !message.empty()) words.aside = message;
    return words;
}

}  // namespace

std::string code_seconds(std::int64_t ns) {
    if (ns < 1'000'000) return ns <= 0 ? "0" : format_short(ns);
    std::string text = format_fixed(static_cast<double>(ns) / 1e9, 3);
    while (text.back() == '0' && text[text.size() - 2] != '.') text.pop_back();
    return text;
}

std::string reason_for(const timeline::State& head, const trace::Tables& tables, trace::Cause cause,
                       std::int64_t subject) {
    switch (cause) {
        case trace::Cause::First: return "first step";
        case trace::Cause::TimerDue: return "timer due";
        case trace::Cause::Yielded: return "its turn again";
        case trace::Cause::TaskDone:
            return one_line(name_of(head, tables, static_cast<trace::TaskId>(subject))) + " is done";
        case trace::Cause::ObjectSignal: {
            const auto found = std::find_if(head.objects.begin(), head.objects.end(),
                                            [&](const timeline::ObjectState& o) { return o.id == subject; });
            switch (found == head.objects.end() ? trace::ObjectKind::None : found->kind) {
                case trace::ObjectKind::Event: return "event set";
                case trace::ObjectKind::Lock: return "lock free";
                case trace::ObjectKind::Semaphore: return "slot free";
                case trace::ObjectKind::Queue: return "queue moved";
                case trace::ObjectKind::Future: return "future done";
                default: return "signalled";
            }
        }
        case trace::Cause::FdReady: return "socket ready";
        case trace::Cause::WorkerDone: return "worker done";
        case trace::Cause::ProcessDone: return "process ended";
        case trace::Cause::Cancelled: return "cancelled";
        case trace::Cause::Posted: return "from another thread";
        case trace::Cause::Called:
        case trace::Cause::None: break;
    }
    return {};
}

RowWords words_of(const LoopRows& rows, const timeline::Timeline& timeline, const Row& row,
                  const Playhead& playhead) {
    if (row.first == 0 || row.first > timeline.size()) return {};
    const timeline::State& head = timeline.state_at(timeline.size());
    const Namer names(timeline, head);
    const Event& e = timeline[row.first - 1];
    // A row that is still ahead is told as what it will be.
    const std::size_t position = playhead.position < row.first ? row.last : playhead.position;
    const std::uint32_t count = std::max(1U, rows.count_at(row, position));
    RowWords words;
    switch (row.kind) {
        case RowKind::Conduct: return conduct_words(rows, timeline, names, row, position);
        case RowKind::Resume:
            words.body = e.as<trace::Cause>() == trace::Cause::Called ? "call" : "resume";
            words.aside = reason_for(head, timeline.tables(), e.as<trace::Cause>(), e.arg);
            return words;
        case RowKind::Suspend: return suspend_words(names, e);
        case RowKind::End: return end_words(names, e);
        case RowKind::Note: return note_words(names, e, count);
        case RowKind::Mark: return mark_words(names, e, count);
        case RowKind::Poll: return poll_words(timeline, row, playhead);
        case RowKind::Block: return block_words(e);
        case RowKind::Unblock: return words;
        case RowKind::ThreadStart: words.body = "start"; return words;
        case RowKind::ThreadStop: words.body = "end"; return words;
        case RowKind::WorkStart:
            words.body = "work";
            words.aside = names.string(e.arg);
            return words;
        case RowKind::WorkStop: words.body = "done"; return words;
        case RowKind::Finish: return finish_words(names, e);
    }
    return words;
}

}  // namespace loopscope::slides
