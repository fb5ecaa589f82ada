// What a lesson is: words, a real program, its parameters and the ways it can run.
#pragma once

#include "core/base/result.hpp"
#include "core/trace/event.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace loopscope::lessons {

enum class Mode : std::uint8_t { Sync, Async, Threads, MtAsync };
inline constexpr Mode kModes[] = {Mode::Sync, Mode::Async, Mode::Threads, Mode::MtAsync};
// "sync", "async", "threads", "mt-async": the words of the command line.
std::string_view mode_word(Mode mode);
// "Synchronous", "Asynchronous", "Multi-threaded", "MT + Async": the words on the slides.
std::string_view mode_title(Mode mode);
Result<Mode> mode_from_word(std::string_view word);

// One thing the learner can change. Numbers are numbers; a choice is the index of its option.
struct Parameter {
    std::string name;   // for --set name=value and the settings file
    std::string label;  // in the window
    double initial = 0, least = 0, most = 0, step = 1;
    std::string unit;                  // "s", "ms", ""
    std::vector<std::string> options;  // not empty: a choice
};
using Values = std::map<std::string, double, std::less<>>;

// The part of the program's source that the lesson shows. Lines are those of the file that was compiled.
struct Listing {
    std::string file;  // base name, as in trace::Site
    std::uint32_t first_line = 1;
    std::vector<std::string> lines;
};

// What tells that a programming step has been reached: an event of this kind (and reason, and task, where
// they are given).
struct StepMark {
    trace::Kind kind = trace::Kind::None;
    int reason = -1;
    trace::TaskId task = 0;
};

struct Lesson {
    std::string id;  // "two-tasks"
    std::string title;
    std::string chapter;
    std::string goal;
    std::string text;  // Markdown: paragraphs, **strong**, `code`
    std::vector<std::string> remember;
    std::vector<Parameter> parameters;
    std::map<Mode, std::vector<std::string>> steps;  // "programming steps", by mode
    // For each of the steps above, or empty. The newest event before the playhead that fits one of them says
    // which step the run is at; the first fit counts.
    std::map<Mode, std::vector<StepMark>> step_marks;
    std::map<Mode, Listing> listings;
    std::vector<Mode> modes;
    Mode initial_mode = Mode::Async;

    // The program. Runs on the calling thread (a run's main thread, see async/run.hpp) until it is done.
    std::function<void(Mode, const Values&)> program;

    [[nodiscard]] Values initial_values() const;
    // Checks name and range. `given` is a number or, for a choice, one of its options.
    [[nodiscard]] Result<double> parse(std::string_view name, std::string_view given) const;
};

}  // namespace loopscope::lessons
