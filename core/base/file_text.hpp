#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace loopscope {

// All that is in a file; "" when it can't be read.
inline std::string file_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (stream) text << stream.rdbuf();
    return text.str();
}

}  // namespace loopscope
