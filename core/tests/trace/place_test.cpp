#include "core/trace/place.hpp"

#include "core/trace/breakpoint.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace loopscope::trace {
namespace {

TEST(Place, IsMeantByItsPathAndByTheEndOfIt) {
    EXPECT_TRUE(means_file("/home/ann/shop/utils.py", "/home/ann/shop/utils.py"));
    EXPECT_TRUE(means_file("utils.py", "/home/ann/shop/utils.py"));
    EXPECT_TRUE(means_file("shop/utils.py", "/home/ann/shop/utils.py"));
    EXPECT_TRUE(means_file("/utils.py", "/home/ann/shop/utils.py"));
    EXPECT_TRUE(means_file("utils.py", "utils.py"));

    EXPECT_FALSE(means_file("tils.py", "/home/ann/shop/utils.py"));
    EXPECT_FALSE(means_file("op/utils.py", "/home/ann/shop/utils.py"));
    EXPECT_FALSE(means_file("/home/bob/shop/utils.py", "/home/ann/shop/utils.py"));
    EXPECT_FALSE(means_file("/home/ann/shop/utils.py", "utils.py"));
    EXPECT_FALSE(means_file("", "utils.py"));
}

TEST(Place, IsShownAsShortAsTellsItFromTheOthers) {
    const std::vector<std::string> files{"/a/x/utils.py", "/a/y/utils.py", "/b/y/utils.py", "utils.py"};
    EXPECT_EQ(short_path("/a/x/main.py", files), "main.py");
    EXPECT_EQ(short_path("/a/x/utils.py", files), "x/utils.py");
    EXPECT_EQ(short_path("/a/y/utils.py", files), "a/y/utils.py");
    EXPECT_EQ(short_path("/b/y/utils.py", files), "b/y/utils.py");
    // Nothing of it is left that the others do not end in.
    EXPECT_EQ(short_path("utils.py", files), "utils.py");
    EXPECT_EQ(short_path("/utils.py", files), "/utils.py");
    EXPECT_EQ(short_path("", files), "");
}

class Breakpoints : public testing::Test {
protected:
    Tables tables;
    Event output{.arg = tables.intern(Site{"/home/ann/shop/utils.py", "f", 3}),
                 .task = 2,
                 .object = tables.intern("hello"),
                 .thread = 1,
                 .kind = Kind::Output};

    [[nodiscard]] bool hit(const Breakpoint& breakpoint) const { return hits(breakpoint, output, tables); }
};

TEST_F(Breakpoints, MatchWhatTheyName) {
    EXPECT_TRUE(hit({.file = "utils.py", .line = 3}));
    EXPECT_TRUE(hit({.file = "/home/ann/shop/utils.py", .line = 3}));
    EXPECT_TRUE(hit({.line = 3}));
    EXPECT_TRUE(hit({.file = "utils.py"}));
    EXPECT_TRUE(hit({.kind = Kind::Output}));
    EXPECT_TRUE(hit({.task = 2}));

    EXPECT_FALSE(hit({.file = "utils.py", .line = 4}));
    EXPECT_FALSE(hit({.file = "bank/utils.py", .line = 3}));
    EXPECT_FALSE(hit({.kind = Kind::TaskEnded, .line = 3}));
    EXPECT_FALSE(hit({.task = 1, .line = 3}));
}

TEST_F(Breakpoints, MatchNothingWhereTheyNameNothing) {
    EXPECT_FALSE(hit({}));
}

TEST_F(Breakpoints, AreNotForWhatTheUserDid) {
    output.kind = Kind::GateClosed;
    EXPECT_FALSE(hit({.kind = Kind::GateClosed}));
}

TEST_F(Breakpoints, OfALineNeedAnEventWithAPlace) {
    output.arg = 0;
    EXPECT_FALSE(hit({.line = 3}));
    EXPECT_FALSE(hit({.file = "utils.py"}));
    EXPECT_TRUE(hit({.task = 2}));
}

}  // namespace
}  // namespace loopscope::trace
