#include "core/lessons/when.hpp"

#include "core/lessons/fields.hpp"
#include "core/trace/words.hpp"

#include <charconv>
#include <span>
#include <sstream>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

std::vector<std::string> kind_words() {
    std::vector<std::string> words;
    for (std::uint8_t kind = 1; kind < trace::kKindCount; ++kind) {
        words.emplace_back(trace::word(static_cast<trace::Kind>(kind)));
    }
    return words;
}

// "timer-due" is as good as "timer due".
std::string plain(std::string_view words) {
    std::string text(words);
    for (char& c : text) {
        if (c == '-') c = ' ';
    }
    return text;
}

Result<int> parse_reason(trace::Kind kind, const std::string& given) {
    const std::span<const std::string_view> words = trace::reason_words(trace::row_of(kind).reason);
    int found = -1;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].empty()) continue;
        if (words[i] == given) return static_cast<int>(i);
        if (found < 0 && words[i].starts_with(given)) found = static_cast<int>(i);
    }
    if (found >= 0) return found;
    std::vector<std::string> known;
    for (const std::string_view word : words) {
        if (!word.empty()) known.emplace_back(word);
    }
    if (known.empty()) {
        return Error{
            fmt::format("\"{}\" has no reasons, so \"{}\" means nothing", trace::word(kind), given), {}, {}};
    }
    return Error{
        fmt::format("\"{}\" has no reason \"{}\"", trace::word(kind), given), {}, suggest(given, known)};
}

}  // namespace

Result<StepMark> parse_when(std::string_view words) {
    std::istringstream stream{std::string(words)};
    std::vector<std::string> tokens;
    for (std::string token; stream >> token;) tokens.push_back(std::move(token));
    const std::vector<std::string> kinds = kind_words();
    if (tokens.empty())
        return Error{"it does not say when", {}, "name the kind of an event, such as \"step-begin\""};
    StepMark mark;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i] == tokens.front()) mark.kind = static_cast<trace::Kind>(i + 1);
    }
    if (mark.kind == trace::Kind::None) {
        return Error{
            fmt::format("there is no event \"{}\"", tokens.front()), {}, suggest(tokens.front(), kinds)};
    }
    std::string reason;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (tokens[i] == "task" && i + 2 == tokens.size()) {
            const std::string& number = tokens[i + 1];
            const char* end = number.data() + number.size();
            const auto [rest, error] = std::from_chars(number.data(), end, mark.task);
            if (error == std::errc{} && rest == end && mark.task > 0) break;
            if (error == std::errc{} && rest == end) return Error{"tasks are counted from 1", {}, {}};
            mark.task = 0;
        }
        reason += (reason.empty() ? "" : " ") + plain(tokens[i]);
    }
    if (reason.empty()) return mark;
    const Result<int> number = parse_reason(mark.kind, reason);
    if (!number) return number.error();
    mark.reason = number.value();
    return mark;
}

bool fits(const StepMark& mark, const trace::Event& event) {
    if (mark.kind != event.kind || (mark.task != 0 && mark.task != event.task)) return false;
    // A poll counts only when it really sleeps.
    if (trace::has_trait(event.kind, trace::kBeatIfArg) && event.arg == 0) return false;
    return mark.reason < 0 || mark.reason == event.reason;
}

}  // namespace loopscope::lessons
