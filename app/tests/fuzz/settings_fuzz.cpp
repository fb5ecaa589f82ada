// A settings file of any bytes.
#include "app/controller/settings.hpp"
#include "core/tests/support/deck_folder.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace loopscope;
    static const test::DeckFolder folder;
    const std::string path = folder.path("settings.json");
    folder.write("settings.json", std::string(reinterpret_cast<const char*>(data), size));
    const app::Loaded loaded = app::load_settings(path);
    const app::Settings& s = loaded.settings;
    if (!(s.scale >= 0.1F && s.scale <= 10) || !std::isfinite(s.speed) || s.window_width < 1)
        __builtin_trap();
    // What was understood can be kept, and is understood again.
    if (!app::save_settings(path, s) || !app::load_settings(path).trouble.empty()) __builtin_trap();
    std::filesystem::remove(path + ".bak");
    return 0;
}
