#include "app/tests/window/live_program.hpp"

#include <cstdlib>
#include <fstream>
#include <thread>

#include <stb_image.h>

namespace loopscope::app::test {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

// Far longer than anything takes, also beside other work on a small machine.
constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kLook{5};

bool wait_for(const std::function<bool()>& done) {
    const auto end = Clock::now() + kPatience;
    while (!done()) {
        if (Clock::now() > end) return false;
        std::this_thread::sleep_for(kLook);
    }
    return true;
}

fs::path made(const fs::path& folder) {
    fs::create_directories(folder);
    return folder;
}

std::vector<std::string> with_automation(std::vector<std::string> arguments, const fs::path& folder) {
    arguments.insert(arguments.begin(), LOOPSCOPE_PROGRAM);
    arguments.insert(arguments.end(), {"--automation", folder.string()});
    return arguments;
}

platform::Image read_image(const fs::path& path) {
    platform::Image image;
    int channels = 0;
    unsigned char* const pixels =
        stbi_load(path.c_str(), &image.size.width, &image.size.height, &channels, 4);
    if (pixels == nullptr) return {};
    const auto count =
        static_cast<std::size_t>(image.size.width) * static_cast<std::size_t>(image.size.height) * 4;
    image.rgba.assign(pixels, pixels + count);
    stbi_image_free(pixels);
    return image;
}

}  // namespace

bool xdotool(const std::string& arguments) {
    return std::system(("xdotool " + arguments + " >/dev/null 2>&1").c_str()) == 0;
}

LiveProgram::LiveProgram(std::vector<std::string> arguments, fs::path home)
    : folder_(made(home / "automation")),
      child_(with_automation(std::move(arguments), folder_),
             {{"LIBGL_ALWAYS_SOFTWARE", "1"},
              {"XDG_CONFIG_HOME", (home / "config").string()},
              {"XDG_DATA_HOME", (home / "data").string()},
              {"XDG_STATE_HOME", (home / "state").string()}}) {}

Json LiveProgram::read(const char* name) const {
    std::ifstream file(folder_ / name);
    const Json json = Json::parse(file, nullptr, false);
    return json.is_object() ? json : Json();
}

// frame.json is written behind state.json; where it is the same before and after, what was read in between
// belongs to it.
Json LiveProgram::wait_for_state(const std::function<bool(const Json&)>& reached, bool at_rest) {
    Json state;
    const bool came = wait_for([&] {
        if (!child_.running()) return true;
        const Json before = read("frame.json");
        state = read("state.json");
        if (state.is_null() || before.is_null() || before != read("frame.json")) return false;
        return (!at_rest || before.value("idle", false)) && reached(state);
    });
    return came && child_.running() ? state : Json();
}

Json LiveProgram::state_when(const std::function<bool(const Json&)>& reached) {
    return wait_for_state(reached, true);
}

Json LiveProgram::moving_state_when(const std::function<bool(const Json&)>& reached) {
    return wait_for_state(reached, false);
}

std::optional<Place> LiveProgram::place(const std::string& id) const {
    const Json places = read("hot.json");
    for (const Json& hot : places.value("hot", Json::array())) {
        if (hot.value("id", "") == id) return Place{hot["x"], hot["y"], hot["w"], hot["h"]};
    }
    return std::nullopt;
}

bool LiveProgram::key(const std::string& keys) {
    return xdotool("key " + keys);
}

bool LiveProgram::pointer(const Place& place, const std::string& then) {
    return xdotool("search --onlyvisible --name '^Loopscope$' mousemove --window %1 " +
                   std::to_string(static_cast<int>(place.x + place.w / 2)) + " " +
                   std::to_string(static_cast<int>(place.y + place.h / 2)) + " " + then);
}

bool LiveProgram::click(const std::string& id) {
    const auto found = place(id);
    return found && pointer(*found, "click 1");
}

bool LiveProgram::park_pointer() {
    return pointer({}, "");
}

platform::Image LiveProgram::shot() {
    std::ofstream(folder_ / "shot").flush();
    if (!wait_for([&] { return !fs::exists(folder_ / "shot") || !child_.running(); })) return {};
    return read_image(folder_ / "shot.png");
}

std::optional<int> LiveProgram::exit_code_when_ended() {
    if (!wait_for([&] { return !child_.running(); })) return std::nullopt;
    return child_.exit_code();
}

}  // namespace loopscope::app::test
