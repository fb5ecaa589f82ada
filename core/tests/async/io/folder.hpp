// A folder of its own for a test's files; gone at its end.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace loopscope::async {

class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / "loopscope-test-XXXXXX") {
        path_ = mkdtemp(path_.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

}  // namespace loopscope::async
