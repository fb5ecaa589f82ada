#include "app/highlight/tokens.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::highlight {
namespace {

using stage::Token;

// The token of the first occurrence of `word` in the last of `lines`.
Token cpp_token_of(const std::vector<std::string>& lines, std::string_view word) {
    const auto all = highlight(lines);
    const std::size_t at = lines.back().find(word);
    for (const Span& span : all.back()) {
        if (span.begin <= at && at < span.end) return span.token;
    }
    return Token::Background;
}

TEST(Highlight, TellsKeywordsTypesFunctionsStringsNumbersComments) {
    const std::vector<std::string> line{
        R"(    co_await sleep_for(1.5); print("hi // there"); Task<int> x; // why)"};

    EXPECT_EQ(cpp_token_of(line, "co_await"), Token::Keyword);
    EXPECT_EQ(cpp_token_of(line, "sleep_for"), Token::Function);
    EXPECT_EQ(cpp_token_of(line, "1.5"), Token::Number);
    EXPECT_EQ(cpp_token_of(line, "// there"), Token::String);
    EXPECT_EQ(cpp_token_of(line, "Task"), Token::Type);
    EXPECT_EQ(cpp_token_of(line, "int> x"), Token::Type);
    EXPECT_EQ(cpp_token_of(line, "x;"), Token::Text);
    EXPECT_EQ(cpp_token_of(line, "// why"), Token::Comment);
}

TEST(Highlight, BlockCommentsAndRawStringsGoOnOverLines) {
    EXPECT_EQ(cpp_token_of({"int a; /* one", "two */ int b;"}, "two"), Token::Comment);
    EXPECT_EQ(cpp_token_of({"int a; /* one", "two */ int b;"}, "int"), Token::Type);
    EXPECT_EQ(cpp_token_of({"auto s = R\"x(a", "return )x\"; return"}, "return"), Token::String);
    EXPECT_EQ(cpp_token_of({"auto s = R\"x(a", "b)x\"; return"}, "return"), Token::Keyword);
}

TEST(Highlight, CoversEveryLineWithoutGaps) {
    const std::vector<std::string> lines{"",           "  ",   "#include <vector>", "'\\''", "\"unclosed",
                                         "1'000'000'", "R\"(", "\xC3\xA4\xFF"};
    const auto all = highlight(lines);

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
