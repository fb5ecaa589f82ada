// What is kept of compiled programs, and when it is believed. No compiler runs here.
#include "core/lessons/program_cache.hpp"

#include "core/tests/support/own_cache.hpp"

#include <fstream>
#include <functional>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

namespace fs = std::filesystem;

class ProgramCacheTest : public testing::Test {
protected:
    // An entry whose compiler has read `files`; its executable is a script.
    void keep(const std::vector<std::string>& files, const std::string& description = "{}") const {
        const fs::path scratch = cache.scratch(), executable = ProgramCache::executable_in(scratch);
        std::ofstream(executable) << "#!/bin/sh\n";
        fs::permissions(executable, fs::perms::owner_all);
        const auto error = cache.keep(scratch, "key", description, stamps_of(files));
        EXPECT_FALSE(error) << error->message();
    }
    [[nodiscard]] fs::path executable() const { return cache.find("key").value().executable; }

    test::OwnCache folder_of_cache;
    test::DeckFolder folder;
    ProgramCache cache = ProgramCache::open().value();
};

TEST_F(ProgramCacheTest, GivesBackWhatWasKept) {
    EXPECT_FALSE(cache.find("key"));
    keep({}, "first");
    EXPECT_EQ(cache.find("key").value().description, "first");
    keep({}, "second");
    EXPECT_EQ(cache.find("key").value().description, "second");
    EXPECT_FALSE(cache.find("another"));
}

TEST_F(ProgramCacheTest, IsOutOfDateWhenAFileThatWasReadChanges) {
    folder.write("sub/deep.hpp", "1");
    keep({folder.path("sub/deep.hpp"), folder.path("not-there-yet.inc")});
    EXPECT_TRUE(cache.find("key"));
    folder.write("sub/deep.hpp", "2");
    EXPECT_FALSE(cache.find("key"));
    folder.write("sub/deep.hpp", "1");
    EXPECT_TRUE(cache.find("key"));
    folder.write("not-there-yet.inc", "");
    EXPECT_FALSE(cache.find("key"));
}

TEST_F(ProgramCacheTest, ADamagedEntryIsNoneAndHealsWhenItIsMadeAgain) {
    const std::vector<std::function<void(const fs::path&)>> damages{
        [](const fs::path& program) { fs::remove(program); },
        [](const fs::path& program) { fs::resize_file(program, 0); },
        [](const fs::path& program) { std::ofstream(program) << "#!/bin/xx\n"; },
        [](const fs::path& program) { fs::permissions(program, fs::perms::owner_read); },
        [](const fs::path& program) { fs::remove(program.parent_path() / "entry.json"); },
        [](const fs::path& program) { fs::resize_file(program.parent_path() / "entry.json", 0); },
        [](const fs::path& program) { std::ofstream(program.parent_path() / "entry.json") << "[7]"; },
        [](const fs::path& program) {
            fs::remove_all(program.parent_path());
            std::ofstream(program.parent_path()) << "no folder";
        },
    };
    for (const auto& damage : damages) {
        keep({});
        const fs::path program = executable();
        damage(program);
        EXPECT_FALSE(cache.find("key"));
        keep({});
        EXPECT_TRUE(cache.find("key"));
    }
}

TEST_F(ProgramCacheTest, IsPrivateOrRefused) {
    keep({});
    const fs::path programs = executable().parent_path().parent_path();
    EXPECT_EQ(fs::status(programs).permissions(), fs::perms::owner_all);
    fs::permissions(programs, fs::perms::all);
    const Result<ProgramCache> refused = ProgramCache::open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, programs.string());
    EXPECT_NE(refused.error().hint.find("XDG_CACHE_HOME"), std::string::npos);
}

TEST_F(ProgramCacheTest, WithoutAHomeLiesInAFolderOfOurOwn) {
    const test::Environment temporary("TMPDIR", folder.path().c_str()), home("HOME", "relative/home"),
        cache_home("XDG_CACHE_HOME", nullptr);
    ASSERT_TRUE(ProgramCache::open());
    const fs::path made = folder.path("loopscope-" + std::to_string(getuid()));
    EXPECT_EQ(fs::status(made).permissions(), fs::perms::owner_all);
    EXPECT_FALSE(fs::exists("relative"));

    // Somebody else may have been there first.
    fs::remove_all(made);
    fs::create_directory(folder.path("theirs"));
    fs::create_directory_symlink(folder.path("theirs"), made);
    EXPECT_FALSE(ProgramCache::open());
    EXPECT_TRUE(fs::is_empty(folder.path("theirs")));
}

TEST(Dependencies, AreReadFromARule) {
    EXPECT_EQ(
        dependencies("it: /a/b.cpp \\\n /a/with\\ blank.hpp c.hpp \\\n  /a/$$x\\#y ../up.h\n", "/deck/one"),
        (std::vector<std::string>{"/a/b.cpp", "/a/with blank.hpp", "/deck/one/c.hpp", "/a/$x#y",
                                  "/deck/up.h"}));
    EXPECT_TRUE(dependencies("", "/deck").empty());
}

}  // namespace
}  // namespace loopscope::lessons
