#include "core/stage/breaks.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace loopscope::stage {
namespace {

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ' || text[at] == '\n') {
            ++at;
            continue;
        }
        const std::size_t end = word_end(text, at);
        found.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

using Words = std::vector<std::string>;

TEST(WordEnd, IsAtSpacesAndLineBreaks) {
    EXPECT_EQ(words("the loop\nsleeps  in poll"), (Words{"the", "loop", "sleeps", "in", "poll"}));
    EXPECT_EQ(words(""), Words{});
}

TEST(WordEnd, KeepsANumberAndItsUnitTogether) {
    EXPECT_EQ(words("after 1.000 s, or 38 ms (5 µs)."),
              (Words{"after", "1.000 s,", "or", "38 ms", "(5 µs)."}));
    EXPECT_EQ(words("2 MiB"), (Words{"2 MiB"}));
}

TEST(WordEnd, PartsANumberFromAnyOtherWord) {
    EXPECT_EQ(words("2 tasks 3 seconds"), (Words{"2", "tasks", "3", "seconds"}));
    EXPECT_EQ(words("1\ns"), (Words{"1", "s"}));
    EXPECT_EQ(words("ends in 1 "), (Words{"ends", "in", "1"}));
}

}  // namespace
}  // namespace loopscope::stage
