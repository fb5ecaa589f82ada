#include "core/lessons/program_kit.hpp"

#include "core/base/read_file.hpp"
#include "core/base/upwards.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string_view>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loopscope::lessons {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHere = "{here}";  // the folder of kit.json

std::string kit_file() {
    if (const char* chosen = std::getenv("LOOPSCOPE_KIT"); chosen != nullptr && *chosen != '\0')
        return chosen;
    std::error_code failed;
    const fs::path executable = fs::read_symlink("/proc/self/exe", failed);
    return failed ? ""
                  : find_upwards(executable.parent_path(), LOOPSCOPE_DATADIR "/loopscope/kit.json").string();
}

std::vector<std::string> words(const nlohmann::json& from, const fs::path& folder) {
    std::vector<std::string> found;
    for (std::string word : from) {
        if (const auto at = word.find(kHere); at != std::string::npos) {
            word.replace(at, kHere.size(), folder.string());
        }
        found.push_back(std::move(word));
    }
    return found;
}

// Where a shell would find it.
std::string path_of(const std::string& program) {
    if (program.find('/') != std::string::npos) return program;
    const char* all = std::getenv("PATH");
    std::string_view rest = all == nullptr ? "" : all;
    while (!rest.empty()) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
        const std::string path = fmt::format("{}/{}", folder, program);
        if (::access(path.c_str(), X_OK) == 0) return path;
    }
    return program;
}

// Of each file its size and age: what was made by or with others is out of date.
std::string stamp_of_files(const std::vector<std::string>& files) {
    std::string stamp;
    for (const std::string& file : files) {
        std::error_code failed;
        const auto size = fs::file_size(file, failed);
        if (failed) continue;
        const auto age = fs::last_write_time(file, failed).time_since_epoch().count();
        stamp += fmt::format("{} {} {}\n", file, size, age);
    }
    return stamp;
}

}  // namespace

Result<ProgramKit> find_program_kit() {
    const std::string file = kit_file();
    const Error missing{"what compiles lessons' own programs is not there", file.empty() ? "kit.json" : file,
                        "install Loopscope with its headers and libraries, or start it from its build"};
    const Result<std::string> text = read_file(file);
    if (file.empty() || !text) return missing;
    try {
        const nlohmann::json from = nlohmann::json::parse(text.value());
        const fs::path folder = fs::path(file).parent_path();
        ProgramKit kit{
            from.at("compiler"), words(from.at("compile"), folder), words(from.at("link"), folder), {}};
        kit.stamp = from.dump() + stamp_of_files(kit.link) + stamp_of_files({path_of(kit.compiler)});
        return kit;
    } catch (const std::exception& error) {
        return Error{error.what(), file, "install Loopscope again"};
    }
}

}  // namespace loopscope::lessons
