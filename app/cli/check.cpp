#include "app/cli/check.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace loopscope::app::cli {

bool check(const lessons::Deck& deck, const record::Limits& limits, const Sink& sink) {
    bool good = true;
    const auto tell = [&](std::vector<lessons::Problem> problems) {
        std::ranges::stable_sort(problems, {}, [](const lessons::Problem& problem) {
            return std::tie(problem.file, problem.line);
        });
        good = good && problems.empty();
        return std::ranges::all_of(problems,
                                   [&](const lessons::Problem& each) { return sink(to_text(each) + "\n"); });
    };
    if (!tell(deck.problems)) return false;
    for (const lessons::Lesson& lesson : deck.lessons) {
        if (!tell(lessons::check_claims(lesson, lesson.file, limits))) return false;
    }
    const std::size_t count = deck.lessons.size();
    if (good) sink(fmt::format("{} {}, nothing wrong\n", count, count == 1 ? "lesson" : "lessons"));
    return good;
}

}  // namespace loopscope::app::cli
