#include "core/lessons/program_cache.hpp"

#include "core/base/private_files.hpp"
#include "core/base/read_file.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <functional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loopscope::lessons {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kKeptFor{24 * 30};
constexpr const char *kExecutable = "program", *kEntry = "entry.json";
constexpr std::size_t kMostExecutable = 512 * kMebibyte;

// In a folder of temporary files it is for us to see that nobody else has made it.
fs::path folder_of_cache() {
    const fs::path chosen = user_folder("XDG_CACHE_HOME", ".cache");
    return chosen.empty() ? fs::temp_directory_path() / fmt::format("loopscope-{}", getuid()) : chosen;
}

void forget_old_ones(const fs::path& cache) {
    std::error_code failed;
    for (fs::directory_iterator entry(cache, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code ignored;
        if (fs::file_time_type::clock::now() - entry->last_write_time(ignored) > kKeptFor) {
            fs::remove_all(entry->path(), ignored);
        }
    }
}

std::string stamp_of_file(const fs::path& file, std::size_t most) {
    const Result<std::string> text = read_file(file, most);
    return text ? stamp_of_text(text.value()) : "";
}

// Whoever runs the old program goes on running it: what is replaced is only its name.
bool replace_folder(const fs::path& scratch, const fs::path& kept) {
    if (::rename(scratch.c_str(), kept.c_str()) == 0) return true;
    return ::renameat2(AT_FDCWD, scratch.c_str(), AT_FDCWD, kept.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace

std::string stamp_of_text(const std::string& text) {
    return fmt::format("{:016x}", std::hash<std::string>{}(text));
}

ReadFiles stamps_of(const std::vector<std::string>& files) {
    ReadFiles read;
    for (const std::string& file : files) read[file] = stamp_of_file(file, 16 * kMebibyte);
    return read;
}

std::vector<std::string> dependencies(const std::string& rule, const fs::path& folder) {
    std::vector<std::string> found;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) found.push_back((folder / std::exchange(word, {})).lexically_normal().string());
    };
    // The target may have a colon in it; the one behind it is followed by a blank.
    std::size_t i = rule.find(": ");
    for (i = i == std::string::npos ? rule.size() : i + 2; i < rule.size(); ++i) {
        const char next = i + 1 < rule.size() ? rule[i + 1] : '\0';
        if (rule[i] == '\\' && next == '\n') {
            finish();
            ++i;
        } else if ((rule[i] == '\\' && (next == ' ' || next == '#')) || (rule[i] == '$' && next == '$')) {
            word += next;
            ++i;
        } else if (rule[i] == ' ' || rule[i] == '\n') {
            finish();
        } else {
            word += rule[i];
        }
    }
    finish();
    return found;
}

Result<ProgramCache> ProgramCache::open() {
    try {
        const fs::path above = folder_of_cache();
        fs::path folder = above / "programs";
        for (const fs::path& each : {above, folder}) {
            if (const std::error_code error = make_private_folder(each); error)
                return Error{"compiled programs can't be kept in this folder: " + error.message(),
                             each.string(), "make it yours alone, or set XDG_CACHE_HOME to a folder that is"};
        }
        return ProgramCache(std::move(folder));
    } catch (const std::exception& error) {
        return Error{error.what(), {}, "set XDG_CACHE_HOME to a folder of yours"};
    }
}

std::optional<KeptProgram> ProgramCache::find(const std::string& key) const {
    const fs::path kept = folder_ / key;
    const Result<std::string> entry = read_file(kept / kEntry);
    if (!entry) return std::nullopt;
    KeptProgram found{(kept / kExecutable).string(), {}};
    try {
        const nlohmann::json from = nlohmann::json::parse(entry.value());
        for (const auto& [file, stamp] : from.at("read").get<ReadFiles>()) {
            if (stamp_of_file(file, 16 * kMebibyte) != stamp) return std::nullopt;
        }
        if (stamp_of_file(found.executable, kMostExecutable) != from.at("executable")) return std::nullopt;
        found.description = from.at("description");
    } catch (const std::exception&) {
        return std::nullopt;
    }
    if (::access(found.executable.c_str(), X_OK) != 0) return std::nullopt;
    std::error_code ignored;
    fs::last_write_time(kept, fs::file_time_type::clock::now(), ignored);
    return found;
}

fs::path ProgramCache::scratch() const {
    static std::atomic<int> count = 0;
    fs::path folder = folder_ / fmt::format(".{}-{}", getpid(), ++count);
    fs::create_directory(folder);
    return folder;
}

fs::path ProgramCache::executable_in(const fs::path& scratch) {
    return scratch / kExecutable;
}

std::optional<Error> ProgramCache::keep(const fs::path& scratch, const std::string& key,
                                        const std::string& description, const ReadFiles& read) const {
    const std::string executable = stamp_of_file(scratch / kExecutable, kMostExecutable);
    const nlohmann::json entry{{"description", description}, {"executable", executable}, {"read", read}};
    const std::string text = entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (const std::error_code error = replace_file(scratch / kEntry, text); error)
        return Error{"the compiled program can't be kept: " + error.message(), folder_.string(),
                     "make room there, or set XDG_CACHE_HOME to another folder"};
    if (!replace_folder(scratch, folder_ / key))
        return Error{"the compiled program can't be kept", (folder_ / key).string(), "remove what is there"};
    forget_old_ones(folder_);
    return std::nullopt;
}

}  // namespace loopscope::lessons
