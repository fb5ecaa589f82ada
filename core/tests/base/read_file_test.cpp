#include "core/base/read_file.hpp"

#include "core/tests/support/deck_folder.hpp"

#include <sys/stat.h>

#include <gtest/gtest.h>

namespace loopscope {
namespace {

std::string trouble(const std::filesystem::path& path, std::size_t most = kMebibyte) {
    const Result<std::string> text = read_file(path, most);
    return text ? "none" : text.error().what;
}

TEST(ReadFile, GivesAllOfIt) {
    const test::DeckFolder folder;
    const std::string text(100'000, 'x');
    folder.write("a", text);
    folder.write("empty", "");
    EXPECT_EQ(read_file(folder.path("a")).value(), text);
    EXPECT_EQ(read_file(folder.path("empty")).value(), "");
    EXPECT_EQ(read_file("/proc/self/comm").value().back(), '\n');
}

TEST(ReadFile, IsBounded) {
    const test::DeckFolder folder;
    folder.write("a", std::string(kMebibyte, 'x'));
    EXPECT_EQ(trouble(folder.path("a")), "none");
    folder.write("a", std::string(kMebibyte + 1, 'x'));
    EXPECT_EQ(trouble(folder.path("a")), "the file is larger than 1 megabyte");
    // A sparse one takes no room on the disk, and must take none here.
    std::filesystem::resize_file(folder.path("a"), std::uintmax_t{1} << 40);
    EXPECT_EQ(trouble(folder.path("a"), 16 * kMebibyte), "the file is larger than 16 megabytes");
}

TEST(ReadFile, WaitsForNobody) {
    const test::DeckFolder folder;
    ASSERT_EQ(::mkfifo(folder.path("fifo").c_str(), 0600), 0);
    std::filesystem::create_symlink("/dev/zero", folder.path("zero"));
    for (const std::string& odd : {folder.path("fifo"), folder.path("zero"), folder.path()})
        EXPECT_EQ(trouble(odd), "this is not a file that can be read") << odd;
}

TEST(ReadFile, SaysWhatIsMissing) {
    const test::DeckFolder folder;
    EXPECT_EQ(read_file(folder.path("none")).error().message(),
              folder.path("none") + ": there is no such file");
    std::filesystem::create_symlink("loop", folder.path("loop"));
    EXPECT_TRUE(trouble(folder.path("loop")).starts_with("the file can't be read: "));
}

}  // namespace
}  // namespace loopscope
