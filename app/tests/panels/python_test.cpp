#include "app/highlight/tokens.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::highlight {
namespace {

using stage::Token;

// The token of the first occurrence of `word` in the last of `lines`.
Token python_token_of(const std::vector<std::string>& lines, std::string_view word) {
    const auto all = highlight(lines, Language::Python);
    const std::size_t at = lines.back().find(word);
    for (const Span& span : all.back()) {
        if (span.begin <= at && at < span.end) return span.token;
    }
    return Token::Background;
}

TEST(HighlightPython, TellsKeywordsTypesFunctionsStringsNumbersComments) {
    const std::vector<std::string> line{
        R"(    await sleep(1.5); print(f"hi # {n}"); x: int = Semaphore(LIMIT)  # why)"};

    EXPECT_EQ(python_token_of(line, "await"), Token::Keyword);
    EXPECT_EQ(python_token_of(line, "sleep"), Token::Function);
    EXPECT_EQ(python_token_of(line, "1.5"), Token::Number);
    EXPECT_EQ(python_token_of(line, "f\"hi"), Token::String);
    EXPECT_EQ(python_token_of(line, "# {n}"), Token::String);
    EXPECT_EQ(python_token_of(line, "x:"), Token::Text);
    EXPECT_EQ(python_token_of(line, "int ="), Token::Type);
    EXPECT_EQ(python_token_of(line, "Semaphore"), Token::Type);
    EXPECT_EQ(python_token_of(line, "LIMIT"), Token::Text);
    EXPECT_EQ(python_token_of(line, "# why"), Token::Comment);
    EXPECT_EQ(python_token_of({"@wraps(f)"}, "@wraps"), Token::Function);
    EXPECT_EQ(python_token_of({"// 5 # six"}, "5"), Token::Number);
}

TEST(HighlightPython, StringsInThreeQuotesGoOnOverLines) {
    EXPECT_EQ(python_token_of({"x = \"\"\"one", "two # three"}, "# three"), Token::String);
    EXPECT_EQ(python_token_of({"x = '''one", "two''' # three"}, "# three"), Token::Comment);
}

TEST(HighlightPython, CoversEveryLineWithoutGaps) {
    const std::vector<std::string> lines{"",   "  ",           "#", "'\\''", "\"unclosed", "1_000.5e3",
                                         "f'", "\xC3\xA4\xFF", "@", "rb\"",  "'''",        "x"};
    const auto all = highlight(lines, Language::Python);

    ASSERT_EQ(all.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::size_t at = 0;
        for (const Span& span : all[i]) {
            EXPECT_EQ(span.begin, at);
            EXPECT_GT(span.end, span.begin);
            at = span.end;
        }
        EXPECT_EQ(at, lines[i].size());
    }
}

}  // namespace
}  // namespace loopscope::app::highlight
