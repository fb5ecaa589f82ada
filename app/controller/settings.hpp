// What survives a restart. Kept as JSON where XDG says; a file that cannot be read is set aside, never a
// reason to stop.
#pragma once

#include <map>
#include <string>

namespace loopscope::app {

struct Settings {
    int window_width = 1600, window_height = 900;  // design pixels
    float scale = 1.0F;
    bool dark = true;
    bool reduced_motion = false;
    bool questions = true;  // those of the lessons are asked
    double speed = 1.0;     // 0: as fast as possible
    bool free_pace = false;
    bool true_time = false;  // the loop slide's axis
    std::string lesson;      // id; empty: the first
    std::string view = "slide";
    std::string language = "cpp";  // of the listing: "cpp", "python" or "both"

    friend bool operator==(const Settings&, const Settings&) = default;
};

// $XDG_CONFIG_HOME/loopscope/settings.json, or the same below $HOME/.config; empty where neither is set.
std::string settings_path();

struct Loaded {
    Settings settings;
    std::string trouble;  // one sentence for the person; empty: none
};

// A missing file means the defaults. A broken one too: it is kept beside as .bak. Values out of range are
// brought into it.
Loaded load_settings(const std::string& path);
// Writes beside it first, so that a crash never leaves half a file. False where it could not be written.
bool save_settings(const std::string& path, const Settings& settings);

}  // namespace loopscope::app
