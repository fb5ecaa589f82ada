// The window with its frame loop on a real display, driven by xdotool from a second thread.
#include "app/application/application.hpp"

#include "core/tests/support/environment.hpp"

#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;
using stage::ink;
using stage::Token;

// One button that counts its clicks, one text with what was typed, and a box that moves while it is told to.
class Toy final : public FrameSource {
public:
    void handle(const input::Event& event) override {
        const std::lock_guard lock(mutex_);
        if (const auto* key = std::get_if<input::KeyPress>(&event)) {
            keys.push_back(key->key);
            if (key->key == input::Key::Escape) quit_ = true;
            if (key->key == input::Key::Plus) scale_ = 1.5F;
            if (key->key == input::Key::F11) fullscreen_ = !fullscreen_;
        } else if (const auto* character = std::get_if<input::CharTyped>(&event)) {
            typed += static_cast<char>(character->code);
        } else if (const auto* pressed = std::get_if<input::PointerPressed>(&event)) {
            if (button().contains(pressed->at)) ++clicks;
        } else if (const auto* moved = std::get_if<input::PointerMoved>(&event)) {
            pointing_ = button().contains(moved->at);
        } else if (const auto* resized = std::get_if<input::Resized>(&event)) {
            size = resized->size;
        }
        changed_.notify_all();
    }
    void update(double now) override {
        const std::lock_guard lock(mutex_);
        ++updates;
        now_ = now;
    }
    stage::DisplayList build(stage::Vec2 window, const stage::TextMetrics&) override {
        const std::lock_guard lock(mutex_);
        ++builds;
        stage::DisplayList list;
        list.add(stage::BoxItem{{0, 0, window.x, window.y}, 0, ink(Token::Panel), {}, 1, true, false});
        list.add(
            stage::BoxItem{button(), 8, ink(clicks > 0 ? Token::Loop : Token::Accent), {}, 1, true, false});
        list.add(stage::TextItem{{20, 120}, typed, stage::Font::Body, ink(Token::Text)});
        if (moving_) list.add(stage::DiscItem{{static_cast<float>(builds % 300), 200}, 9, ink(Token::Glow)});
        hots_ = {{"toy/button", button(), ""}};
        return list;
    }
    [[nodiscard]] bool animating() const override { return get(&Toy::moving_); }
    [[nodiscard]] std::optional<double> next_wake() const override { return std::nullopt; }
    [[nodiscard]] float scale() const override { return get(&Toy::scale_); }
    [[nodiscard]] bool dark() const override { return true; }
    [[nodiscard]] bool fullscreen() const override { return get(&Toy::fullscreen_); }
    [[nodiscard]] bool quit() const override { return get(&Toy::quit_); }
    [[nodiscard]] bool pointing() const override { return get(&Toy::pointing_); }
    // Also the sign that a pass of the loop is over.
    [[nodiscard]] std::string state_json() const override {
        const std::lock_guard lock(mutex_);
        ++passes;
        changed_.notify_all();
        return nlohmann::json{{"clicks", clicks}, {"typed", typed}}.dump();
    }
    [[nodiscard]] const std::vector<stage::HotItem>& hots() const override { return hots_; }

    // From the other thread.
    bool wait(const std::function<bool(const Toy&)>& reached) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return reached(*this); });
    }
    // So long nothing may happen: true when nothing did.
    bool stays(std::chrono::milliseconds period, const std::function<bool(const Toy&)>& unchanged) const {
        std::unique_lock lock(mutex_);
        return !changed_.wait_for(lock, period, [&] { return !unchanged(*this); });
    }
    template <class T>
    T get(T Toy::*member) const {
        const std::lock_guard lock(mutex_);
        return this->*member;
    }
    void move(bool on) {
        const std::lock_guard lock(mutex_);
        moving_ = on;
    }
    void end() {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }

    static stage::Rect button() { return {40, 30, 120, 40}; }

    int clicks = 0, builds = 0, updates = 0;
    mutable int passes = 0;
    std::vector<input::Key> keys;
    std::string typed;
    stage::Vec2 size;

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<stage::HotItem> hots_;
    double now_ = 0;
    float scale_ = 1;
    bool quit_ = false, moving_ = false, pointing_ = false, fullscreen_ = false;
};

bool xdotool(const std::string& arguments) {
    return std::system(("xdotool " + arguments + " >/dev/null 2>&1").c_str()) == 0;
}

class WindowTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "there is no display";
        if (!xdotool("version")) GTEST_SKIP() << "xdotool is not installed";
        fs::remove_all(folder_);
        auto made = application::Application::create({800, 600, folder_.string()});
        ASSERT_TRUE(made.ok()) << made.error().message();
        application_ = std::move(made.value());
    }
    void TearDown() override {
        application_.reset();
        fs::remove_all(folder_);
    }

    // `script` runs beside the window, which is closed when it is through.
    void drive(const std::function<void()>& script) {
        std::thread driver([&] {
            EXPECT_TRUE(toy_.wait([](const Toy& toy) { return toy.passes > 0; }));
            script();
            toy_.end();
            application_->wake();
        });
        const auto ended = application_->run(toy_);
        driver.join();
        EXPECT_TRUE(ended.ok());
    }

    nlohmann::json read(const char* name) const {
        std::ifstream file(folder_ / name);
        return nlohmann::json::parse(file, nullptr, false);
    }
    // What is written last in a pass, as a script outside would wait for it.
    bool wait_for_frame(const std::function<bool(const nlohmann::json&)>& reached) {
        for (int i = 0; i < 5000; ++i) {
            const nlohmann::json frame = read("frame.json");
            if (frame.is_object() && reached(frame)) return true;
            toy_.stays(std::chrono::milliseconds(2), [](const Toy&) { return true; });
        }
        return false;
    }
    bool click(const std::string& id) {
        if (!wait_for_frame([](const auto& frame) { return frame["idle"] == true; })) return false;
        const nlohmann::json places = read("hot.json");
        for (const auto& hot : places["hot"]) {
            if (hot["id"] != id) continue;
            const int x = static_cast<int>(hot["x"].get<double>() + hot["w"].get<double>() / 2);
            const int y = static_cast<int>(hot["y"].get<double>() + hot["h"].get<double>() / 2);
            return xdotool("search --onlyvisible --name '^Loopscope$' mousemove --window %1 " +
                           std::to_string(x) + " " + std::to_string(y) + " click 1");
        }
        return false;
    }

    fs::path folder_ = fs::path(::testing::TempDir()) / ("loopscope_window_test." + std::to_string(getpid()));
    std::unique_ptr<application::Application> application_;
    Toy toy_;
};

