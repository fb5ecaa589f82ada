// The first lesson, run all four ways: exact in virtual time, hardly late in real time.
#include "core/bench/collect.hpp"
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"
#include "core/lessons/deck.hpp"
#include "core/lessons/program.hpp"

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr int kRounds = 5;

double expected_seconds(lessons::Mode mode) {
    return mode == lessons::Mode::Sync ? 2.0 : 1.0;
}

// Of the lesson as it comes; the real time is that of the program itself, by the steady clock.
struct Times {
    double loop_s = 0;
    double real_s = 0;
};
Times run(const lessons::Program& program, const lessons::Values& values, lessons::Mode mode, double speed) {
    Times times;
    const Recording recording = record(
        [&] {
            const Stopwatch watch;
            program.run(mode, values);
            times.real_s = watch.seconds();
        },
        speed);
    if (!recording.events.empty()) times.loop_s = seconds(recording.events.back().at());
    return times;
}

}  // namespace

std::vector<Row> two_tasks_rows() {
    const lessons::Deck deck = lessons::load_deck(LOOPSCOPE_LESSONS);
    const lessons::Lesson* lesson = lessons::find_lesson(deck, "two-tasks");
    if (lesson == nullptr) return {not_measured("two tasks", "there is no lesson two-tasks")};
    const lessons::Program* program = lessons::find_program(lesson->program_name);
    if (program == nullptr) return {not_measured("two tasks", "the lesson can't be run")};
    lessons::Values values = lesson->initial_values();
    values.insert(lesson->beside.begin(), lesson->beside.end());
    std::vector<Row> rows;
    for (const lessons::Mode mode : lessons::kModes) {
        const double expected = expected_seconds(mode);
        const double loop_s = run(*program, values, mode, record::kAsFastAsPossible).loop_s;
        rows.push_back(Row{fmt::format("two tasks, {}, virtual time", lessons::mode_word(mode)),
                           fmt::format("{:.6f} s", loop_s), fmt::format("{:.6f} s", expected),
                           loop_s == expected ? Verdict::Holds : Verdict::FallsShort});
    }
    for (const lessons::Mode mode : lessons::kModes) {
        std::vector<double> over_ms;
        for (int round = 0; round < kRounds; ++round)
            over_ms.push_back((run(*program, values, mode, 1.0).real_s - expected_seconds(mode)) * 1e3);
        rows.push_back(at_most(fmt::format("two tasks, {}, real time over {:g} s", lessons::mode_word(mode),
                                           expected_seconds(mode)),
                               median(over_ms), 0.3, "ms"));
    }
    return rows;
}

}  // namespace loopscope::bench
