#include "core/lessons/front_matter.hpp"

#include "core/base/read_file.hpp"

#include <string_view>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

constexpr std::size_t kMostBytes = kMebibyte;
constexpr std::string_view kFence = "---";
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed_behind(std::string_view text) {
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// How many bytes the character at the front takes; 0: it is not UTF-8.
std::size_t character_length(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    const bool beyond = (first == 0xED && byte(1) > 0x9F) || (first == 0xF4 && byte(1) > 0x8F);
    return overlong || beyond ? 0 : length;
}

// The first line that is not UTF-8 or holds a zero byte; 0: there is none.
int first_odd_line(std::string_view text) {
    int line = 1;
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0 || text.front() == '\0') return line;
        if (text.front() == '\n') ++line;
        text.remove_prefix(length);
    }
    return 0;
}

std::optional<std::string> checked(const Result<std::string>& file, Report& report) {
    if (!file) {
        report.fatal(0, file.error().what, file.error().hint);
        return std::nullopt;
    }
    std::string text = file.value();
    if (const int line = first_odd_line(text); line != 0) {
        report.fatal(line, "this line is not text in UTF-8", "save the file as UTF-8");
        return std::nullopt;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    std::erase(text, '\r');
    return text;
}

std::string_view take_line(std::string_view& rest) {
    const std::size_t stop = rest.find('\n');
    const std::string_view line = rest.substr(0, stop);
    rest = stop == std::string_view::npos ? std::string_view{} : rest.substr(stop + 1);
    return line;
}

}  // namespace

Result<std::string> read_deck_text(const std::string& path) {
    return read_file(path, kMostBytes);
}

std::optional<FrontMatter> read_front_matter(const Result<std::string>& file, Report& report) {
    const std::optional<std::string> all = checked(file, report);
    if (!all) return std::nullopt;
    std::string_view rest = *all;
    if (trimmed_behind(take_line(rest)) != kFence) {
        report.fatal(1, "the front matter is missing",
                     "the first line is ---, then comes YAML such as \"title: ...\", then --- again");
        return std::nullopt;
    }
    const std::string_view inside = rest;
    std::size_t length = 0;
    bool closed = false;
    while (!rest.empty() && !closed) {
        length = inside.size() - rest.size();
        closed = trimmed_behind(take_line(rest)) == kFence;
    }
    if (!closed) {
        report.fatal(1, "the front matter has no end", "put a line of --- below the YAML");
        return std::nullopt;
    }
    FrontMatter found;
    try {
        found.root = YAML::Load(std::string(inside.substr(0, length)));
    } catch (const YAML::Exception& error) {
        const int line = error.mark.is_null() ? 1 : error.mark.line + kLinesAbove + 1;
        report.fatal(
            line, fmt::format("this is not YAML: {}", error.msg),
            "text with a colon or a mark at its beginning needs quotes; lists and maps need the same "
            "spaces in front");
        return std::nullopt;
    }
    if (found.root.IsNull()) found.root = YAML::Node(YAML::NodeType::Map);
    if (!found.root.IsMap()) {
        report.fatal(2, "the front matter is not of the form \"name: value\"", "one name on each line");
        return std::nullopt;
    }
    const std::size_t first = rest.find_first_not_of(kBlanks);
    if (first != std::string_view::npos) found.text = trimmed_behind(rest.substr(first));
    return found;
}

}  // namespace loopscope::lessons
