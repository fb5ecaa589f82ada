#include "app/platform/assets.hpp"

#include <cstdlib>
#include <filesystem>

namespace loopscope::app::platform {
namespace {

namespace fs = std::filesystem;

bool holds_assets(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "fonts", ignored);
}

// From <build>/app/tests/x up to <build>; an installed program finds them at the second step.
constexpr int kStepsUp = 5;

}  // namespace

Result<std::string> find_assets_near(const std::string& executable) {
    fs::path folder = fs::path(executable).parent_path();
    for (int i = 0; i < kStepsUp && !folder.empty(); ++i) {
        const fs::path assets = folder / LOOPSCOPE_DATADIR / "loopscope";
        if (holds_assets(assets)) return assets.lexically_normal().string();
        if (folder == folder.parent_path()) break;
        folder = folder.parent_path();
    }
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
