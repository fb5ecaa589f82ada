#include "core/quiz/words.hpp"

#include "core/base/format.hpp"

#include <algorithm>

namespace loopscope::quiz {

using trace::Cause;
using trace::Wait;

namespace {

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string object_name(const timeline::State& state, const trace::Tables& tables, std::int64_t id) {
    const auto object = state.object(static_cast<trace::ObjectId>(id));
    return object ? shorten(tables.string(object->name), 24) : "";
}

std::string descriptor(const timeline::State& state, const trace::Tables& tables, std::int64_t fd) {
    for (const timeline::WatchedFd& watched : state.fds()) {
        if (watched.fd == fd && watched.label != 0) return shorten(tables.string(watched.label), 32);
    }
    return "descriptor " + std::to_string(fd);
}

std::string_view unnamed(Wait wait) {
    switch (wait) {
        case Wait::Event: return "an event";
        case Wait::Lock: return "a lock";
        case Wait::Semaphore: return "a free slot";
        case Wait::Queue: return "a queue";
        case Wait::Future: return "a result";
        case Wait::Condition: return "a condition";
        case Wait::Barrier: return "a barrier";
        default: return "something";
    }
}

}  // namespace

Words& Words::add(std::string_view text, bool strong) {
    if (text.empty()) return *this;
    if (!pieces_.empty() && pieces_.back().strong == strong) {
        pieces_.back().text += text;
    } else {
        pieces_.push_back({std::string(text), strong});
    }
    return *this;
}

Words& Words::say(const Words& other) {
    for (const Piece& piece : other.pieces_) add(piece.text, piece.strong);
    return *this;
}

std::string Words::plain() const {
    std::string text;
    for (const Piece& piece : pieces_) text += piece.text;
    return text;
}

std::string shorten(std::string_view text, std::size_t most) {
    const auto letters = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
    const bool cut = letters > most;
    std::string shown;
    std::size_t count = 0;
    for (const char c : text) {
        if (!continues(c) && ++count > most - (cut ? 1U : 0U)) break;
        shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return cut ? shown + "…" : shown;
}

std::string task_name(const timeline::State& state, const trace::Tables& tables, trace::TaskId id) {
    const timeline::TaskState* task = state.task(id);
    const std::string name = task == nullptr ? "" : shorten(tables.string(task->name), 32);
    return name.empty() ? "task " + std::to_string(id) : name;
}

Words names(const timeline::State& state, const trace::Tables& tables,
            const std::vector<trace::TaskId>& tasks) {
    constexpr std::size_t kMost = 3;
    Words words;
    const std::size_t shown = tasks.size() <= kMost ? tasks.size() : kMost - 1;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) words.say(i + 1 == tasks.size() ? " and " : ", ");
        words.strong(task_name(state, tables, tasks[i]));
    }
    if (shown < tasks.size()) words.say(" and " + std::to_string(tasks.size() - shown) + " more");
    return words;
}

// "**task 1** and **task 2**", "all of its tasks": without those that have ended meanwhile, where they are
// known.
Words awaited_tasks(const timeline::State& state, const trace::Tables& tables,
                    const timeline::TaskState& task) {
    const trace::Awaited several = trace::unpack_awaited(task.wait_arg);
    std::vector<trace::TaskId> alive;
    for (const trace::TaskId id : {several.first, several.second}) {
        const timeline::TaskState* other = state.task(id);
        if (other != nullptr && other->status != timeline::TaskStatus::Ended) alive.push_back(id);
    }
    if (!alive.empty()) return names(state, tables, alive);
    return Words{}.say(task.wait == Wait::Tasks ? "all of its tasks" : "its tasks");
}

Words waits_for(const timeline::State& state, const trace::Tables& tables, const timeline::TaskState& task) {
    Words words;
    switch (task.wait) {
        case Wait::Sleep: return words.say("for its timer until " + format_seconds(task.wait_arg));
        case Wait::Yield: return words.say("for its next turn");
        case Wait::Task:
            return words.say("for ").strong(
                task_name(state, tables, static_cast<trace::TaskId>(task.wait_arg)));
        case Wait::Tasks: return words.say("for ").say(awaited_tasks(state, tables, task));
        case Wait::FirstOf: return words.say("for the first of ").say(awaited_tasks(state, tables, task));
        case Wait::Event:
        case Wait::Lock:
        case Wait::Semaphore:
        case Wait::Queue:
        case Wait::Future:
        case Wait::Condition:
        case Wait::Barrier:
        case Wait::Object: {
            const std::string name = object_name(state, tables, task.wait_arg);
            if (!name.empty()) return words.say("for ").strong(name);
            return words.say("for ").say(unnamed(task.wait));
        }
        case Wait::Worker: return words.say("for its work on the thread pool");
        case Wait::Fd: return words.say("for news on ").strong(descriptor(state, tables, task.wait_arg));
        case Wait::Process: return words.say("for the end of a process");
        case Wait::None: break;
    }
    return words.say("for something");
}

Words because(const timeline::State& state, const trace::Tables& tables, Cause cause, std::int64_t subject) {
    Words words;
    switch (cause) {
        case Cause::First: return words.say("It was new");
        case Cause::TimerDue: return words.say("Its timer was due");
        case Cause::Yielded: return words.say("It had given way, and its next turn came");
        case Cause::TaskDone:
            return words.strong(task_name(state, tables, static_cast<trace::TaskId>(subject)))
                .say(" was done");
        case Cause::ObjectSignal: return words.say("What it waited for was there");
        case Cause::FdReady:
            return words.say("There was news on ").strong(descriptor(state, tables, subject));
        case Cause::WorkerDone: return words.say("Its work on the thread pool was done");
        case Cause::ProcessDone: return words.say("Its process had ended");
        case Cause::Cancelled: return words.say("It was cancelled");
        case Cause::Posted: return words.say("Another thread asked for it");
        case Cause::Eager: return words.say("It was new, and began at once");
        case Cause::None:
        case Cause::Called: break;
    }
    return words;
}

const timeline::ThreadState* loop_of(const timeline::State& state) {
    const timeline::ThreadState* active = state.thread(state.active);
    if (active != nullptr && active->has_loop) return active;
    for (const timeline::ThreadState& thread : state.threads) {
        if (thread.id != 0 && thread.has_loop) return &thread;
    }
    return nullptr;
}

std::vector<trace::TaskId> ready_tasks(const timeline::State& state, const timeline::ThreadState& loop) {
    std::vector<trace::TaskId> tasks;
    for (const timeline::ReadyItem& item : state.ready(loop.id)) {
        if (item.task != 0) tasks.push_back(item.task);
    }
    return tasks;
}

}  // namespace loopscope::quiz
