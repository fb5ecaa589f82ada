#include "app/platform/assets.hpp"

#include "core/base/upwards.hpp"

#include <cstdlib>
#include <filesystem>

namespace loopscope::app::platform {
namespace {

namespace fs = std::filesystem;

bool holds_assets(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "fonts", ignored);
}

}  // namespace

Result<std::string> find_assets_near(const std::string& executable) {
    const fs::path fonts =
        find_upwards(fs::path(executable).parent_path(), LOOPSCOPE_DATADIR "/loopscope/fonts");
    if (!fonts.empty()) return fonts.parent_path().string();
    return Error{"the fonts of Loopscope are not there", executable,
                 "looked for " LOOPSCOPE_DATADIR
                 "/loopscope upwards from here; LOOPSCOPE_ASSETS may name the folder"};
}

Result<std::string> find_assets() {
    if (const char* chosen = std::getenv("LOOPSCOPE_ASSETS"); chosen != nullptr && *chosen != '\0') {
        if (holds_assets(chosen)) return std::string(chosen);
        return Error{"there is no folder fonts in it", chosen,
                     "LOOPSCOPE_ASSETS names the folder of fonts and shaders"};
    }
    std::error_code failed;
    const fs::path executable = fs::read_symlink("/proc/self/exe", failed);
    if (failed) return Error{"cannot tell where the program lies", "/proc/self/exe", failed.message()};
    return find_assets_near(executable.string());
}

}  // namespace loopscope::app::platform
