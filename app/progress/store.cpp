#include "app/progress/store.hpp"

#include "app/progress/json.hpp"
#include "core/base/private_files.hpp"
#include "core/base/read_file.hpp"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace loopscope::app::progress {
namespace {

namespace fs = std::filesystem;

struct File {
    bool exists = false;
    // Nullopt: it could not be understood.
    std::optional<Progress> progress;
};

File read(const std::string& path) {
    std::error_code error;
    if (path.empty() || !fs::exists(fs::symlink_status(path, error))) return {};
    const Result<std::string> text = read_file(path);
    return {true, text ? from_json(text.value()) : std::nullopt};
}

// "progress.json.bak", or with a number where there is one already.
std::string free_name(const std::string& path) {
    std::error_code error;
    std::string name = path + ".bak";
    for (int i = 2; fs::exists(name, error); ++i) name = path + ".bak" + std::to_string(i);
    return name;
}

// What was reached on either side stays reached.
void merge(DeckProgress& into, const DeckProgress& other) {
    for (const auto& [id, theirs] : other.lessons) {
        LessonProgress& ours = into.lessons[id];
        ours.opened = ours.opened || theirs.opened;
        ours.finished = ours.finished || theirs.finished;
        for (const auto& [number, answer] : theirs.answers) {
            const auto [it, fresh] = ours.answers.try_emplace(number, answer);
            if (!fresh && it->second.tries < answer.tries) it->second = answer;
        }
        for (const auto& [mode, seconds] : theirs.took) ours.took.try_emplace(mode, seconds);
    }
    if (into.last.empty()) into.last = other.last;
}

}  // namespace

std::string progress_path() {
    const fs::path folder = user_folder("XDG_STATE_HOME", ".local/state");
    return folder.empty() ? "" : folder / "progress.json";
}

Store::Store(std::string path, std::string deck) : path_(std::move(path)), key_(std::move(deck)) {
    const File file = read(path_);
    if (file.progress) {
        const auto it = file.progress->find(key_);
        if (it != file.progress->end()) deck_ = it->second;
    } else if (file.exists) {
        const std::string aside = free_name(path_);
        std::error_code error;
        fs::rename(path_, aside, error);
        // What could not be put aside must not be written over.
        writable_ = !error;
        trouble_ =
            error ? "Your progress could not be read, so this time nothing is kept"
                  : "Your progress could not be read: it is kept as " + fs::path(aside).filename().string();
    }
}

std::string Store::take_trouble() {
    return std::exchange(trouble_, {});
}

void Store::turn_to(std::string deck) {
    if (deck == key_) return;
    save();
    key_ = std::move(deck);
    deck_ = {};
    if (const File file = read(path_); file.progress) {
        const auto it = file.progress->find(key_);
        if (it != file.progress->end()) deck_ = it->second;
    }
}

void Store::save() {
    if (!changed_) return;
    changed_ = false;
    if (path_.empty() || !writable_) return;
    const File file = read(path_);
    if (file.progress) {
        const auto theirs = file.progress->find(key_);
        if (theirs != file.progress->end()) merge(deck_, theirs->second);
    }
    write();
}

void Store::forget() {
    deck_ = {};
    changed_ = false;
    if (!path_.empty() && writable_) write();
}

void Store::write() {
    File file = read(path_);
    // It was good when we began; whoever has spoilt it since, it is not ours to throw away.
    std::error_code error;
    if (file.exists && !file.progress) fs::rename(path_, free_name(path_), error);
    Progress all = file.progress.value_or(Progress{});
    all[key_] = deck_;
    if (!make_private_folder(fs::path(path_).parent_path()) && !replace_file(path_, to_json(all) + '\n'))
        return;
    writable_ = false;
    trouble_ = "Your progress could not be written, so it lasts until you close the window";
}

}  // namespace loopscope::app::progress
