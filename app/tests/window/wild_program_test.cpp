// Programs that do what they should not, in the real window: it goes on as if nothing had happened.
#include "app/tests/window/live_program.hpp"
#include "core/tests/support/own_cache.hpp"

#include <cstdlib>
#include <memory>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;
using loopscope::test::DeckFolder;
using test::Json;
using test::LiveProgram;

class WildProgram : public ::testing::Test {
protected:
    void SetUp() override {
        if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "there is no display";
        if (!test::xdotool("version")) GTEST_SKIP() << "xdotool is not installed";
    }

    // Prints, does `what`, and is played until it has printed.
    void play(const std::string& what) {
        folder_.write("own/lesson.md", loopscope::test::kOwnLesson);
        folder_.write("own/program.cpp", R"(#include "core/lessons/own_program.hpp"
#include <cstdlib>
loopscope::lessons::Program own_program() {
    loopscope::lessons::Program program;
    program.modes = {loopscope::lessons::Mode::Sync};
    program.initial_mode = loopscope::lessons::Mode::Sync;
    program.run = [](loopscope::lessons::Mode, const loopscope::lessons::Values&) {
        loopscope::async::print("here we go");
        )" + what + R"(
    };
    return program;
}
)");
        program_ = std::make_unique<LiveProgram>(std::vector<std::string>{folder_.path("own")},
                                                 folder_.path("home"));
        ASSERT_FALSE(program_->state_when([](const Json& s) { return s["trouble"] == ""; }).is_null());
        ASSERT_TRUE(program_->key("space"));
        ASSERT_FALSE(program_->moving_state_when([](const Json& s) { return s["outputs"] == 1; }).is_null());
    }

    void expect_that_the_window_goes_on() {
        ASSERT_TRUE(program_->key("t"));
        EXPECT_FALSE(
            program_->moving_state_when([](const Json& s) { return s["theme"] == "light"; }).is_null());
        ASSERT_TRUE(program_->key("ctrl+q"));
        EXPECT_EQ(program_->exit_code_when_ended(), 0);
        EXPECT_EQ(processes_left(), 0);
    }

    // Of programs that were compiled here.
    [[nodiscard]] static int processes_left() {
        const std::string cache = std::getenv("XDG_CACHE_HOME");
        int count = 0;
        for (const fs::directory_entry& process : fs::directory_iterator("/proc")) {
            std::error_code not_one_of_ours;
            const fs::path executable = fs::read_symlink(process.path() / "exe", not_one_of_ours);
            if (executable.string().starts_with(cache)) ++count;
        }
        return count;
    }

    loopscope::test::OwnCache cache_;
    DeckFolder folder_;
    std::unique_ptr<LiveProgram> program_;
};

TEST_F(WildProgram, ThatAbortsEndsItsRunAndIsTold) {
    play("std::abort();");
    const Json ended = program_->state_when([](const Json& s) { return s["where"] == "ended"; });
    ASSERT_FALSE(ended.is_null());
    ASSERT_FALSE(ended["notices"].empty());
    EXPECT_EQ(ended["notices"][0], "The program failed: the program broke off: signal 6 (Aborted)");
    expect_that_the_window_goes_on();
}

TEST_F(WildProgram, ThatNeverEndsIsLeftBehindByNobody) {
    play("while (true) continue;");
    ASSERT_TRUE(program_->key("space"));
    expect_that_the_window_goes_on();
}

}  // namespace
}  // namespace loopscope::app
