// Finds what lies beside a program: <prefix>/share/... for <prefix>/bin/program, and the same in a build.
#pragma once

#include <filesystem>

namespace loopscope {

// From <build>/app/tests/x up to <build>; an installed program finds its files at the second step.
inline constexpr int kStepsUp = 5;

// `below` in `folder` or in one of those above it; an empty path when it is nowhere.
inline std::filesystem::path find_upwards(std::filesystem::path folder, const std::filesystem::path& below) {
    for (int i = 0; i < kStepsUp && !folder.empty(); ++i) {
        std::error_code ignored;
        if (std::filesystem::exists(folder / below, ignored)) return (folder / below).lexically_normal();
        if (folder == folder.parent_path()) break;
        folder = folder.parent_path();
    }
    return {};
}

}  // namespace loopscope
