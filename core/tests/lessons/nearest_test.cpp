#include "core/lessons/nearest.hpp"

#include <gtest/gtest.h>

namespace loopscope::lessons {

TEST(EditDistance, CountsChangesOfOneLetterAndSwapsOfNeighbours) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("queue", "queue"), 0U);
    EXPECT_EQ(edit_distance("quue", "queue"), 1U);
    EXPECT_EQ(edit_distance("qeuue", "queue"), 1U);
    EXPECT_EQ(edit_distance("cue", "queue"), 3U);
}

TEST(Nearest, FindsTheWordThatWasMeant) {
    const std::vector<std::string> words{"two-tasks", "queue", "list"};

    EXPECT_EQ(nearest("two-taks", words), "two-tasks");
    EXPECT_EQ(nearest("twotasks", words), "two-tasks");
    EXPECT_EQ(nearest("two", words), "two-tasks");
    EXPECT_EQ(nearest("lsit", words), "list");
}

TEST(Nearest, KeepsQuietWhenNothingIsSimilar) {
    EXPECT_EQ(nearest("websocket", {"two-tasks", "queue"}), "");
    EXPECT_EQ(nearest("", {"two-tasks"}), "");
    EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace loopscope::lessons
