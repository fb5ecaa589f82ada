#include "app/platform/assets.hpp"

#include <filesystem>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::app::platform {
namespace {

namespace fs = std::filesystem;

TEST(Assets, AreFoundBesideTheBuiltProgram) {
    const auto assets = find_assets();

    ASSERT_TRUE(assets.ok()) << assets.error().message();
    EXPECT_TRUE(fs::exists(fs::path(assets.value()) / "fonts/Inter-Regular.otf"));
    EXPECT_TRUE(fs::exists(fs::path(assets.value()) / "shaders/box.vert"));
}

TEST(Assets, AreFoundBesideAnInstalledProgram) {
    const fs::path prefix =
        fs::path(::testing::TempDir()) / ("loopscope_assets_test." + std::to_string(getpid()));
    fs::create_directories(prefix / "share/loopscope/fonts");

    const auto assets = find_assets_near((prefix / "bin/loopscope").string());

    EXPECT_TRUE(assets.ok());
    EXPECT_EQ(fs::path(assets.value()), prefix / "share/loopscope");
    fs::remove_all(prefix);
}

TEST(Assets, SayWhereTheyWereLookedFor) {
    const auto assets = find_assets_near("/nowhere/bin/loopscope");

    ASSERT_FALSE(assets.ok());
    EXPECT_NE(assets.error().message().find("/nowhere/bin/loopscope"), std::string::npos);
}

}  // namespace
}  // namespace loopscope::app::platform
