#include "app/application/automation.hpp"

#include "app/paint/png.hpp"

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace loopscope::app::application {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json hot_json(const FrameSource& source, platform::PixelSize size, double points) {
    Json places = Json::array();
    for (const stage::HotItem& hot : source.hots()) {
        const auto scaled = [points](float v) { return static_cast<double>(v) * points; };
        places.push_back({{"id", hot.id},
                          {"x", scaled(hot.box.x)},
                          {"y", scaled(hot.box.y)},
                          {"w", scaled(hot.box.w)},
                          {"h", scaled(hot.box.h)}});
    }
    return {{"width", size.width}, {"height", size.height}, {"hot", std::move(places)}};
}

bool prepared(const std::string& folder) {
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    return fs::is_directory(folder, ignored);
}

}  // namespace

// A picture asked for before the window was there is asked for still.
Automation::Automation(std::string folder, std::function<void()> wake)
    : folder_(std::move(folder)),
      shot_wanted_(prepared(folder_) && fs::exists(fs::path(folder_) / "shot")),
      watch_(folder_, "shot", [this, call = std::move(wake)] {
          shot_wanted_ = true;
          call();
      }) {}

void Automation::replace(const char* name, const std::string& text) const {
    const fs::path path = fs::path(folder_) / name, beside = fs::path(folder_) / (std::string(name) + ".new");
    std::ofstream(beside, std::ios::trunc) << text << '\n';
    std::error_code failed;
    fs::rename(beside, path, failed);
    if (failed) std::fprintf(stderr, "loopscope: %s: %s\n", path.c_str(), failed.message().c_str());
}

void Automation::publish(const FrameSource& source, const FrameCounts& counts, platform::PixelSize size,
                         double points) {
    const std::string state = source.state_json();
    const std::string hot =
        hot_json(source, size, points).dump(-1, ' ', false, Json::error_handler_t::replace);
    const std::string frame = Json{
        {"frames", counts.frames},
        {"builds", counts.builds},
        {"events", counts.events},
        {"idle", counts.idle},
        {"first_frame_ms", counts.first_frame_ms},
        {"renderer",
         counts.renderer}}.dump();
    if (state != state_) replace("state.json", state_ = state);
    if (hot != hot_) replace("hot.json", hot_ = hot);
    if (frame != frame_) replace("frame.json", frame_ = frame);
}

void Automation::deliver(const platform::Image& image) {
    const fs::path folder = folder_;
    shot_wanted_ = false;
    const auto written = paint::write_png(image, (folder / "shot.png").string());
    if (!written) std::fprintf(stderr, "loopscope: %s\n", written.error().message().c_str());
    std::error_code ignored;
    fs::remove(folder / "shot", ignored);
}

double milliseconds_since_start() {
    // The 22nd field, counted after the name in brackets, which may hold anything.
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    const std::size_t name_end = line.rfind(')');
    if (name_end == std::string::npos) return 0;
    std::istringstream fields(line.substr(name_end + 1));
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 - started) * 1e3;
}

}  // namespace loopscope::app::application
