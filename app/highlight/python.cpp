#include "app/highlight/python.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace loopscope::app::highlight {
namespace {

using stage::Token;

constexpr std::array<std::string_view, 38> kPythonKeywords{
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield",  "self"};
constexpr std::array<std::string_view, 14> kPythonTypes{"bool",  "bytes", "dict",      "float",  "frozenset",
                                                        "int",   "list",  "object",    "set",    "str",
                                                        "tuple", "type",  "bytearray", "complex"};

bool is_python_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

class PythonReader {
public:
    std::vector<Span> line(std::string_view text) {
        text_ = text;
        at_ = 0;
        spans_.clear();
        while (at_ < text_.size()) next();
        return std::move(spans_);
    }

private:
    void put(std::size_t end, Token token) {
        if (!spans_.empty() && spans_.back().token == token) {
            spans_.back().end = end;
        } else {
            spans_.push_back({at_, end, token});
        }
        at_ = end;
    }

    void next() {
        if (!long_quote_.empty()) return long_string(at_);
        const char c = text_[at_];
        if (c == '#') return put(text_.size(), Token::Comment);
        if (c == '"' || c == '\'') return string(at_);
        if (c == '@' && text_.find_first_not_of(" \t") == at_) return decorator();
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) return number();
        if (is_python_word(c)) return word();
        put(at_ + 1, Token::TextSoft);
    }

    // From the quote at `quote`; what stands before it (f, r, b) belongs to it.
    void string(std::size_t quote) {
        const std::string_view three = text_.substr(quote, 3);
        if (three == "\"\"\"" || three == "'''") {
            long_quote_ = std::string(three);
            return long_string(quote + 3);
        }
        std::size_t i = quote + 1;
        while (i < text_.size() && text_[i] != text_[quote]) i += text_[i] == '\\' ? 2 : 1;
        put(std::min(i + 1, text_.size()), Token::String);
    }

    void long_string(std::size_t from) {
        const std::size_t end = text_.find(long_quote_, from);
        const bool closed = end != std::string_view::npos;
        if (closed) long_quote_.clear();
        put(closed ? end + 3 : text_.size(), Token::String);
    }

    void decorator() {
        std::size_t end = at_ + 1;
        while (end < text_.size() && (is_python_word(text_[end]) || text_[end] == '.')) ++end;
        put(end, Token::Function);
    }

    void number() {
        std::size_t end = at_;
        while (end < text_.size() && (is_python_word(text_[end]) || text_[end] == '.')) ++end;
        put(end, Token::Number);
    }

    void word() {
        std::size_t end = at_;
        while (end < text_.size() && is_python_word(text_[end])) ++end;
        const std::string_view w = text_.substr(at_, end - at_);
        const bool quoted = end < text_.size() && (text_[end] == '"' || text_[end] == '\'');
        if (quoted && w.size() <= 2 && w.find_first_not_of("fFrRbBuU") == std::string_view::npos)
            return string(end);
        if (std::ranges::find(kPythonKeywords, w) != kPythonKeywords.end()) return put(end, Token::Keyword);
        if (std::ranges::find(kPythonTypes, w) != kPythonTypes.end()) return put(end, Token::Type);
        const std::size_t after = text_.find_first_not_of(' ', end);
        const bool called = after != std::string_view::npos && text_[after] == '(';
        // Classes begin with a capital; what is all capitals is a constant.
        const bool capital = std::isupper(static_cast<unsigned char>(w[0])) != 0;
        const bool small =
            std::ranges::any_of(w, [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; });
        if (capital && small) return put(end, Token::Type);
        put(end, called ? Token::Function : Token::Text);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Span> spans_;
    // Not empty: inside a string that ends with this.
    std::string long_quote_;
};

}  // namespace

std::vector<std::vector<Span>> highlight_python(std::span<const std::string> lines) {
    PythonReader reader;
    std::vector<std::vector<Span>> result;
    result.reserve(lines.size());
    for (const std::string& line : lines) result.push_back(reader.line(line));
    return result;
}

}  // namespace loopscope::app::highlight
