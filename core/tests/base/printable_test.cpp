#include "core/base/printable.hpp"

#include <gtest/gtest.h>

namespace loopscope {
namespace {

TEST(Printable, WritesControlCharactersOut) {
    EXPECT_EQ(printable("a\x1b[2Jb\r\a\x7f"), "a\\x1b[2Jb\\x0d\\x07\\x7f");
    EXPECT_EQ(printable("\xC2\x9B"
                        "31m"),
              "\\u009b31m");
    EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
}

TEST(Printable, LeavesLinesTabsAndLettersOfAllLanguages) {
    const std::string text = "one\n\ttwo \xC3\xA4 \xC2\xA0 \xE2\x86\x92 \xF0\x9F\x8D\x9E";
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, TakesTextThatEndsWithinACharacter) {
    EXPECT_EQ(printable("\xC2"), "\xC2");
}

}  // namespace
}  // namespace loopscope
