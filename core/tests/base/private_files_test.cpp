#include "core/base/private_files.hpp"

#include "core/base/read_file.hpp"
#include "core/tests/support/deck_folder.hpp"
#include "core/tests/support/environment.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace loopscope {
namespace {

namespace fs = std::filesystem;

unsigned mode_of(const fs::path& path) {
    return static_cast<unsigned>(fs::symlink_status(path).permissions()) & 0777U;
}

TEST(UserFolder, IsAWholePathOrNone) {
    const test::Environment home("HOME", "/home/somebody"), config("XDG_CONFIG_HOME", nullptr);
    EXPECT_EQ(user_folder("XDG_CONFIG_HOME", ".config"), "/home/somebody/.config/loopscope");
    config.set("/elsewhere");
    EXPECT_EQ(user_folder("XDG_CONFIG_HOME", ".config"), "/elsewhere/loopscope");
    config.set("relative");
    home.set("also/relative");
    EXPECT_EQ(user_folder("XDG_CONFIG_HOME", ".config"), "");
    home.set(nullptr);
    EXPECT_EQ(user_folder("XDG_CONFIG_HOME", ".config"), "");
}

TEST(PrivateFolder, IsMadeForTheUserAlone) {
    const test::DeckFolder folder;
    ASSERT_FALSE(make_private_folder(folder.path("a/b")));
    EXPECT_EQ(mode_of(folder.path("a")), 0700U);
    EXPECT_EQ(mode_of(folder.path("a/b")), 0700U);
    EXPECT_FALSE(make_private_folder(folder.path("a/b")));
}

TEST(PrivateFolder, IsClosedWhereOthersCouldRead) {
    const test::DeckFolder folder;
    fs::create_directory(folder.path("a"));
    fs::permissions(folder.path("a"), static_cast<fs::perms>(0755));
    ASSERT_FALSE(make_private_folder(folder.path("a")));
    EXPECT_EQ(mode_of(folder.path("a")), 0700U);
}

TEST(PrivateFolder, IsRefusedWhereOthersMayHaveBeen) {
    const test::DeckFolder folder;
    fs::create_directory(folder.path("open"));
    fs::permissions(folder.path("open"), static_cast<fs::perms>(0777));
    EXPECT_EQ(make_private_folder(folder.path("open")), std::errc::operation_not_permitted);
    fs::create_directory(folder.path("theirs"));
    fs::create_directory_symlink(folder.path("theirs"), folder.path("link"));
    EXPECT_EQ(make_private_folder(folder.path("link")), std::errc::not_a_directory);
    folder.write("file", "");
    EXPECT_EQ(make_private_folder(folder.path("file")), std::errc::not_a_directory);
    // Only root can give one away; everybody else has one that is root's.
    const bool root = ::geteuid() == 0;
    const std::string theirs = root ? folder.path("theirs") : "/usr";
    EXPECT_TRUE(!root || ::chown(theirs.c_str(), 12345, 12345) == 0);
    EXPECT_EQ(make_private_folder(theirs), std::errc::operation_not_permitted);
}

TEST(ReplaceFile, WritesAllOrNothingForTheUserAlone) {
    const test::DeckFolder folder;
    folder.write("a", "before");
    ASSERT_FALSE(replace_file(folder.path("a"), "after"));
    EXPECT_EQ(read_file(folder.path("a")).value(), "after");
    EXPECT_EQ(mode_of(folder.path("a")), 0600U);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);

    // A folder of that name can't be replaced: the half-made file goes.
    fs::create_directories(folder.path("b/full"));
    EXPECT_TRUE(replace_file(folder.path("b"), "text"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 2);
    EXPECT_EQ(replace_file(folder.path("none/a"), "text"), std::errc::no_such_file_or_directory);
}

}  // namespace
}  // namespace loopscope
