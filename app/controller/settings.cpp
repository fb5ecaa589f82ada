#include "app/controller/settings.hpp"

#include "app/state.hpp"
#include "core/base/private_files.hpp"
#include "core/base/read_file.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <nlohmann/json.hpp>

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kVersion = 1;

// A field of another type than expected leaves the value as it is.
template <class T>
void read(const json& from, const char* name, T& value) {
    const auto it = from.find(name);
    if (it == from.end()) return;
    if constexpr (std::is_same_v<T, bool>) {
        if (it->is_boolean()) value = it->get<bool>();
    } else if constexpr (std::is_arithmetic_v<T>) {
        if (it->is_number()) value = it->get<T>();
    } else if (it->is_string()) {
        value = it->get<std::string>();
    }
}

Settings from_json(const json& j) {
    Settings s;
    read(j, "window_width", s.window_width);
    read(j, "window_height", s.window_height);
    read(j, "scale", s.scale);
    read(j, "dark", s.dark);
    read(j, "reduced_motion", s.reduced_motion);
    read(j, "questions", s.questions);
    read(j, "memory_mb", s.memory_mb);
    read(j, "speed", s.speed);
    read(j, "free_pace", s.free_pace);
    read(j, "true_time", s.true_time);
    read(j, "lesson", s.lesson);
    read(j, "view", s.view);
    read(j, "language", s.language);
    s.window_width = std::clamp(s.window_width, 320, 16384);
    s.window_height = std::clamp(s.window_height, 240, 16384);
    s.scale = std::clamp(s.scale, kLeastScale, kMostScale);
    s.memory_mb = std::max(0, s.memory_mb);
    if (s.speed != 0) s.speed = std::clamp(s.speed, 0.1, 4.0);
    return s;
}

json to_json(const Settings& s) {
    return {{"version", kVersion},
            {"window_width", s.window_width},
            {"window_height", s.window_height},
            {"scale", s.scale},
            {"dark", s.dark},
            {"reduced_motion", s.reduced_motion},
            {"questions", s.questions},
            {"memory_mb", s.memory_mb},
            {"speed", s.speed},
            {"free_pace", s.free_pace},
            {"true_time", s.true_time},
            {"lesson", s.lesson},
            {"view", s.view},
            {"language", s.language}};
}

Loaded set_aside(const std::string& path) {
    std::error_code error;
    fs::rename(path, path + ".bak", error);
    Loaded loaded;
    loaded.trouble = error ? "The settings could not be read, so the usual ones are used"
                           : "The settings could not be read: they are kept as settings.json.bak";
    return loaded;
}

}  // namespace

std::string settings_path() {
    const fs::path folder = user_folder("XDG_CONFIG_HOME", ".config");
    return folder.empty() ? "" : folder / "settings.json";
}

Loaded load_settings(const std::string& path) {
    std::error_code ignored;
    if (path.empty() || !fs::exists(fs::symlink_status(path, ignored))) return {};
    const Result<std::string> text = read_file(path, kMebibyte);
    const json j = json::parse(text ? text.value() : "", nullptr, false);
    if (!j.is_object()) return set_aside(path);
    return {from_json(j), ""};
}

bool save_settings(const std::string& path, const Settings& settings) {
    if (path.empty()) return false;
    return !make_private_folder(fs::path(path).parent_path()) &&
           !replace_file(path, to_json(settings).dump(2) + '\n');
}

}  // namespace loopscope::app
