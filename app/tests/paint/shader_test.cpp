// Shaders that are there, broken or missing.
#include "app/paint/canvas.hpp"
#include "app/platform/assets.hpp"
#include "app/platform/offscreen.hpp"
#include "app/tests/paint/sheet.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;

platform::Image draw_sheet(const std::string& assets) {
    auto screen = platform::Offscreen::create();
    EXPECT_TRUE(screen.ok());
    auto canvas = paint::Canvas::create(assets, 1.0F);
    EXPECT_TRUE(canvas.ok());
    EXPECT_TRUE(screen.value()->begin({900, 640}).ok());
    canvas.value()->draw(tests::sheet(), {900, 640}, stage::ThemeName::Dark);
    return screen.value()->read();
}

// Within the glow but outside of the ring that is drawn over it.
constexpr int kGlowX = 634, kGlowY = 510;

class ShaderTest : public ::testing::Test {
protected:
    void SetUp() override {
        assets_ = platform::find_assets().value();
        fs::create_directories(folder_ / "shaders");
        fs::create_directory_symlink(fs::absolute(fs::path(assets_) / "fonts"), folder_ / "fonts");
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string assets_;
    fs::path folder_ = fs::path(::testing::TempDir()) / ("loopscope_shader_test." + std::to_string(getpid()));
};

TEST_F(ShaderTest, AddsLightRoundTheLitSegment) {
    const platform::Image with = draw_sheet(assets_);
    const platform::Image without = draw_sheet(folder_.string());

    EXPECT_GT(with.at(kGlowX, kGlowY)[0], without.at(kGlowX, kGlowY)[0] + 10);
    EXPECT_EQ(std::vector<std::uint8_t>(with.at(440, 212), with.at(440, 212) + 3),
              std::vector<std::uint8_t>(without.at(440, 212), without.at(440, 212) + 3));
}

TEST_F(ShaderTest, ABrokenOneIsNamedOnceAndLeftOut) {
    fs::copy_file(fs::path(assets_) / "shaders/box.vert", folder_ / "shaders/box.vert");
    std::ofstream(folder_ / "shaders/ring.frag") << "#version 330 core\nvoid main() { nonsense }\n";

    ::testing::internal::CaptureStderr();
    const platform::Image broken = draw_sheet(folder_.string());
    const std::string said = ::testing::internal::GetCapturedStderr();

    EXPECT_NE(said.find("ring.frag"), std::string::npos) << said;
    EXPECT_EQ(said.find("ring.frag"), said.rfind("ring.frag")) << said;
    EXPECT_GT(broken.at(440, 510)[0], 100) << "what follows the shader is still drawn";
}

}  // namespace
}  // namespace loopscope::app
