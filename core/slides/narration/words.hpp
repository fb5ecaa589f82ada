// How sentences are put together, and how things are called in them. Only for the narration.
#pragma once

#include "core/slides/narration/narration.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace loopscope::slides::narration {

// At most `most` characters, the last of them an ellipsis where something was cut. Control characters become
// blanks.
std::string shorten(std::string_view text, std::size_t most);
// How many characters it shows.
std::size_t length(std::string_view text);

// A sentence in the making.
class Words {
public:
    Words& say(std::string_view text) { return add(text, SpanStyle::Plain); }
    Words& strong(std::string_view text) { return add(text, SpanStyle::Strong); }
    Words& code(std::string_view text) { return add(text, SpanStyle::Code); }
    Words& say(const Words& other);

    [[nodiscard]] bool empty() const { return sentence_.spans.empty(); }
    [[nodiscard]] const Sentence& sentence() const { return sentence_; }

private:
    Words& add(std::string_view text, SpanStyle style);
    Sentence sentence_;
};

// Event `index` of a timeline, and the names of everything that it and the state behind it mention.
class Story {
public:
    Story(const timeline::Timeline& timeline, std::size_t index);

    [[nodiscard]] const trace::Event& event() const { return event_; }
    // Right behind the event; right before it where the event ends what it is about.
    [[nodiscard]] const timeline::State& state() const { return state_; }
    [[nodiscard]] const timeline::TaskState* task() const { return state_.task(event_.task); }
    // The thread that emitted the event; an empty one where it is unknown.
    [[nodiscard]] const timeline::ThreadState& thread() const;
    [[nodiscard]] bool on_loop() const { return thread().has_loop; }

    [[nodiscard]] std::string string(std::int64_t id) const;
    [[nodiscard]] std::string task_name(trace::TaskId id) const;
    [[nodiscard]] std::string thread_name(const timeline::ThreadState& thread) const;
    [[nodiscard]] std::string place(trace::SiteId id) const;  // "two_tasks.cpp:39", "" where unknown

    // "the loop", or "the loop of **Thread 1**" where there are several.
    [[nodiscard]] Words the_loop() const;
    // Who runs: "**task 1**", or the program where no task does.
    [[nodiscard]] Words who(trace::TaskId id) const;
    // "the lock `accounts`"
    [[nodiscard]] Words object(std::int64_t id, std::string_view otherwise) const;
    // "`api:443`", or "descriptor 14"
    [[nodiscard]] Words descriptor(std::int64_t fd) const;
    // "the socket for `post 3`", "the pipe `output of sort`", or "descriptor 14"
    [[nodiscard]] Words socket(std::int64_t fd) const;
    // The same, with what has happened to it: "... became readable"
    [[nodiscard]] Words news(std::int64_t fd) const;
    // "`sort`", or "process 4711"
    [[nodiscard]] Words process(std::int64_t pid) const;
    // "**task 1**, **task 2** and 3 more"
    [[nodiscard]] Words list(const timeline::Few<timeline::ReadyItem>& items) const;
    [[nodiscard]] Words item(const timeline::ReadyItem& item) const;

private:
    const timeline::Timeline& timeline_;
    std::size_t index_;
    const trace::Event event_;
    const timeline::State& state_;
};

// "The timer", from "the timer".
Words capital(const Words& words);
// "1.000 s" from a second on, below that as short as possible.
std::string away(std::int64_t ns);

// Each leaves nothing where the event is not worth a sentence.
Words tell_task(const Story& story);    // tasks, their steps, coroutines
Words tell_loop(const Story& story);    // loops, turns, polls, timers, callbacks
Words tell_others(const Story& story);  // descriptors, work, processes, objects

}  // namespace loopscope::slides::narration
