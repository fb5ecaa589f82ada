#include "core/trace/words.hpp"

#include "core/base/format.hpp"
#include "core/slides/actors.hpp"
#include "core/slides/anatomy/parts.hpp"
#include "core/slides/subjects.hpp"
#include "core/stage/breaks.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Token;

constexpr SpanStyle kStrong = SpanStyle::Strong;

// What it is watched for, or "socket 14".
std::string socket_name(const Scene& scene, std::int64_t fd) {
    const auto watched = scene.state.fd(fd);
    if (watched && watched->label != 0) return scene.timeline.tables().string(watched->label);
    return "socket " + std::to_string(fd);
}

std::string because(const Scene& scene, const timeline::TaskState& task) {
    switch (task.cause) {
        case trace::Cause::First: return "because it is new";
        case trace::Cause::TimerDue: return "because its timer was due";
        case trace::Cause::Yielded: return "because it gave way and it is its turn again";
        case trace::Cause::TaskDone:
            return "because " + face_of(scene, static_cast<timeline::TaskId>(task.cause_arg)).name +
                   " is done";
        case trace::Cause::ObjectSignal: return "because what it waited for is there";
        case trace::Cause::FdReady: return "because " + socket_name(scene, task.cause_arg) + " has news";
        case trace::Cause::WorkerDone: return "because the worker is done";
        case trace::Cause::ProcessDone: {
            const std::string command =
                command_of_process(scene.timeline, scene.timeline.size(), task.cause_arg);
            return command.empty() ? "because the process has ended"
                                   : "because " + std::string{program_of(command)} + " has ended";
        }
        case trace::Cause::Cancelled: return "to tell it that it was cancelled";
        default: return "";
    }
}

std::vector<Span> asleep_sentence(const Scene& scene) {
    const LoopView& loop = scene.loop;
    std::vector<Span> words{{"Nothing is ready, so the loop "}, {"sleeps in poll", kStrong}};
    std::string news;
    if (scene.state.fd_count() != 0) news = "a socket has news";
    const bool works = std::any_of(scene.state.threads.begin(), scene.state.threads.end(),
                                   [](const timeline::ThreadState& t) { return t.work != 0; });
    if (works) news += news.empty() ? "a worker is done" : ", a worker is done";
    if (loop.timers.empty()) {
        words.push_back({news.empty() ? " until another thread has news for it" : " until " + news});
        return words;
    }
    const timeline::Timer& next = loop.timers.front();
    const auto together =
        std::count_if(loop.timers.begin(), loop.timers.end(),
                      [&](const timeline::Timer& t) { return t.deadline == next.deadline; });
    words.push_back({news.empty() ? " until " : " until " + news + ", or "});
    std::string who = next.task != 0 ? face_of(scene, next.task).name : "a timer";
    if (together == 2) who += " and " + face_of(scene, loop.timers[1].task).name;
    if (together > 2) who = std::to_string(together) + " timers";
    words.push_back({who, kStrong});
    words.push_back({(together > 1 ? " are due in " : " is due in ") +
                     format_short(std::max<std::int64_t>(0, next.deadline - loop.now))});
    return words;
}

std::vector<Span> no_loop_sentence(const Scene& scene) {
    if (scene.loop.to_come)
        return {{"The program sets things up; "}, {"its loop has not begun", kStrong}, {" yet"}};
    if (scene.state.ended)
        return {{"The program "},
                {"has ended", kStrong},
                {": every task had its thread to itself while it waited"}};
    const timeline::TaskState* task = scene.state.task(scene.state.running);
    if (task != nullptr && task->blocking) {
        const std::string name = face_of(scene, task->id).name;
        return {{name, kStrong},
                {" waits, and "},
                {"its thread waits with it", kStrong},
                {": nobody else can use that thread"}};
    }
    if (task != nullptr)
        return {{"The thread runs "},
                {face_of(scene, task->id).name, kStrong},
                {" until it returns; nothing can come between"}};
    return {{"There is "}, {"no loop", kStrong}, {" here: calls run one after the other on their thread"}};
}

}  // namespace

Face face_of(const Scene& scene, timeline::TaskId id) {
    Face face;
    const timeline::TaskState* task = scene.state.task(id);
    if (task == nullptr) {
        face.name = id == 0 ? "timer" : "task " + std::to_string(id);
        face.color = ink(Token::TextSoft);
        return face;
    }
    Actor actor = actor_of(scene.state, scene.timeline.tables(), id);
    face.name = std::move(actor.name);
    face.color = actor.color;
    face.shape = actor.shape;
    face.letter = std::move(actor.letter);
    return face;
}

