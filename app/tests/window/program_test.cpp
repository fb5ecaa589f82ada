// The real program in a real window: played, paused, stepped and rewound with keys and pointer.
#include "app/tests/window/live_program.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <unistd.h>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;
using platform::Image;
using test::Json;
using test::LiveProgram;
using test::Place;

// Pixels that differ within a place; -1 when the pictures cannot be compared.
int difference(const Image& one, const Image& other, const Place& within) {
    if (!(one.size == other.size) || one.rgba.empty()) return -1;
    const int left = std::max(0, static_cast<int>(within.x));
    const int top = std::max(0, static_cast<int>(within.y));
    const int right = std::min(one.size.width, static_cast<int>(within.x + within.w));
    const int bottom = std::min(one.size.height, static_cast<int>(within.y + within.h));
    int count = 0;
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x)
            count += std::equal(one.at(x, y), one.at(x, y) + 4, other.at(x, y)) ? 0 : 1;
    }
    return count;
}

int difference(const Image& one, const Image& other) {
    return difference(one, other, {0, 0, 1e9, 1e9});
}

class ProgramInAWindow : public ::testing::Test {
protected:
    void SetUp() override {
        if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "there is no display";
        if (!test::xdotool("version")) GTEST_SKIP() << "xdotool is not installed";
        fs::remove_all(home_);
        fs::create_directories(home_ / "config" / "loopscope");
    }
    void TearDown() override {
        program_.reset();
        fs::remove_all(home_);
    }

    [[nodiscard]] fs::path settings_file() const { return home_ / "config" / "loopscope" / "settings.json"; }
    void start(const std::string& settings) {
        std::ofstream(settings_file()) << settings;
        program_ = std::make_unique<LiveProgram>(std::vector<std::string>{"two-tasks"}, home_);
    }
    // Held in the middle of the run, the pointer out of the way.
    Json pause_after(std::size_t beats) {
        if (program_
                ->moving_state_when(
                    [&](const Json& s) { return s["beats"] >= beats && s["playing"] == true; })
                .is_null())
            return {};
        program_->park_pointer();
        program_->key("space");
        return program_->state_when([](const Json& s) { return s["playing"] == false && s["held"] == true; });
    }
    Json state_at(std::size_t position) {
        return program_->state_when([=](const Json& s) { return s["position"] == position; });
    }
    Json other_position_than(const Json& before) {
        return program_->state_when([&](const Json& s) { return s["position"] != before["position"]; });
    }
    [[nodiscard]] Place picture() const {
        const auto found = program_->place("scroll/picture");
        return found ? *found : Place{};
    }

    static constexpr const char* kQuick =
        R"({"questions": false, "speed": 4, "window_width": 1280, "window_height": 720})";
    fs::path home_ = fs::path(::testing::TempDir()) / ("loopscope_program_test." + std::to_string(getpid()));
    std::unique_ptr<LiveProgram> program_;
};

TEST_F(ProgramInAWindow, PlaysAndStandsStillWhenPaused) {
    start(kQuick);
    const Json paused = pause_after(4);
    ASSERT_FALSE(paused.is_null());
    EXPECT_EQ(paused["where"], "live");
    EXPECT_EQ(paused["pace"], "teaching");
    EXPECT_GT(paused["position"], 0);
    EXPECT_FALSE(paused["ended"]);

    // Whatever the window does meanwhile, the program does nothing.
    const Image before = program_->shot();
    ASSERT_TRUE(program_->key("t"));
    ASSERT_FALSE(program_->state_when([](const Json& s) { return s["theme"] == "light"; }).is_null());
    ASSERT_TRUE(program_->key("t"));
    const Json after = program_->state_when([](const Json& s) { return s["theme"] == "dark"; });
    ASSERT_FALSE(after.is_null());
    EXPECT_EQ(after, paused);
    EXPECT_EQ(difference(before, program_->shot()), 0);
}

TEST_F(ProgramInAWindow, WalksBackAndForthThroughThePastWhileTheProgramStandsStill) {
    start(kQuick);
    const Json head = pause_after(6);
    ASSERT_FALSE(head.is_null());

    ASSERT_TRUE(program_->key("Left"));
    const Json back = other_position_than(head);
    ASSERT_FALSE(back.is_null());
    EXPECT_LT(back["position"], head["position"]);
    EXPECT_EQ(back["where"], "replaying");
    const Image back_shot = program_->shot();

    ASSERT_TRUE(program_->key("Left"));
    const Json further = other_position_than(back);
    ASSERT_FALSE(further.is_null());
    EXPECT_LT(further["position"], back["position"]);
    const Image further_shot = program_->shot();
    EXPECT_GT(difference(back_shot, further_shot, picture()), 100) << "the picture shows the same moment";

    ASSERT_TRUE(program_->key("Right"));
    const Json again = state_at(back["position"]);
    ASSERT_FALSE(again.is_null());
    EXPECT_EQ(again, back);
    EXPECT_EQ(difference(program_->shot(), back_shot), 0) << "the same moment looks different";

    for (const Json& state : {back, further, again}) {
        EXPECT_EQ(state["size"], head["size"]) << "the program went on";
        EXPECT_TRUE(state["held"]);
        EXPECT_FALSE(state["playing"]);
    }
}

