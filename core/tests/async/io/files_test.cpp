#include "core/async/io/files.hpp"

#include "core/async/blocking.hpp"
#include "core/async/io/resolve.hpp"
#include "core/async/when_any.hpp"
#include "core/tests/async/io/folder.hpp"
#include "core/tests/async/io/left_behind.hpp"

#include <sys/stat.h>

#include <gtest/gtest.h>

namespace loopscope::async {
namespace {

using trace::Kind;

TEST(Files, WrittenAppendedReadOnTheThreadPool) {
    const NothingLeftBehind checked;
    const Folder folder;
    const auto run = record_main([&]() -> Task<> {
        const std::string path = folder.file("posts.txt");
        co_await write_file(path, "to be overwritten, this is long");
        co_await write_file(path, "one\n");
        co_await append_file(path, "two\n");
        print("{}", co_await read_file(path));
    });

    EXPECT_EQ(run.output(), (Lines{"one\ntwo\n"}));
    const auto queued = run.of(Kind::WorkQueued);
    ASSERT_EQ(queued.size(), 4U);
    const auto label = [&](std::size_t i) {
        return run.tables->string(static_cast<std::uint32_t>(queued[i].arg));
    };
    EXPECT_EQ(label(0), "write posts.txt");
    EXPECT_EQ(label(2), "append to posts.txt");
    EXPECT_EQ(label(3), "read posts.txt");
}

TEST(Files, BlockingTwinsHoldTheThread) {
    const NothingLeftBehind checked;
    const Folder folder;
    const auto run = record([&] {
        const std::string path = folder.file("posts.txt");
        blocking::write_file(path, "one\n");
        blocking::append_file(path, "two\n");
        print("{}", blocking::read_file(path));
        EXPECT_THROW(blocking::read_file(folder.file("none")), IoError);
    });

    EXPECT_EQ(run.output(), (Lines{"one\ntwo\n"}));
    EXPECT_EQ(run.of(Kind::BlockBegin).size(), 4U);
    EXPECT_EQ(run.of(Kind::BlockEnd).size(), 4U);
}

TEST(Files, FailuresSayWhatIsWrong) {
    const NothingLeftBehind checked;
    const Folder folder;
    ASSERT_EQ(mkfifo(folder.file("fifo").c_str(), 0600), 0);
    const auto run = record_main([&]() -> Task<> {
        co_await tell(write_file("/dev/full", "text"));
        co_await tell([](std::string path) -> Task<> { co_await read_file(path); }("/no/such/file"));
        co_await tell([](std::string path) -> Task<> { co_await read_file(path); }("/tmp"));
        co_await tell(write_file("/proc/version", "text"));
        co_await tell(append_file("/no/such/folder/file", "text"));
        // Nobody reads it, and nobody hangs.
        co_await tell(write_file(folder.file("fifo"), "text"));
        print("{}", (co_await read_file(folder.file("fifo"))).size());
    });

    const auto lines = run.output();
    ASSERT_EQ(lines.size(), 7U);
    EXPECT_EQ(lines[0], "no space left on device (/dev/full)");
    EXPECT_EQ(lines[1], "no such file or directory (/no/such/file)");
    EXPECT_EQ(lines[2], "illegal operation on a directory (/tmp)");
    EXPECT_TRUE(lines[3].ends_with("(/proc/version)")) << lines[3];
    EXPECT_EQ(lines[4], "no such file or directory (/no/such/folder/file)");
    EXPECT_EQ(lines[5], "no such device or address (" + folder.file("fifo") + ")");
    EXPECT_EQ(lines[6], "0");
}

TEST(Files, WhatHasNoEndIsGivenUp) {
    const NothingLeftBehind checked;
    const auto run =
        record_main([]() -> Task<> { co_await tell([]() -> Task<> { co_await read_file("/dev/zero"); }()); });

    EXPECT_EQ(run.output(), (Lines{"file too large (/dev/zero)"}));
}

TEST(Files, StoppedAnywhereGivesEverythingBack) {
    const NothingLeftBehind checked;
    const Folder folder;

    EXPECT_GT(stop_at_every_beat([&]() -> Task<> {
                  co_await write_file(folder.file("a"), "text");
                  co_await with_timeout(read_file(folder.file("a")), 1s);
              }),
              5);
}

TEST(Resolve, GivesTheAddressesOfAName) {
    const auto run = record_main([]() -> Task<> {
        const auto found = co_await resolve("localhost");
        print("{}", std::find(found.begin(), found.end(), "127.0.0.1") != found.end());
        print("{}", (co_await resolve("127.0.0.1")).at(0));
    });

    EXPECT_EQ(run.output(), (Lines{"true", "127.0.0.1"}));
    EXPECT_EQ(run.tables->string(static_cast<std::uint32_t>(run.of(Kind::WorkQueued)[0].arg)),
              "resolve localhost");
}

TEST(Resolve, NameThatIsNoneFailsWithoutANetwork) {
    const NothingLeftBehind checked;
    // A label of a name has 63 letters at most, so no server needs to be asked.
    const std::string name(70, 'x');
    const auto run = record_main([&]() -> Task<> {
        co_await tell([](std::string none) -> Task<> { co_await resolve(none); }(name));
        try {
            blocking::resolve("");
        } catch (const IoError& error) {
            print("{}", error.code());
        }
    });

    ASSERT_EQ(run.output().size(), 2U);
    EXPECT_TRUE(run.output()[0].ends_with("(" + name + ")")) << run.output()[0];
    EXPECT_EQ(run.output()[1], "EAI_NONAME");
}

}  // namespace
}  // namespace loopscope::async
