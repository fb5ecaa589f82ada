// The real program, drawn by the processor, under an X server of its own: how soon it is there, and what it
// does while nothing moves.
#include "app/bench/child.hpp"
#include "app/bench/rows.hpp"
#include "core/bench/measure.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loopscope::bench {

namespace {

namespace fs = std::filesystem;

constexpr int kStarts = 5;
constexpr std::chrono::seconds kQuiet{5};
// Seconds.
constexpr double kWindowPatience = 30;

// A directory that goes away with its content.
class Scratch {
public:
    Scratch() : path_(fs::temp_directory_path() / fmt::format("loopscope-bench-{}", getpid())) {
        fs::create_directories(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// One start of the program.
class Window {
public:
    Window(const std::string& program, const std::string& display, const fs::path& scratch)
        : folder_(scratch / "automation"), config_(scratch / "config") {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        fs::create_directories(config_ / "loopscope");
        // The run is over as soon as it has begun, and nothing moves from then on.
        std::ofstream(config_ / "loopscope" / "settings.json") << R"({"free_pace": true, "speed": 0})";
        child_ = std::make_unique<Child>(
            std::vector<std::string>{program, "--automation", folder_.string()},
            std::map<std::string, std::string>{
                {"DISPLAY", display}, {"LIBGL_ALWAYS_SOFTWARE", "1"}, {"XDG_CONFIG_HOME", config_.string()}});
    }

    // frame.json once `ready` says so; null when that never happens.
    template <class Ready>
    nlohmann::json wait_until(Ready ready) {
        const Stopwatch watch;
        while (watch.seconds() < kWindowPatience && child_->running()) {
            const nlohmann::json frame = read();
            if (!frame.is_null() && ready(frame)) return frame;
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        return nullptr;
    }
    [[nodiscard]] nlohmann::json read() const {
        std::ifstream file(folder_ / "frame.json");
        const nlohmann::json frame = nlohmann::json::parse(file, nullptr, false);
        return frame.is_discarded() ? nlohmann::json(nullptr) : frame;
    }
    [[nodiscard]] double processor_seconds() const { return child_->processor_seconds(); }

private:
    fs::path folder_, config_;
    std::unique_ptr<Child> child_;
};

std::vector<Row> idle_rows(Window& window) {
    const std::string name = "nothing moves";
    // Idle, and still so after a while: what the last frame left to do is done.
    nlohmann::json before =
        window.wait_until([](const nlohmann::json& frame) { return frame.value("idle", false); });
    if (before.is_null()) return {not_measured(name, "the window does not come to rest")};
    std::this_thread::sleep_for(std::chrono::seconds{1});
    before = window.read();
    const double used = window.processor_seconds();
    std::this_thread::sleep_for(kQuiet);
    const nlohmann::json after = window.read();
    const double percent = (window.processor_seconds() - used) / static_cast<double>(kQuiet.count()) * 100;
    const double frames = after.value("frames", 0.0) - before.value("frames", 0.0);
    return {at_most(fmt::format("{}, frames in {} s", name, kQuiet.count()), frames, 0, ""),
            Row{name + ", processor", fmt::format("{:.2g} % of a core", percent), "< 1 %",
                percent < 1 ? Verdict::Holds : Verdict::FallsShort}};
}

}  // namespace

std::vector<Row> window_rows(const std::string& program) {
    const std::string name = "first frame after start";
    Child server({"Xvfb", "-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"},
                 {}, true);
    if (server.line().empty()) return {not_measured(name, "Xvfb does not start")};
    const std::string display = ":" + server.line();
    const Scratch scratch;

    std::vector<double> first;
    std::vector<Row> rows;
    std::string renderer;
    for (int start = 0; start < kStarts; ++start) {
        Window window(program, display, scratch.path());
        const nlohmann::json frame =
            window.wait_until([](const nlohmann::json& one) { return one.value("frames", 0) > 0; });
        if (frame.is_null()) return {not_measured(name, program + " shows no frame")};
        first.push_back(frame.value("first_frame_ms", 1e9) / 1e3);
        renderer = frame.value("renderer", "");
        if (start + 1 == kStarts) rows = idle_rows(window);
    }
    rows.insert(rows.begin(), at_most(name, median(first), 0.5, "s", renderer.substr(0, 24)));
    return rows;
}

}  // namespace loopscope::bench