TEST_F(ProgramInAWindow, OneStepAtTheHeadIsOneOfTheProgram) {
    start(kQuick);
    ASSERT_FALSE(pause_after(4).is_null());
    ASSERT_TRUE(program_->key("End"));
    const Json head = program_->state_when([](const Json& s) { return s["where"] == "live"; });
    ASSERT_FALSE(head.is_null());
    const Image before = program_->shot();

    ASSERT_TRUE(program_->key("Right"));
    const Json stepped =
        program_->state_when([&](const Json& s) { return s["beats"] > head["beats"] && s["held"] == true; });
    ASSERT_FALSE(stepped.is_null());
    EXPECT_EQ(stepped["beats"].get<int>(), head["beats"].get<int>() + 1);
    EXPECT_GT(stepped["size"], head["size"]);
    EXPECT_GT(stepped["position"], head["position"]);
    EXPECT_EQ(stepped["where"], "live");
    EXPECT_FALSE(stepped["playing"]);
    EXPECT_GT(difference(before, program_->shot(), picture()), 100);
}

TEST_F(ProgramInAWindow, ButtonsDoWhatTheKeysDo) {
    start(kQuick);
    const Json head = pause_after(6);
    ASSERT_FALSE(head.is_null());

    ASSERT_TRUE(program_->click("transport/back"));
    const Json back = other_position_than(head);
    ASSERT_FALSE(back.is_null());
    EXPECT_LT(back["position"], head["position"]);
    ASSERT_TRUE(program_->click("transport/forward"));
    const Json again = other_position_than(back);
    ASSERT_FALSE(again.is_null());
    EXPECT_GT(again["position"], back["position"]);
    EXPECT_EQ(again["size"], head["size"]);

    ASSERT_TRUE(program_->click("transport/play"));
    const Json done = program_->state_when([](const Json& s) { return s["where"] == "ended"; });
    ASSERT_FALSE(done.is_null());
    EXPECT_TRUE(done["ended"]);
    // All the time that was spent looking was none of the program's.
    EXPECT_GE(done["time_s"].get<double>(), 1.0);
    EXPECT_LT(done["time_s"].get<double>(), 1.2);
}

TEST_F(ProgramInAWindow, HomeAndEndGoToTheEndsOfWhatWasRecorded) {
    start(kQuick);
    const Json paused = pause_after(6);
    ASSERT_FALSE(paused.is_null());

    ASSERT_TRUE(program_->key("Home"));
    const Json first = state_at(0);
    ASSERT_FALSE(first.is_null());
    EXPECT_EQ(first["time_s"], 0);
    EXPECT_EQ(first["outputs"], 0);
    const Image first_shot = program_->shot();

    ASSERT_TRUE(program_->key("End"));
    const Json last = program_->state_when([](const Json& s) { return s["where"] == "live"; });
    ASSERT_FALSE(last.is_null());
    EXPECT_GE(last["position"], paused["position"]);
    EXPECT_EQ(last["size"], paused["size"]);
    const Image last_shot = program_->shot();
    EXPECT_GT(difference(first_shot, last_shot, picture()), 1000);

    ASSERT_TRUE(program_->key("Home"));
    ASSERT_FALSE(state_at(0).is_null());
    EXPECT_EQ(difference(program_->shot(), first_shot), 0);
}

TEST_F(ProgramInAWindow, KeepsThemeAndScaleWhenItIsQuit) {
    start(kQuick);
    ASSERT_FALSE(pause_after(1).is_null());
    ASSERT_TRUE(program_->key("t"));
    ASSERT_FALSE(program_->state_when([](const Json& s) { return s["theme"] == "light"; }).is_null());
    ASSERT_TRUE(program_->key("ctrl+plus"));
    ASSERT_FALSE(
        program_->state_when([](const Json& s) { return std::abs(s["scale"].get<double>() - 1.1) < 1e-3; })
            .is_null());
    ASSERT_TRUE(program_->key("ctrl+q"));
    ASSERT_EQ(program_->exit_code_when_ended(), 0);

    std::ifstream file(settings_file());
    const Json kept = Json::parse(file, nullptr, false);
    ASSERT_TRUE(kept.is_object());
    EXPECT_EQ(kept["dark"], false);
    EXPECT_NEAR(kept["scale"].get<double>(), 1.1, 1e-3);
    EXPECT_EQ(kept["speed"], 4);
    EXPECT_EQ(kept["lesson"], "two-tasks");

    program_ = std::make_unique<LiveProgram>(std::vector<std::string>{}, home_);
    const Json anew = program_->moving_state_when([](const Json& s) { return s["theme"] == "light"; });
    ASSERT_FALSE(anew.is_null());
    EXPECT_NEAR(anew["scale"].get<double>(), 1.1, 1e-3);
}

}  // namespace
}  // namespace loopscope::app
