#include "core/lessons/program_build.hpp"

#include "core/base/read_file.hpp"
#include "core/child/run_to_end.hpp"
#include "core/lessons/compiler_output.hpp"
#include "core/lessons/program_cache.hpp"
#include "core/lessons/program_description.hpp"
#include "core/lessons/program_kit.hpp"

#include <chrono>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <system_error>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kCompilesWithin{120}, kDescribesWithin{10};

// Where the source is, what is in it, the compiler, and Loopscope; what it includes is kept with the entry.
std::string key_of(const std::string& source, const std::string& text, const ProgramKit& kit) {
    return stamp_of_text(fmt::format("{}\n{}\n{}", kit.stamp, source, text));
}

// The mistakes of programs that this process has compiled, by key, while the files that were read are as they
// were.
class Mistakes {
public:
    std::optional<std::vector<Problem>> of(const std::string& key) {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(key);
        if (found == known_.end()) return std::nullopt;
        std::vector<std::string> files;
        for (const auto& [file, stamp] : found->second.read) files.push_back(file);
        if (stamps_of(files) != found->second.read) return std::nullopt;
        return found->second.problems;
    }
    void note(const std::string& key, const std::vector<Problem>& problems, ReadFiles read) {
        const std::scoped_lock lock(mutex_);
        known_[key] = {problems, std::move(read)};
    }

private:
    struct Known {
        std::vector<Problem> problems;
        ReadFiles read;
    };
    std::mutex mutex_;
    std::map<std::string, Known> known_;
};

Mistakes& mistakes() {
    static Mistakes all;
    return all;
}

// A folder that goes with all that is in it.
class Scratch {
public:
    explicit Scratch(fs::path path) : path_(std::move(path)) {}
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

// `words` stand between the options of the kit and the source.
child::Launch compiler(const ProgramKit& kit, const fs::path& source, const std::vector<std::string>& words) {
    child::Launch launch;
    launch.argv = {kit.compiler};
    const auto add = [&](const std::vector<std::string>& more) {
        launch.argv.insert(launch.argv.end(), more.begin(), more.end());
    };
    add(kit.compile);
    add(words);
    launch.argv.push_back(source.string());
    launch.environment = child::environment_with({{"LC_ALL", "C"}});
    return launch;
}

struct Compiled {
    // What is wrong with it; nothing when it was compiled, or when `stop` has become true.
    std::vector<Problem> problems;
    ReadFiles read;
};

// What a compiler that has failed had read: it then says so only when it is asked.
ReadFiles read_in_vain(const fs::path& source, const ProgramKit& kit, const std::atomic<bool>& stop) {
    const auto listed = child::run_to_end(compiler(kit, source, {"-MM", "-MG"}), kCompilesWithin, stop);
    return stamps_of(dependencies(listed.written, source.parent_path()));
}

Compiled compile(const fs::path& source, const ProgramKit& kit, const ProgramCache& cache,
                 const std::string& key, const std::atomic<bool>& stop) {
    const Scratch scratch(cache.scratch());
    const fs::path executable = ProgramCache::executable_in(scratch.path());
    const fs::path rule = scratch.path() / "read";
    child::Launch launch =
        compiler(kit, source, {"-MMD", "-MF", rule.string(), "-MT", "it", "-o", executable.string()});
    launch.argv.insert(launch.argv.end(), kit.link.begin(), kit.link.end());
    const auto compiled = child::run_to_end(std::move(launch), kCompilesWithin, stop);
    if (stop) return {};
    if (!compiled.trouble.empty())
        return {compiler_problems(source.string(), compiled.written, compiled.trouble),
                read_in_vain(source, kit, stop)};
    const Result<std::string> written = read_file(rule);
    if (!written) return {{{rule.string(), 0, written.error().what, written.error().hint}}, {}};
    const ReadFiles read = stamps_of(dependencies(written.value(), source.parent_path()));
    const auto wrong = [&](std::string what, std::string hint = {}) {
        return Compiled{{{source.string(), 0, std::move(what), std::move(hint)}}, read};
    };

    child::Launch describer;
    describer.argv = {executable.string(), "describe"};
    const auto described = child::run_to_end(std::move(describer), kDescribesWithin, stop);
    if (stop) return {};
    if (!described.trouble.empty()) {
        return wrong(fmt::format("own_program() did not come to its end: {}", described.trouble),
                     described.written);
    }
    if (const Result<Program> program = program_from(described.written); !program)
        return wrong("the program " + program.error().what, "see own_program()");
    if (const auto error = cache.keep(scratch.path(), key, described.written, read))
        return {{{error->where, 0, error->what, error->hint}}, {}};
    return {{}, read};
}

ProgramBuild kept_program(const ProgramCache& cache, const std::string& key) {
    if (auto known = mistakes().of(key)) return *std::move(known);
    const std::optional<KeptProgram> kept = cache.find(key);
    if (!kept) return NotYetBuilt{};
    Result<Program> program = program_from(kept->description);
    if (!program) return NotYetBuilt{};
    return BuiltProgram{kept->executable, std::move(program.value())};
}

ProgramBuild impossible(const Error& error) {
    return std::vector<Problem>{{error.where, 0, error.what, error.hint}};
}

}  // namespace

ProgramBuild built_program(const std::string& source, const std::string& text) {
    const Result<ProgramKit> kit = find_program_kit();
    if (!kit) return impossible(kit.error());
    const Result<ProgramCache> cache = ProgramCache::open();
    if (!cache) return impossible(cache.error());
    return kept_program(cache.value(), key_of(source, text, kit.value()));
}

ProgramBuild build_program(const std::string& source, const std::string& text,
                           const std::atomic<bool>& stop) {
    ProgramBuild built = built_program(source, text);
    if (!std::holds_alternative<NotYetBuilt>(built)) return built;
    std::vector<Problem> problems;
    std::string key;
    ReadFiles read;
    try {
        const ProgramKit kit = find_program_kit().value();
        const ProgramCache cache = ProgramCache::open().value();
        key = key_of(source, text, kit);
        Compiled compiled = compile(source, kit, cache, key, stop);
        if (stop) return built;
        read = std::move(compiled.read);
        problems = std::move(compiled.problems);
        if (problems.empty()) built = kept_program(cache, key);
        // It has changed while it was compiled, and somebody watches it.
        if (problems.empty()) return built;
    } catch (const std::exception& error) {
        problems.push_back({source, 0, fmt::format("it can't be compiled: {}", error.what()), {}});
    }
    mistakes().note(key, problems, std::move(read));
    return problems;
}

}  // namespace loopscope::lessons
