#include "core/slides/narration/words.hpp"

#include "core/base/format.hpp"
#include "core/slides/subjects.hpp"

#include <algorithm>
#include <cctype>

namespace loopscope::slides::narration {
namespace {

constexpr std::size_t kLongestName = 40;

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// What these are about is gone from the state behind them.
bool ends_its_subject(trace::Kind kind) {
    return kind == trace::Kind::WorkEnd || kind == trace::Kind::BlockEnd ||
           kind == trace::Kind::FdUnwatched || kind == trace::Kind::LoopEnd ||
           kind == trace::Kind::CallbackEnd;
}

std::string_view kind_word(trace::ObjectKind kind) {
    switch (kind) {
        case trace::ObjectKind::Event: return "event";
        case trace::ObjectKind::Lock: return "lock";
        case trace::ObjectKind::Semaphore: return "semaphore";
        case trace::ObjectKind::Queue: return "queue";
        case trace::ObjectKind::Future: return "future";
        case trace::ObjectKind::Group: return "group";
        case trace::ObjectKind::Condition: return "condition";
        case trace::ObjectKind::Barrier: return "barrier";
        case trace::ObjectKind::Other:
        case trace::ObjectKind::None: break;
    }
    return "object";
}

}  // namespace

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string shorten(std::string_view text, std::size_t most) {
    std::string shown;
    const bool cut = length(text) > most;
    std::size_t count = 0;
    for (const char c : text) {
        if (!continues(c) && ++count > most - (cut ? 1U : 0U)) break;
        shown += std::iscntrl(static_cast<unsigned char>(c)) != 0 ? ' ' : c;
    }
    return cut ? shown + "…" : shown;
}

Words& Words::add(std::string_view text, SpanStyle style) {
    std::vector<Span>& spans = sentence_.spans;
    if (text.empty()) return *this;
    if (!spans.empty() && spans.back().style == style) {
        spans.back().text += text;
    } else {
        spans.push_back({std::string{text}, style});
    }
    return *this;
}

Words& Words::say(const Words& other) {
    for (const Span& span : other.sentence_.spans) add(span.text, span.style);
    return *this;
}

Words capital(const Words& words) {
    Sentence sentence = words.sentence();
    Words result;
    bool first = true;
    for (Span& span : sentence.spans) {
        if (first && span.style == SpanStyle::Plain)
            span.text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(span.text[0])));
        first = false;
        if (span.style == SpanStyle::Plain) result.say(span.text);
        if (span.style == SpanStyle::Strong) result.strong(span.text);
        if (span.style == SpanStyle::Code) result.code(span.text);
    }
    return result;
}

std::string away(std::int64_t ns) {
    return ns >= 1'000'000'000 ? format_seconds(ns) : format_short(ns);
}

Story::Story(const timeline::Timeline& timeline, std::size_t index)
    : timeline_(timeline),
      index_(index),
      event_(timeline[index]),
      state_(timeline.state_at(index + (ends_its_subject(event_.kind) ? 0 : 1))) {}

const timeline::ThreadState& Story::thread() const {
    static const timeline::ThreadState kNone;
    const timeline::ThreadState* found = state_.thread(event_.thread);
    return found != nullptr ? *found : kNone;
}

std::string Story::string(std::int64_t id) const {
    return shorten(timeline_.tables().string(static_cast<trace::StringId>(id)), kLongestName);
}

std::string Story::task_name(trace::TaskId id) const {
    const timeline::TaskState* task = state_.task(id);
    const std::string name = task != nullptr ? string(task->name) : std::string{};
    return name.empty() ? "task #" + std::to_string(id) : name;
}

std::string Story::thread_name(const timeline::ThreadState& thread) const {
    const std::string name = string(thread.name);
    return name.empty() ? "thread " + std::to_string(thread.id) : name;
}

std::string Story::place(trace::SiteId id) const {
    const trace::Site& site = timeline_.tables().site(id);
    return site.line == 0
               ? std::string{}
               : shorten(timeline_.tables().shown_file(id), kLongestName) + ":" + std::to_string(site.line);
}

Words Story::the_loop() const {
    const auto loops = std::count_if(state_.threads.begin(), state_.threads.end(),
                                     [](const timeline::ThreadState& t) { return t.has_loop; });
    Words words;
    words.say("the loop");
    if (loops > 1) words.say(" of ").strong(thread_name(thread()));
    return words;
}

Words Story::who(trace::TaskId id) const {
    Words words;
    return id != 0 ? words.strong(task_name(id)) : words.say("the program");
}

Words Story::object(std::int64_t id, std::string_view otherwise) const {
    const auto found = state_.object(static_cast<trace::ObjectId>(id));
    Words words;
    if (!found) return words.say(otherwise);
    const std::string_view kind = kind_word(found->kind);
    const std::string name = string(found->name);
    words.say("the ").say(kind);
    if (!name.empty() && name != kind) words.say(" ").code(name);
    return words;
}

Words Story::descriptor(std::int64_t fd) const {
    Words words;
    const auto watched = state_.fd(fd);
    if (watched && watched->label != 0) return words.code(string(watched->label));
    return words.say("descriptor " + std::to_string(fd));
}

Words Story::socket(std::int64_t fd) const {
    const std::string label = label_of_descriptor(timeline_, index_ + 1, fd);
    Words words;
    if (label.empty()) return words.say("descriptor " + std::to_string(fd));
    return words.say(is_pipe(label) ? "the pipe " : "the socket for ").code(shorten(label, kLongestName));
}

Words Story::news(std::int64_t fd) const {
    const auto watched = state_.fd(fd);
    const auto interest = watched ? watched->interest : trace::Interest::None;
    Words words;
    if (interest == trace::Interest::Read) return words.say(socket(fd)).say(" became readable");
    if (interest == trace::Interest::Write) return words.say(socket(fd)).say(" became writable");
    return words.say("there is news on ").say(socket(fd));
}

Words Story::process(std::int64_t pid) const {
    const std::string command = command_of_process(timeline_, index_ + 1, pid);
    Words words;
    return command.empty() ? words.say("process " + std::to_string(pid))
                           : words.code(shorten(program_of(command), kLongestName));
}

Words Story::item(const timeline::ReadyItem& item) const {
    Words words;
    if (item.task != 0) return words.strong(task_name(item.task));
    const std::string name = string(item.name);
    return name.empty() ? words.say("a callback") : words.code(name);
}

Words Story::list(const timeline::Few<timeline::ReadyItem>& items) const {
    constexpr std::size_t kMost = 3;
    const std::size_t shown = items.size() > kMost ? kMost - 1 : items.size();
    Words words;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) words.say(i + 1 < items.size() ? ", " : " and ");
        words.say(item(items[i]));
    }
    if (shown < items.size()) words.say(" and " + std::to_string(items.size() - shown) + " more");
    return words;
}

}  // namespace loopscope::slides::narration
