#include "core/lessons/compiler_output.hpp"

#include <charconv>
#include <exception>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loopscope::lessons {
namespace {

using nlohmann::json;

constexpr std::size_t kMostProblems = 3;
constexpr std::string_view kError = ": error: ", kFatal = ": fatal error: ", kOwnProgram = "own_program()",
                           kUndefined = "undefined reference to `";

// One element of what g++ writes with -fdiagnostics-format=json; its manual describes it.
std::optional<Problem> problem_from(const std::string& source, const json& from) {
    const std::string kind = from.at("kind");
    if (kind != "error" && kind != "fatal error" && kind != "sorry, unimplemented") return std::nullopt;
    Problem problem{source, 0, from.at("message"), {}};
    if (const json& places = from.at("locations"); !places.empty()) {
        problem.file = places.at(0).at("caret").at("file");
        problem.line = places.at(0).at("caret").at("line");
    }
    return problem;
}

// Nothing when the line is no list of diagnostics.
std::vector<Problem> problems_in_list(const std::string& source, const std::string& line) {
    std::vector<Problem> problems;
    try {
        for (const json& each : json::parse(line)) {
            if (auto problem = problem_from(source, each)) problems.push_back(std::move(*problem));
        }
    } catch (const std::exception&) {
        problems.clear();
    }
    return problems;
}

// "file:12:5: error: what", as clang++ writes, or "c++: fatal error: what", as the program does that calls
// compiler and linker. The file may have colons in its name.
std::optional<Problem> problem_in_text(const std::string& source, std::string_view line) {
    const std::string_view word = line.find(kFatal) != std::string_view::npos ? kFatal : kError;
    const std::size_t mark = line.find(word);
    if (mark == std::string_view::npos) return std::nullopt;
    Problem problem{source, 0, std::string(line.substr(mark + word.size())), {}};
    std::string_view place = line.substr(0, mark);
    for (int numbers = 0; numbers < 2; ++numbers) {
        const std::size_t colon = place.rfind(':');
        if (colon == std::string_view::npos) break;
        int number = 0;
        const char* end = place.data() + place.size();
        if (std::from_chars(place.data() + colon + 1, end, number).ptr != end) break;
        place = place.substr(0, colon);
        problem.file = place;
        problem.line = number;
    }
    // What the linker's own end is called; its reasons stand above.
    if (problem.line == 0 && word == kError) return std::nullopt;
    return problem;
}

// What the linker misses, or "".
std::string undefined_in(std::string_view line) {
    const std::size_t mark = line.find(kUndefined);
    if (mark == std::string_view::npos) return {};
    const std::string_view name = line.substr(mark + kUndefined.size());
    return std::string(name.substr(0, name.rfind('\'')));
}

}  // namespace

std::vector<Problem> compiler_problems(const std::string& source, std::string_view written,
                                       const std::string& how) {
    std::vector<Problem> problems;
    std::string last;
    std::istringstream lines{std::string(written)};
    for (std::string line; std::getline(lines, line) && problems.size() < kMostProblems;) {
        if (line.starts_with("[")) {
            for (Problem& each : problems_in_list(source, line)) problems.push_back(std::move(each));
            continue;
        }
        const std::string undefined = undefined_in(line);
        if (undefined == kOwnProgram) {
            return {{source, 0, "it does not define own_program()", "see core/lessons/own_program.hpp"}};
        }
        if (!undefined.empty()) problems.push_back({source, 0, undefined + " is used and not defined", {}});
        if (auto problem = problem_in_text(source, line)) problems.push_back(std::move(*problem));
        if (!line.empty()) last = line;
    }
    if (problems.size() > kMostProblems) problems.resize(kMostProblems);
    if (!problems.empty()) return problems;
    if (how == "exit code 127") return {{source, 0, "there is no compiler to compile it with", last}};
    return {{source, 0, fmt::format("the compiler gave up ({})", how), last}};
}

}  // namespace loopscope::lessons
