#include "core/slides/loop/words.hpp"

#include "core/base/format.hpp"
#include "core/slides/actors.hpp"
#include "core/slides/loop/words_parts.hpp"
#include "core/slides/subjects.hpp"

#include <algorithm>

namespace loopscope::slides {

using stage::Icon;
using trace::Event;
using trace::Kind;

namespace {

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

RowWords poll_words(const LoopRows& rows, const timeline::Timeline& timeline, const Row& row,
                    const Playhead& playhead) {
    RowWords words;
    words.lead = "poll ";
    words.icon = Icon::Moon;
    const Event begin = timeline[row.first - 1];
    const std::optional<Bar> sleep = rows.bar_of(row);
    const bool known = sleep && sleep->to != kNoRow && timeline[sleep->to - 1].kind == Kind::PollEnd;
    if (known && (playhead.position >= sleep->to || playhead.position < row.first)) {
        // Less than a millisecond, or in virtual time nothing at all, would be told as 0.000 s.
        constexpr std::int64_t kLeast = 500'000;
        const std::int64_t slept = timeline[sleep->to - 1].arg;
        words.body = "waits " + (slept >= kLeast ? format_seconds(slept) : format_short(slept));
        if (slept < kLeast && begin.arg < 0) words.body = "waits for news";
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
        case trace::Outcome::Collected: words.body = "thrown away"; break;
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
            const auto found = head.object(static_cast<trace::ObjectId>(subject));
            switch (found ? found->kind : trace::ObjectKind::None) {
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
        case trace::Cause::Eager: return "at once";
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
    const Event e = timeline[row.first - 1];
    // A row that is still ahead is told as what it will be.
    const std::size_t position = playhead.position < row.first ? row.last : playhead.position;
    const std::uint32_t count = std::max(1U, rows.count_at(row, position));
    RowWords words;
    switch (row.kind) {
        case RowKind::Conduct: return conduct_words(rows, timeline, names, row, position);
        case RowKind::Resume:
            words.body = e.as<trace::Cause>() == trace::Cause::Called ? "call" : "resume";
            words.aside = reason_for(head, timeline.tables(), e.as<trace::Cause>(), e.arg);
            if (e.as<trace::Cause>() == trace::Cause::FdReady &&
                is_pipe(label_of_descriptor(timeline, row.first, e.arg)))
                words.aside = "pipe ready";
            return words;
        case RowKind::Suspend: return suspend_words(names, e, row.first);
        case RowKind::End: return end_words(names, e);
        case RowKind::Note: return note_words(names, e, count);
        case RowKind::Mark: return mark_words(names, e, count, row.first);
        case RowKind::Poll: return poll_words(rows, timeline, row, playhead);
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
