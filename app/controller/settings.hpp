// What survives a restart. Kept as JSON where XDG says; a file that cannot be read is set aside, never a
// reason to stop.
#pragma once

#include <map>
#include <string>

namespace loopscope::app {

struct Settings {
    // Design pixels.
    int window_width = 1600, window_height = 900;
    float scale = 1.0F;
    bool dark = true;
    bool reduced_motion = false;
    // Those of the lessons are asked.
    bool questions = true;
    // Megabytes that a run may take; 0: a quarter of the machine's memory.
    int memory_mb = 0;
    // 0: as fast as possible.
    double speed = 1.0;
    bool free_pace = false;
    // The loop slide's axis.
    bool true_time = false;
    // Id; empty: the first.
    std::string lesson;
    std::string view = "slide";
    // Of the listing: "cpp", "python" or "both"
    std::string language = "cpp";

    friend bool operator==(const Settings&, const Settings&) = default;
};

// $XDG_CONFIG_HOME/loopscope/settings.json, or the same below $HOME/.config; empty where neither is set.
std::string settings_path();

struct Loaded {
    Settings settings;
    // One sentence for the person; empty: none.
    std::string trouble;
};

// A missing file means the defaults. A broken one too: it is kept beside as .bak. Values out of range are
// brought into it.
Loaded load_settings(const std::string& path);
// Writes beside it first, so that a crash never leaves half a file. False where it could not be written.
bool save_settings(const std::string& path, const Settings& settings);

}  // namespace loopscope::app
