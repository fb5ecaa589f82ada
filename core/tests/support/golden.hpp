// Compares a text with one that was looked at and kept: core/tests/golden/NAME.txt. With UPDATE_GOLDEN=1 in
// the environment the kept text is written anew instead.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace loopscope::test {

inline std::string golden_path(const std::string& name) {
    // This header lies in core/tests/support.
    return (std::filesystem::path(__FILE__).parent_path().parent_path() / "golden" / (name + ".txt"))
        .string();
}

// EXPECT_TRUE(matches_golden("loop_slide_start", text))
inline testing::AssertionResult matches_golden(const std::string& name, const std::string& actual) {
    const std::string path = golden_path(name);
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && *update != '\0') {
        std::ofstream(path, std::ios::binary) << actual;
        return testing::AssertionSuccess();
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) return testing::AssertionFailure() << "there is no " << path << "; UPDATE_GOLDEN=1 writes it";
    std::ostringstream kept;
    kept << file.rdbuf();
    if (kept.str() == actual) return testing::AssertionSuccess();

    std::istringstream was(kept.str()), is(actual);
    std::string was_line, is_line;
    for (int line = 1;; ++line) {
        const bool more_was = static_cast<bool>(std::getline(was, was_line));
        const bool more_is = static_cast<bool>(std::getline(is, is_line));
        if (!more_was) was_line = "(end)";
        if (!more_is) is_line = "(end)";
        if (was_line == is_line && more_was && more_is) continue;
        return testing::AssertionFailure()
               << path << ":" << line << "\n  kept: " << was_line << "\n  now:  " << is_line
               << "\nUPDATE_GOLDEN=1 keeps what is now";
    }
}

}  // namespace loopscope::test
