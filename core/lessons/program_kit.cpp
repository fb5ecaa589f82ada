#include "core/lessons/program_kit.hpp"

#include "core/base/upwards.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>

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

// Of each library its size and age: what was compiled against others is out of date.
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
    std::ifstream stream(file);
    if (file.empty() || !stream) return missing;
    try {
        const nlohmann::json from = nlohmann::json::parse(stream);
        const fs::path folder = fs::path(file).parent_path();
        ProgramKit kit{
            from.at("compiler"), words(from.at("compile"), folder), words(from.at("link"), folder), {}};
        kit.stamp = from.dump() + stamp_of_files(kit.link);
        return kit;
    } catch (const std::exception& error) {
        return Error{error.what(), file, "install Loopscope again"};
    }
}

}  // namespace loopscope::lessons
