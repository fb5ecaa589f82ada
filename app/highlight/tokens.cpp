#include "app/highlight/tokens.hpp"

#include "app/highlight/python.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace loopscope::app::highlight {
namespace {

using stage::Token;

constexpr std::array<std::string_view, 47> kCppKeywords{
    "auto",     "break",     "case",     "catch",    "class",   "co_await", "co_return", "co_yield",
    "const",    "constexpr", "continue", "default",  "delete",  "do",       "else",      "enum",
    "explicit", "false",     "for",      "if",       "inline",  "mutable",  "namespace", "new",
    "noexcept", "nullptr",   "operator", "override", "private", "public",   "return",    "sizeof",
    "static",   "struct",    "switch",   "template", "this",    "throw",    "true",      "try",
    "typename", "using",     "virtual",  "volatile", "while",   "requires", "concept"};
constexpr std::array<std::string_view, 15> kCppTypes{"bool", "char",   "double", "float",  "int",
                                                     "long", "short",  "signed", "size_t", "unsigned",
                                                     "void", "string", "vector", "byte",   "string_view"};

bool is_cpp_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

class CppReader {
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
        if (in_comment_) return comment();
        if (!raw_end_.empty()) return raw_string();
        const char c = text_[at_];
        if (text_.substr(at_, 2) == "//") return put(text_.size(), Token::Comment);
        if (text_.substr(at_, 2) == "/*") {
            in_comment_ = true;
            return comment();
        }
        if (text_.substr(at_, 2) == "R\"") {
            const std::size_t open = text_.find('(', at_);
            if (open != std::string_view::npos) {
                raw_end_ = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
                return raw_string();
            }
        }
        if (c == '"' || c == '\'') return put(quoted(c), Token::String);
        if (c == '#' && text_.find_first_not_of(" \t") == at_) return put(text_.size(), Token::Keyword);
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) return number();
        if (is_cpp_word(c)) return word();
        put(at_ + 1, Token::TextSoft);
    }

    void comment() {
        const std::size_t from = text_.substr(at_, 2) == "/*" ? at_ + 2 : at_;
        const std::size_t end = text_.find("*/", from);
        in_comment_ = end == std::string_view::npos;
        put(in_comment_ ? text_.size() : end + 2, Token::Comment);
    }

    void raw_string() {
        const std::size_t end = text_.find(raw_end_, at_);
        const bool closed = end != std::string_view::npos;
        const std::size_t to = closed ? end + raw_end_.size() : text_.size();
        if (closed) raw_end_.clear();
        put(to, Token::String);
    }

    [[nodiscard]] std::size_t quoted(char quote) const {
        std::size_t i = at_ + 1;
        while (i < text_.size() && text_[i] != quote) i += text_[i] == '\\' ? 2 : 1;
        return std::min(i + 1, text_.size());
    }

    void number() {
        std::size_t end = at_;
        while (end < text_.size() &&
               (is_cpp_word(text_[end]) || text_[end] == '.' ||
                (text_[end] == '\'' && end + 1 < text_.size() && is_cpp_word(text_[end + 1]))))
            ++end;
        put(end, Token::Number);
    }

    void word() {
        std::size_t end = at_;
        while (end < text_.size() && is_cpp_word(text_[end])) ++end;
        const std::string_view w = text_.substr(at_, end - at_);
        if (std::ranges::find(kCppKeywords, w) != kCppKeywords.end()) return put(end, Token::Keyword);
        if (std::ranges::find(kCppTypes, w) != kCppTypes.end()) return put(end, Token::Type);
        const std::size_t after = text_.find_first_not_of(' ', end);
        const char follows = after == std::string_view::npos ? '\0' : text_[after];
        const bool capital = std::isupper(static_cast<unsigned char>(w[0])) != 0;
        if (capital || (w.size() > 2 && w.substr(w.size() - 2) == "_t")) return put(end, Token::Type);
        put(end, follows == '(' ? Token::Function : Token::Text);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Span> spans_;
    bool in_comment_ = false;
    // Not empty: inside a raw string that ends with this.
    std::string raw_end_;
};

}  // namespace

std::vector<std::vector<Span>> highlight(std::span<const std::string> lines, Language language) {
    if (language == Language::Python) return highlight_python(lines);
    CppReader reader;
    std::vector<std::vector<Span>> result;
    result.reserve(lines.size());
    for (const std::string& line : lines) result.push_back(reader.line(line));
    return result;
}

}  // namespace loopscope::app::highlight
