#include "core/lessons/deck.hpp"

#include "core/base/read_file.hpp"
#include "core/lessons/fields.hpp"
#include "core/lessons/front_matter.hpp"
#include "core/lessons/lesson_file.hpp"
#include "core/lessons/program_build.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLessonFile = "lesson.md";
constexpr const char* kDeckFile = "deck.md";

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

// "05-two-tasks" is "two-tasks".
std::string id_of(const std::string& folder_name) {
    const std::size_t digits = folder_name.find_first_not_of("0123456789");
    if (digits == std::string::npos) return folder_name;
    const std::size_t word = folder_name.find_first_not_of("-_. ", digits);
    return digits == 0 || word == std::string::npos ? folder_name : folder_name.substr(word);
}

// The name of the last folder of a path, whatever its form.
std::string name_of(const fs::path& folder) {
    std::error_code failed;
    const fs::path whole = fs::absolute(folder, failed).lexically_normal();
    return whole.has_filename() ? whole.filename().string() : whole.parent_path().filename().string();
}

std::vector<fs::path> lesson_folders(const fs::path& deck, std::vector<Problem>& problems) {
    if (is_file(deck / kLessonFile)) return {deck};
    std::vector<fs::path> folders;
    std::error_code failed;
    for (fs::directory_iterator entry(deck, failed), end; !failed && entry != end; entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        const bool left_out = name.starts_with('.') || name.starts_with('_');
        if (!left_out && is_file(entry->path() / kLessonFile)) folders.push_back(entry->path());
    }
    if (failed) {
        problems.push_back({deck.string(), 0, "the folder can't be read: " + failed.message(), {}});
    } else if (folders.empty()) {
        problems.push_back({deck.string(), 0, "there are no lessons in this folder",
                            "a lesson is a folder in it with a file lesson.md"});
    }
    std::ranges::sort(folders);
    return folders;
}

void read_deck_file(Deck& deck, const std::string& file) {
    Report report(file, deck.problems);
    const std::optional<FrontMatter> front = read_front_matter(read_deck_text(file), report);
    if (!front) return;
    Fields fields(front->root, kLinesAbove + 1, "the front matter", report);
    deck.title = fields.text("title").value_or(deck.title);
    deck.about = fields.text("about").value_or(front->text);
    fields.finish();
}

void read_deck(Deck& deck, const fs::path& folder, Compile compile) {
    const std::vector<fs::path> folders = lesson_folders(folder, deck.problems);
    if (const fs::path file = folder / kDeckFile; is_file(file)) read_deck_file(deck, file.string());
    for (const fs::path& each : folders) {
        const std::string id = id_of(name_of(each)), file = (each / kLessonFile).string();
        if (find_lesson(deck, id) != nullptr) {
            deck.problems.push_back({file, 0, fmt::format("there are two lessons \"{}\"", id),
                                     "rename one of the folders; only this one is left out"});
            continue;
        }
        deck.lessons.push_back(read_lesson(id, file, compile, deck.problems));
    }
}

}  // namespace

std::string to_text(const Problem& problem) {
    std::string text = problem.file;
    if (problem.line > 0) text += fmt::format(":{}", problem.line);
    text += (text.empty() ? "" : ": ") + problem.what;
    if (!problem.hint.empty()) text += " (" + problem.hint + ")";
    return text;
}

Deck load_deck(const std::string& path, Compile compile) {
    fs::path folder = path;
    if (folder.filename() == kLessonFile && is_file(folder)) {
        folder = folder.parent_path().empty() ? fs::path(".") : folder.parent_path();
    }
    Deck deck;
    deck.folder = folder.string();
    try {
        deck.title = name_of(folder);
        read_deck(deck, folder, compile);
    } catch (const std::exception& error) {
        deck.problems.push_back(
            {deck.folder, 0, fmt::format("the deck can't be read: {}", error.what()), {}});
    }
    return deck;
}

void compile_programs(const Deck& deck, const std::atomic<bool>& stop) {
    for (const Lesson& lesson : deck.lessons) {
        if (lesson.uncompiled.empty() || stop) continue;
        if (const Result<std::string> source = read_file(lesson.uncompiled))
            build_program(lesson.uncompiled, source.value(), stop);
    }
}

const Lesson* find_lesson(const Deck& deck, std::string_view id) {
    const auto found = std::ranges::find(deck.lessons, id, &Lesson::id);
    return found == deck.lessons.end() ? nullptr : &*found;
}

}  // namespace loopscope::lessons