Reason reason_of(const Scene& scene, trace::Cause cause, std::int64_t subject) {
    switch (cause) {
        case trace::Cause::First: return {Icon::Fork, "new task"};
        case trace::Cause::TimerDue: return {Icon::Clock, "timer due"};
        case trace::Cause::Yielded: return {Icon::Restart, "gave way"};
        case trace::Cause::TaskDone:
            return {Icon::Fork, face_of(scene, static_cast<timeline::TaskId>(subject)).name + " done"};
        case trace::Cause::ObjectSignal: return {Icon::Padlock, "signalled"};
        case trace::Cause::FdReady: return {Icon::Socket, socket_name(scene, subject)};
        case trace::Cause::WorkerDone: return {Icon::Worker, "worker done"};
        case trace::Cause::ProcessDone: return {Icon::Process, "process ended"};
        case trace::Cause::Cancelled: return {Icon::StruckRing, "cancelled"};
        case trace::Cause::Posted: return {Icon::Envelope, "from a thread"};
        default: return {Icon::Chevron, "called"};
    }
}

std::vector<Span> anatomy_sentence(const Scene& scene) {
    const LoopView& loop = scene.loop;
    if (scene.state.position == 0) return {{"Nothing has happened yet: the program is about to begin"}};
    if (loop.thread == 0) return no_loop_sentence(scene);
    if (loop.ended) return {{"What it ran for is over, so the loop "}, {"has ended", kStrong}};
    if (loop.poll.sleeping) return asleep_sentence(scene);
    if (const timeline::TaskState* task = scene.state.task(loop.running)) {
        if (task->blocking) {
            return {{face_of(scene, task->id).name, kStrong},
                    {" holds the thread, so "},
                    {"the whole loop waits", kStrong}};
        }
        const std::string why = because(scene, *task);
        return {{"The loop runs "},
                {face_of(scene, task->id).name, kStrong},
                {" until its next await" + (why.empty() ? "" : ", " + why)}};
    }
    const std::size_t ready = loop.ready.size();
    if (ready > 0) {
        const timeline::ReadyItem& next = loop.ready.front();
        const std::string name = next.task != 0 ? face_of(scene, next.task).name : std::string("a callback");
        if (ready == 1) return {{name, kStrong}, {" is ready and runs next"}};
        return {{std::to_string(ready) + " are ready", kStrong},
                {"; the loop takes "},
                {name, kStrong},
                {" first"}};
    }
    const auto& timers = loop.timers;
    if (!timers.empty() && timers.front().deadline <= loop.now)
        return {{"A timer is due", kStrong}, {": the loop sees to it in its timers phase"}};
    return {{"Nothing is ready: the loop goes on to poll and may sleep there"}};
}

float flow(Pen& pen, stage::Rect box, const std::vector<Span>& spans, const FlowFonts& fonts, int lines) {
    const float height = pen.metrics().line_height(fonts.plain), space = pen.width(fonts.plain, " ");
    float x = box.x, y = box.y + height / 2;
    int line = 1;
    bool glue = true;  // no space before the next word
    for (const Span& span : spans) {
        const Font font = span.style == SpanStyle::Strong ? fonts.strong
                          : span.style == SpanStyle::Code ? fonts.code
                                                          : fonts.plain;
        const stage::Ink color = ink(span.style == SpanStyle::Plain ? Token::TextSoft : Token::Text);
        std::size_t at = 0;
        while (at < span.text.size()) {
            if (span.text[at] == ' ' || span.text[at] == '\n') {
                glue = false;
                ++at;
                continue;
            }
            const std::size_t end = stage::word_end(span.text, at);
            const std::string_view word = std::string_view(span.text).substr(at, end - at);
            at = end;
            const float width = pen.width(font, word);
            const float gap = glue || x <= box.x ? 0 : space;
            const float reserve = line == lines ? pen.width(fonts.plain, " …") : 0;
            if (x + gap + width + reserve > box.right() && x > box.x) {
                if (line == lines) {
                    pen.text({x + 2, y}, "…", fonts.plain, color);
                    return height * static_cast<float>(line);
                }
                ++line;
                x = box.x;
                y += height;
            } else {
                x += gap;
            }
            pen.text({x, y}, word, font, color, Align::Left, box.right() - x);
            x += std::min(width, box.right() - x);
            glue = true;
        }
    }
    return height * static_cast<float>(line);
}

void draw_heading(Pen& pen, stage::Rect card, std::string_view caps, std::string_view remark) {
    const float y = card.y + 27;
    pen.caps({card.x + 24, y}, caps, card.w - 48);
    const float room = card.w - 48 - pen.width(Font::Caps, caps) - 20;
    pen.text({card.right() - 24, y}, remark, Font::Small, ink(Token::TextSoft), Align::Right, room);
}

}  // namespace loopscope::slides
