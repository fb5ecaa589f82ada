#include "core/lessons/compiler_output.hpp"

#include <charconv>
#include <optional>
#include <sstream>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

constexpr std::string_view kError = ": error: ", kFatal = ": fatal error: ", kOwnProgram = "own_program()",
                           kUndefined = "undefined reference to `";

// "file:12:5: error: what": the form of g++ and clang++. Nothing where there is no place.
std::optional<Problem> problem_in(std::string_view line) {
    const std::string_view word = line.find(kFatal) != std::string_view::npos ? kFatal : kError;
    const std::size_t mark = line.find(word), colon = line.find(':');
    if (mark == std::string_view::npos || colon == mark) return std::nullopt;
    Problem problem{std::string(line.substr(0, colon)), 0, std::string(line.substr(mark + word.size())), {}};
    std::from_chars(line.data() + colon + 1, line.data() + mark, problem.line);
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
    for (std::string line; std::getline(lines, line);) {
        const std::string undefined = undefined_in(line);
        if (undefined == kOwnProgram) {
            return {{source, 0, "it does not define own_program()", "see core/lessons/own_program.hpp"}};
        }
        if (!undefined.empty()) problems.push_back({source, 0, undefined + " is used and not defined", {}});
        if (auto problem = problem_in(line)) problems.push_back(std::move(*problem));
        if (!line.empty()) last = line;
    }
    if (!problems.empty()) return problems;
    if (how == "exit code 127") return {{source, 0, "there is no compiler to compile it with", last}};
    return {{source, 0, fmt::format("the compiler gave up ({})", how), last}};
}

}  // namespace loopscope::lessons
