// A deck of files in a folder of its own, gone at the end.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace loopscope::test {

class DeckFolder {
public:
    DeckFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "loopscope-deck-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a deck");
        path_ = name;
    }
    ~DeckFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    DeckFolder(const DeckFolder&) = delete;
    DeckFolder& operator=(const DeckFolder&) = delete;

    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }

    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    // As many editors do: a new file takes the place of the old one.
    void replace(const std::string& name, const std::string& text) const {
        write(name + ".new", text);
        std::filesystem::rename(path_ / (name + ".new"), path_ / name);
    }
    void remove(const std::string& name) const { std::filesystem::remove_all(path_ / name); }

    // A lesson that is as it should be.
    void write_lesson(const std::string& folder, const std::string& title,
                      const std::string& more = {}) const {
        write(folder + "/lesson.md", lesson_text(title, more));
    }
    static std::string lesson_text(const std::string& title, const std::string& more = {}) {
        return "---\ntitle: " + title + "\nprogram: two_tasks\n" + more + "---\nSome words.\n";
    }

private:
    std::filesystem::path path_;
};

}  // namespace loopscope::test
