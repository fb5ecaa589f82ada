#include "core/lessons/deck.hpp"
#include "core/lessons/when.hpp"
#include "core/record/run_to_end.hpp"
#include "core/trace/words.hpp"

#include <algorithm>
#include <cmath>
#include <exception>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

// Seconds given with a few decimals are not whole nanoseconds.
constexpr double kRounding = 1e-9;

struct Ran {
    std::vector<trace::Event> events;
    std::vector<std::string> output;
    record::Reached reached = record::Reached::End;
    bool plain = false;  // with the initial values
    trace::Outcome outcome = trace::Outcome::Done;
    std::string message;
    double finish = 0;
    // Why it could not be started; empty: it was.
    std::string trouble;
};

Ran run(const Lesson& lesson, Mode mode, const Values& set, const record::Limits& limits) {
    Values values = lesson.initial_values();
    for (const auto& [name, value] : set) values[name] = value;
    record::SourceOptions options;
    options.name = lesson.id;
    options.speed = record::kAsFastAsPossible;
    Ran ran;
    std::unique_ptr<record::Source> run;
    try {
        run = lesson.program(mode, values)(options);
    } catch (const std::exception& e) {
        ran.trouble = e.what();
        return ran;
    }
    record::Recording recording(run->tables());
    ran.reached = record::run_to_end(*run, recording, {.limits = limits});
    ran.events.reserve(recording.size());
    recording.each(0, recording.size(), [&](const trace::Event& e) { ran.events.push_back(e); });
    const auto tables = run->tables();
    for (const trace::Event& e : ran.events) {
        if (e.kind == trace::Kind::Output) ran.output.push_back(tables->string(e.object));
    }
    if (!ran.events.empty()) {
        ran.outcome = ran.events.back().as<trace::Outcome>();
        ran.message = tables->string(ran.events.back().object);
        ran.finish = seconds(ran.events.back().at());
    }
    return ran;
}

// "*" stands for any rest of the line.
bool matches(const std::string& line, const std::string& pattern) {
    if (pattern.ends_with('*')) return line.starts_with(pattern.substr(0, pattern.size() - 1));
    return line == pattern;
}

std::string where(const Lesson& lesson, const Claim& claim) {
    std::string text(mode_word(claim.mode));
    for (const auto& [name, value] : claim.set) {
        const auto parameter = std::ranges::find(lesson.parameters, name, &Parameter::name);
        if (parameter != lesson.parameters.end()) {
            text += fmt::format(", {}={}", name, value_word(*parameter, value));
        }
    }
    return text;
}

class Checker {
public:
    Checker(const Lesson& lesson, std::string file, const record::Limits& limits)
        : lesson_(lesson), file_(std::move(file)), limits_(limits) {}

    std::vector<Problem> check() {
        for (const Claim& claim : lesson_.claims) check(claim);
        for (const Mode mode : lesson_.modes) {
            if (std::ranges::find(runs_[mode], true, &Ran::plain) == runs_[mode].end()) {
                Claim ends_well;
                ends_well.mode = mode;
                check(ends_well);
            }
            check_marks(mode);
        }
        return std::move(problems_);
    }

private:
    void say(const Claim& claim, const std::string& what, std::string hint = {}) {
        problems_.push_back(
            {file_, claim.line, fmt::format("in {}: {}", where(lesson_, claim), what), std::move(hint)});
    }

    void check(const Claim& claim) {
        Ran ran = run(lesson_, claim.mode, claim.set, limits_);
        if (!ran.trouble.empty()) {
            say(claim, "the program could not be started: " + ran.trouble);
        } else if (ran.reached != record::Reached::End) {
            say(claim, "the run does not end within " + record::told(ran.reached, limits_));
        } else {
            compare(claim, ran);
        }
        ran.plain = claim.set.empty();
        runs_[claim.mode].push_back(std::move(ran));
    }

    void compare(const Claim& claim, const Ran& ran) {
        const trace::Outcome wanted = claim.outcome.value_or(trace::Outcome::Done);
        if (ran.outcome != wanted) {
            const std::string why = ran.message.empty() ? "" : ": " + ran.message;
            say(claim,
                fmt::format("the run ends {}, not {}{}", trace::word(ran.outcome), trace::word(wanted), why),
                claim.outcome ? "" : "a claim with this \"outcome\" would allow it");
        }
        if (claim.finish && std::abs(ran.finish - *claim.finish) > claim.within + kRounding) {
            say(claim, fmt::format("it takes {:.6g} s, not {:.6g} s", ran.finish, *claim.finish));
        }
        check_output(claim, ran);
    }

    void check_output(const Claim& claim, const Ran& ran) {
        const std::vector<std::string>& wanted = claim.output;
        for (std::size_t i = 0; !wanted.empty() && i < std::max(wanted.size(), ran.output.size()); ++i) {
            if (i < wanted.size() && i < ran.output.size() && matches(ran.output[i], wanted[i])) continue;
            const auto quoted = [i](const std::vector<std::string>& lines) {
                return i < lines.size() ? fmt::format("\"{}\"", lines[i]) : std::string("nothing");
            };
            say(claim, fmt::format("line {} of the output is {}, not {}", i + 1, quoted(ran.output),
                                   quoted(wanted)));
            break;
        }
        for (const std::string& line : claim.contains) {
            const auto fit = [&line](const std::string& printed) { return matches(printed, line); };
            if (std::ranges::none_of(ran.output, fit)) say(claim, fmt::format("\"{}\" is not printed", line));
        }
    }

    static std::ptrdiff_t times(const StepMark& mark, const Ran& ran) {
        return std::ranges::count_if(ran.events, [&mark](const trace::Event& e) { return fits(mark, e); });
    }

    // What never comes up would never be seen: a step in none of the mode's runs, a question in the one that
    // begins the lesson.
    void check_marks(Mode mode) {
        const auto marks = lesson_.step_marks.find(mode);
        for (const StepMark& mark :
             marks == lesson_.step_marks.end() ? std::vector<StepMark>{} : marks->second) {
            const auto comes_up = [&mark](const Ran& ran) { return times(mark, ran) > 0; };
            if (mark.kind == trace::Kind::None || std::ranges::any_of(runs_[mode], comes_up)) continue;
            problems_.push_back(
                {file_, mark.line, fmt::format("in {}: this never happens", mode_word(mode)), {}});
        }
        const auto plain = std::ranges::find(runs_[mode], true, &Ran::plain);
        for (const QuestionMark& question : lesson_.questions) {
            if (question.mode != mode || question.when.kind == trace::Kind::None) continue;
            const auto count = plain == runs_[mode].end() ? 0 : times(question.when, *plain);
            if (count >= question.nth) continue;
            problems_.push_back(
                {file_,
                 question.line,
                 fmt::format("in {}: the question is never asked, for this happens {} times, not {}",
                             mode_word(mode), count, question.nth),
                 {}});
        }
    }

    const Lesson& lesson_;
    std::string file_;
    record::Limits limits_;
    std::vector<Problem> problems_;
    std::map<Mode, std::vector<Ran>> runs_;
};

}  // namespace

std::vector<Problem> check_claims(const Lesson& lesson, const std::string& file,
                                  const record::Limits& limits) {
    if (!lesson.program) return {};
    return Checker(lesson, file, limits).check();
}

}  // namespace loopscope::lessons
