// What a lesson is: words, a real program, its parameters and the ways it can run.
#pragma once

#include "core/base/result.hpp"
#include "core/record/source.hpp"
#include "core/trace/event.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
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

// Checks the range. `given` is a number or, for a choice, one of its options.
Result<double> parse_value(const Parameter& parameter, std::string_view given);
// The other way round.
std::string value_word(const Parameter& parameter, double value);

// The part of the program's source that the lesson shows. Lines are those of the file that was compiled.
struct Listing {
    std::string file;  // the end of the path in trace::Site
    std::uint32_t first_line = 1;
    std::vector<std::string> lines;  // without their tags
    // For each line its tag, or "". A line that ends in "// ~tag" (C++) or "# ~tag" (Python) corresponds to
    // the lines of the same tag in the other language.
    std::vector<std::string> tags;
};

// What tells that a programming step has been reached: an event of this kind (and reason, and task, where
// they are given).
struct StepMark {
    trace::Kind kind = trace::Kind::None;
    int reason = -1;
    trace::TaskId task = 0;
    int line = 0;  // in lesson.md
};

enum class Ask : std::uint8_t {
    NextTask,    // which task runs next
    NextOutput,  // what is printed next
    TotalTime,   // how long it takes in all
    ReadyQueue,  // who is in the ready queue now, in order
};

// Where a question is put; question and answers themselves come from the run.
struct QuestionMark {
    Ask ask = Ask::NextTask;
    Mode mode = Mode::Async;
    StepMark when;  // asked right behind the `nth` event that fits; kind None: at the start of the run
    int nth = 1;
    std::string text;                 // instead of the usual wording; may be empty
    std::vector<int> misconceptions;  // 1 to 15: what a wrong answer may come from, likeliest first
    int line = 0;                     // in lesson.md
};

// What the lesson's words promise of its run; checked by really running it, in virtual time.
struct Claim {
    Mode mode = Mode::Async;
    Values set;                    // beside the initial values
    std::optional<double> finish;  // loop seconds
    double within = 0;             // ... give or take so many
    std::vector<std::string>
        output;  // if not empty: all that is printed, in order; "*" fits any rest of a line
    std::vector<std::string> contains;      // lines that are printed, wherever
    std::optional<trace::Outcome> outcome;  // of the run; absent: Done
    int line = 0;                           // in lesson.md
};

struct Lesson {
    std::string id;           // "two-tasks"
    std::string file;         // its lesson.md
    std::uint64_t stamp = 0;  // of what was in the file: another one for another text
    std::string title;
    std::string chapter;
    std::string goal;
    std::string text;          // Markdown: paragraphs, **strong**, `code`
    std::string notes;         // for the teacher; Markdown
    int minutes = 5;           // it takes about so long
    std::string trouble;       // not empty: what is wrong with its files; then there is no program
    std::string uncompiled;    // the source of its own program, while that is all the trouble there is
    std::string program_name;  // see program.hpp; of its own program the executable
    std::vector<std::string> remember;
    std::vector<QuestionMark> questions;
    std::vector<Claim> claims;
    std::vector<int> misconceptions;  // 1 to 15: which of the common ones it answers
    std::vector<Parameter> parameters;
    Values beside;  // what the program runs with beside them, fixed by the lesson or by itself
    std::map<Mode, std::vector<std::string>> steps;  // "programming steps", by mode
    // For each of the steps above, or empty. The newest event before the playhead that fits one of them says
    // which step the run is at; the first fit counts.
    std::map<Mode, std::vector<StepMark>> step_marks;
    std::map<Mode, Listing> listings;
    std::map<Mode, Listing> python;  // the same program in Python, where there is one
    // The name of a choice whose options have code of their own, or "". Where an option has a listing here,
    // it stands in for the one above; by index of the option.
    std::string varied_by;
    std::vector<std::map<Mode, Listing>> varied_listings, varied_python;
    std::vector<Mode> modes;
    Mode initial_mode = Mode::Async;

    // The program; empty when there is none to run.
    std::function<record::Starter(Mode, const Values&)> program;

    [[nodiscard]] Values initial_values() const;
    // What runs in this mode with these values, in C++ and in Python; null where there is none.
    [[nodiscard]] const Listing* listing(Mode mode, const Values& values) const;
    [[nodiscard]] const Listing* python_listing(Mode mode, const Values& values) const;
    // Checks name and range. `given` is a number or, for a choice, one of its options.
    [[nodiscard]] Result<double> parse(std::string_view name, std::string_view given) const;
};

}  // namespace loopscope::lessons
