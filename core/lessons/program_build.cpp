#include "core/lessons/program_build.hpp"

#include "core/base/file_text.hpp"
#include "core/child/run_to_end.hpp"
#include "core/lessons/compiler_output.hpp"
#include "core/lessons/program_description.hpp"
#include "core/lessons/program_kit.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kCompilesWithin{120}, kDescribesWithin{10};
constexpr std::chrono::hours kKeptFor{24 * 30};
constexpr const char *kExecutable = "program", *kDescription = "description.json";

fs::path cache_folder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && *cache == '/') return fs::path(cache) / "loopscope/programs";
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home == '/') return fs::path(home) / ".cache/loopscope/programs";
    return fs::temp_directory_path() / fmt::format("loopscope-{}/programs", getuid());
}

// Of all that its compiler reads: the source, the headers in its folder, and Loopscope.
std::string key_of(const fs::path& source, const ProgramKit& kit) {
    std::vector<fs::path> files{source};
    std::error_code failed;
    for (fs::directory_iterator entry(source.parent_path(), failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() == ".hpp" || entry->path().extension() == ".h") files.push_back(*entry);
    }
    std::ranges::sort(files);
    std::string all = kit.stamp;
    for (const fs::path& file : files) all += fmt::format("{}\n{}\n", file.string(), file_text(file));
    return fmt::format("{:016x}", std::hash<std::string>{}(all));
}

// The mistakes of programs that this process has compiled, by key.
class Mistakes {
public:
    std::optional<std::vector<Problem>> of(const std::string& key) {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(key);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }
    void note(const std::string& key, const std::vector<Problem>& problems) {
        const std::scoped_lock lock(mutex_);
        known_[key] = problems;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::vector<Problem>> known_;
};

Mistakes& mistakes() {
    static Mistakes all;
    return all;
}

// A folder that goes with all that is in it.
class Scratch {
public:
    explicit Scratch(fs::path path) : path_(std::move(path)) { fs::create_directories(path_); }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

void forget_old_ones(const fs::path& cache) {
    std::error_code failed;
    for (fs::directory_iterator entry(cache, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code ignored;
        if (fs::file_time_type::clock::now() - entry->last_write_time(ignored) > kKeptFor) {
            fs::remove_all(entry->path(), ignored);
        }
    }
}

child::Launch compiler(const ProgramKit& kit, const fs::path& source, const fs::path& executable) {
    std::vector<std::string> argv{kit.compiler};
    argv.insert(argv.end(), kit.compile.begin(), kit.compile.end());
    for (const char* word :
         {"-fmax-errors=3", "-fno-diagnostics-show-caret", "-fdiagnostics-color=never", "-o"}) {
        argv.emplace_back(word);
    }
    argv.push_back(executable.string());
    argv.push_back(source.string());
    argv.insert(argv.end(), kit.link.begin(), kit.link.end());
    child::Launch launch;
    launch.argv = std::move(argv);
    launch.environment = child::environment_with({{"LC_ALL", "C"}});
    return launch;
}

// What is wrong with it; nothing when it was compiled, or when `stop` has become true.
std::vector<Problem> compile(const fs::path& source, const ProgramKit& kit, const fs::path& kept,
                             const std::atomic<bool>& stop) {
    const auto wrong = [&](std::string what, std::string hint = {}) {
        return std::vector<Problem>{{source.string(), 0, std::move(what), std::move(hint)}};
    };
    static std::atomic<int> count = 0;
    const Scratch scratch(kept.parent_path() / fmt::format(".{}-{}", getpid(), ++count));
    const fs::path executable = scratch.path() / kExecutable;
    const auto compiled = child::run_to_end(compiler(kit, source, executable), kCompilesWithin, stop);
    if (stop) return {};
    if (!compiled.trouble.empty())
        return compiler_problems(source.string(), compiled.written, compiled.trouble);

    child::Launch describer;
    describer.argv = {executable.string(), "describe"};
    const auto described = child::run_to_end(std::move(describer), kDescribesWithin, stop);
    if (stop) return {};
    if (!described.trouble.empty()) {
        return wrong(fmt::format("own_program() did not come to its end: {}", described.trouble),
                     described.written);
    }
    if (const Result<Program> program = program_from(described.written); !program) {
        return wrong("the program " + program.error().what, "see own_program()");
    }
    std::ofstream(scratch.path() / kDescription) << described.written;
    std::error_code there_already;  // somebody else may have been as quick
    fs::rename(scratch.path(), kept, there_already);
    forget_old_ones(kept.parent_path());
    return {};
}

ProgramBuild kept_program(const std::string& key) {
    if (const auto known = mistakes().of(key)) return *known;
    const fs::path kept = cache_folder() / key;
    Result<Program> program = program_from(file_text(kept / kDescription));
    if (!program) return NotYetBuilt{};
    std::error_code ignored;
    fs::last_write_time(kept, fs::file_time_type::clock::now(), ignored);
    return BuiltProgram{(kept / kExecutable).string(), std::move(program.value())};
}

ProgramBuild none_without_a_kit(const Error& error) {
    return std::vector<Problem>{{error.where, 0, error.what, error.hint}};
}

}  // namespace

ProgramBuild built_program(const std::string& source) {
    const Result<ProgramKit> kit = find_program_kit();
    return kit ? kept_program(key_of(source, kit.value())) : none_without_a_kit(kit.error());
}

ProgramBuild build_program(const std::string& source, const std::atomic<bool>& stop) {
    const Result<ProgramKit> kit = find_program_kit();
    if (!kit) return none_without_a_kit(kit.error());
    const std::string key = key_of(source, kit.value());
    ProgramBuild built = kept_program(key);
    if (!std::holds_alternative<NotYetBuilt>(built)) return built;
    std::vector<Problem> problems;
    try {
        problems = compile(source, kit.value(), cache_folder() / key, stop);
        if (stop) return built;
        if (problems.empty()) built = kept_program(key);
        if (problems.empty() && std::holds_alternative<NotYetBuilt>(built)) {
            problems.push_back(
                {source, 0, "the compiled program could not be kept", cache_folder().string()});
        }
    } catch (const std::exception& error) {
        problems.push_back({source, 0, fmt::format("it can't be compiled: {}", error.what()), {}});
    }
    if (problems.empty()) return built;
    mistakes().note(key, problems);
    return problems;
}

}  // namespace loopscope::lessons