TEST_F(WindowTest, ShowsItsFirstFrameSoon) {
    drive([&] {
        EXPECT_TRUE(wait_for_frame([](const auto& frame) { return frame["frames"] >= 1; }));
        RecordProperty("first_frame_ms", std::to_string(read("frame.json")["first_frame_ms"].get<double>()));
        EXPECT_GT(read("frame.json")["first_frame_ms"].get<double>(), 0);
    });
}

TEST_F(WindowTest, HandsClicksAndKeysOnInTheirOrder) {
    drive([&] {
        EXPECT_TRUE(click("toy/button"));
        EXPECT_TRUE(toy_.wait([](const Toy& toy) { return toy.clicks == 1; }));
        EXPECT_TRUE(xdotool("key Right key h key i key Next"));
        EXPECT_TRUE(toy_.wait([](const Toy& toy) { return toy.keys.size() == 4; }));
        EXPECT_EQ(toy_.get(&Toy::keys),
                  (std::vector{input::Key::Right, input::Key::H, input::Key::I, input::Key::PageDown}));
        EXPECT_EQ(toy_.get(&Toy::typed), "hi");
        EXPECT_TRUE(wait_for_frame([](const auto& frame) { return frame["idle"] == true; }));
        EXPECT_EQ(read("state.json")["clicks"], 1);
    });
}

TEST_F(WindowTest, DrawsNothingWhileNothingMoves) {
    drive([&] {
        EXPECT_TRUE(wait_for_frame([](const auto& frame) { return frame["idle"] == true; }));
        const auto frames = read("frame.json")["frames"].get<int>();
        const int updates = toy_.get(&Toy::updates);
        // The system may have one or two things to tell of a new window; a loop that spins is far beyond
        // that.
        constexpr int kFew = 5;
        EXPECT_TRUE(toy_.stays(std::chrono::milliseconds(300),
                               [updates](const Toy& toy) { return toy.updates <= updates + kFew; }));
        for (int i = 0; i < 5; ++i) {
            const int before = toy_.get(&Toy::builds);
            application_->wake();
            EXPECT_TRUE(toy_.wait([before](const Toy& toy) { return toy.builds > before; }));
        }
        EXPECT_EQ(read("frame.json")["frames"].get<int>(), frames) << "the same picture was drawn again";
    });
}

TEST_F(WindowTest, DrawsOnItsOwnWhileSomethingMoves) {
    drive([&] {
        toy_.move(true);
        application_->wake();
        const int before = toy_.get(&Toy::builds);
        EXPECT_TRUE(toy_.wait([before](const Toy& toy) { return toy.builds > before + 5; }));
    });
}

TEST_F(WindowTest, ThePictureHasWhatWasClicked) {
    drive([&] {
        EXPECT_TRUE(click("toy/button"));
        EXPECT_TRUE(toy_.wait([](const Toy& toy) { return toy.clicks == 1; }));
        std::ofstream(folder_ / "shot").flush();
        EXPECT_TRUE(wait_for_frame([&](const auto&) { return !fs::exists(folder_ / "shot"); }));
        EXPECT_GT(fs::file_size(folder_ / "shot.png"), 500U);
    });
}

TEST_F(WindowTest, ScalesEverythingAtOnce) {
    drive([&] {
        const stage::Vec2 before = toy_.get(&Toy::size);
        EXPECT_TRUE(xdotool("key KP_Add"));
        EXPECT_TRUE(toy_.wait([before](const Toy& toy) { return toy.size.x < before.x * 0.7F; }));
        EXPECT_TRUE(click("toy/button"));
        EXPECT_TRUE(toy_.wait([](const Toy& toy) { return toy.clicks == 1; }));
    });
}

TEST_F(WindowTest, FillsTheScreenAndComesBack) {
    drive([&] {
        const stage::Vec2 before = toy_.get(&Toy::size);
        EXPECT_TRUE(xdotool("key F11"));
        EXPECT_TRUE(toy_.wait([before](const Toy& toy) { return toy.size.x > before.x; }));
        EXPECT_TRUE(xdotool("key F11"));
        EXPECT_TRUE(toy_.wait([before](const Toy& toy) { return toy.size == before; }));
    });
}

TEST(WindowWithoutADisplay, SaysSo) {
    const loopscope::test::Environment display("DISPLAY", nullptr);

    const auto made = application::Application::create({});

    ASSERT_FALSE(made.ok());
    EXPECT_NE(made.error().message().find("no display"), std::string::npos) << made.error().message();
}

}  // namespace
}  // namespace loopscope::app
