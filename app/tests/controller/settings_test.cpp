#include "app/controller/settings.hpp"

#include "core/tests/support/environment.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;

class SettingsTest : public ::testing::Test {
protected:
    SettingsTest() {
        std::string pattern = (fs::temp_directory_path() / "loopscope-settings-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        path = folder + "/deep/settings.json";
    }
    ~SettingsTest() override { fs::remove_all(folder); }

    void write(const std::string& text) const {
        fs::create_directories(fs::path(path).parent_path());
        std::ofstream(path) << text;
    }

    std::string folder, path;
};

TEST_F(SettingsTest, ComeBackAsTheyWereKept) {
    Settings s;
    s.window_width = 1280;
    s.window_height = 720;
    s.scale = 1.5F;
    s.dark = false;
    s.reduced_motion = true;
    s.speed = 0;
    s.free_pace = true;
    s.true_time = true;
    s.lesson = "two-tasks";
    s.view = "anatomy";

    ASSERT_TRUE(save_settings(path, s));
    const Loaded loaded = load_settings(path);

    EXPECT_EQ(loaded.settings, s);
    EXPECT_EQ(loaded.trouble, "");
}

TEST_F(SettingsTest, AMissingFileMeansTheUsualOnes) {
    const Loaded loaded = load_settings(path);

    EXPECT_EQ(loaded.settings, Settings{});
    EXPECT_EQ(loaded.trouble, "");
}

TEST_F(SettingsTest, ABrokenFileIsKeptBesideAndTold) {
    write("{ not json");

    const Loaded loaded = load_settings(path);

    EXPECT_EQ(loaded.settings, Settings{});
    EXPECT_EQ(loaded.trouble, "The settings could not be read: they are kept as settings.json.bak");
    EXPECT_FALSE(fs::exists(path));
    EXPECT_TRUE(fs::exists(path + ".bak"));
}

TEST_F(SettingsTest, OddValuesAreBroughtIntoRangeAndOddTypesIgnored) {
    write(
        R"({"version": 99, "scale": 1000, "speed": -3, "window_width": 5, "dark": "yes", "lesson": 7, "more": []})");

    const Settings s = load_settings(path).settings;

    EXPECT_EQ(s.scale, 4);
    EXPECT_EQ(s.speed, 0.1);
    EXPECT_EQ(s.window_width, 320);
    EXPECT_TRUE(s.dark);
    EXPECT_EQ(s.lesson, "");
}

TEST_F(SettingsTest, WhereNothingCanBeWrittenItSaysSo) {
    EXPECT_FALSE(save_settings("", {}));
    EXPECT_FALSE(save_settings("/proc/no/such/settings.json", {}));
}

TEST_F(SettingsTest, PathFollowsXdg) {
    const loopscope::test::Environment config("XDG_CONFIG_HOME", "/somewhere");
    EXPECT_EQ(settings_path(), "/somewhere/loopscope/settings.json");
    config.set("relative");
    EXPECT_NE(settings_path(), "relative/loopscope/settings.json");
}

}  // namespace
}  // namespace loopscope::app
