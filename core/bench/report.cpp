#include "core/bench/report.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace loopscope::bench {

Row at_most(std::string name, double value, double most, const std::string& unit, const std::string& note) {
    const char* space = unit.empty() ? "" : " ";
    return Row{std::move(name),
               fmt::format("{:.3g}{}{}{}", value, space, unit, note.empty() ? "" : " (" + note + ")"),
               fmt::format("<= {:g}{}{}", most, space, unit),
               value <= most ? Verdict::Holds : Verdict::FallsShort};
}

Row at_least(std::string name, double value, double least, const std::string& unit, const std::string& note) {
    const char* space = unit.empty() ? "" : " ";
    return Row{std::move(name),
               fmt::format("{:.3g}{}{}{}", value, space, unit, note.empty() ? "" : " (" + note + ")"),
               fmt::format(">= {:g}{}{}", least, space, unit),
               value >= least ? Verdict::Holds : Verdict::FallsShort};
}

Row not_measured(std::string name, std::string why) {
    return Row{std::move(name), std::move(why), "", Verdict::NotMeasured};
}

void Report::add(const Row& row) {
    const char* verdict = "holds";
    if (row.verdict == Verdict::FallsShort) verdict = "falls short";
    if (row.verdict == Verdict::NotMeasured) verdict = "not measured";
    if (row.verdict != Verdict::Holds) all_hold_ = false;
    fmt::print("{:<44} {:<44} {:<12} {}\n", row.name, row.value, row.bound, verdict);
    std::fflush(stdout);
}

void Report::add(const std::vector<Row>& rows) {
    for (const Row& row : rows) add(row);
}

}  // namespace loopscope::bench
