#include "core/lessons/lesson_parts.hpp"
#include "core/lessons/when.hpp"
#include "core/trace/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

constexpr double kMostSeconds = 1e9;
constexpr int kMostEvents = 1'000'000;

constexpr std::array<std::string_view, 4> kAskWords{"next-task", "next-output", "total-time", "ready-queue"};

// The mark of `when`, or one that fits nothing.
StepMark read_when(Fields& fields, Report& report) {
    const std::optional<std::string> words = fields.text("when");
    if (!words) return {};
    const int line = fields.find("when")->line;
    Result<StepMark> mark = parse_when(*words);
    if (!mark.ok()) {
        report.add(line, mark.error().what, mark.error().hint);
        return {};
    }
    mark.value().line = line;
    return mark.value();
}

void read_step(Lesson& lesson, Mode mode, const Field& item, Report& report) {
    if (item.value.IsScalar()) {
        lesson.steps[mode].push_back(item.value.Scalar());
        lesson.step_marks[mode].push_back({});
        return;
    }
    Fields fields(item.value, item.line, "a step", report);
    const std::optional<std::string> text = fields.text("text");
    const StepMark mark = read_when(fields, report);
    if (text) {
        lesson.steps[mode].push_back(*text);
        lesson.step_marks[mode].push_back(mark);
    } else if (item.value.IsMap() && fields.find("text") == nullptr) {
        report.add(fields.line(), "a step has no text");
    }
    fields.finish();
}

std::optional<Ask> read_ask(Fields& fields, Report& report) {
    const std::optional<std::string> word = fields.text("ask");
    const std::vector<std::string> words(kAskWords.begin(), kAskWords.end());
    if (!word) {
        if (fields.find("ask") == nullptr) {
            report.add(fields.line(), "a question does not say what it asks", suggest("", words));
        }
        return std::nullopt;
    }
    const auto found = std::ranges::find(words, *word);
    if (found != words.end()) return static_cast<Ask>(found - words.begin());
    report.add(fields.find("ask")->line, fmt::format("\"{}\" can't be asked", *word), suggest(*word, words));
    return std::nullopt;
}

void read_question(Lesson& lesson, const Field& item, Report& report) {
    Fields fields(item.value, item.line, "a question", report);
    if (!item.value.IsMap()) return;
    QuestionMark question;
    question.line = fields.line();
    const std::optional<Ask> ask = read_ask(fields, report);
    question.mode = lesson.initial_mode;
    bool good = ask.has_value();
    if (const Field* field = fields.find("mode")) {
        const std::optional<Mode> mode = read_mode(lesson, *field, report);
        good = good && mode.has_value();
        question.mode = mode.value_or(question.mode);
    }
    question.when = read_when(fields, report);
    good = good && (question.when.kind != trace::Kind::None || fields.find("when") == nullptr);
    question.nth = fields.whole("nth", 1, kMostEvents).value_or(1);
    if (const Field* nth = fields.find("nth"); nth != nullptr && fields.find("when") == nullptr) {
        report.add(nth->line, "\"nth\" means nothing without \"when\"");
    }
    question.text = fields.text("text").value_or("");
    question.misconceptions = fields.wholes("mistakes", 1, kMisconceptions);
    fields.finish();
    if (!good) return;
    question.ask = *ask;
    lesson.questions.push_back(std::move(question));
}

void read_set(const Lesson& lesson, Claim& claim, Fields& fields, Report& report) {
    for (const Field& field : fields.map("set")) {
        if (!field.value.IsScalar()) {
            report.add(field.line, fmt::format("\"{}\" is not a value", field.name));
            continue;
        }
        const Result<double> value = lesson.parse(field.name, field.value.Scalar());
        if (value.ok()) {
            claim.set[field.name] = value.value();
        } else {
            report.add(field.line, value.error().what, value.error().hint);
        }
    }
}

void read_outcome(Claim& claim, Fields& fields, Report& report) {
    const std::optional<std::string> word = fields.text("outcome");
    if (!word) return;
    std::vector<std::string> words;
    for (const auto outcome :
         {trace::Outcome::Done, trace::Outcome::Failed, trace::Outcome::Cancelled, trace::Outcome::Stuck}) {
        words.emplace_back(trace::word(outcome));
        if (words.back() == *word) claim.outcome = outcome;
    }
    if (!claim.outcome) {
        report.add(fields.find("outcome")->line, fmt::format("there is no outcome \"{}\"", *word),
                   suggest(*word, words));
    }
}

void read_claim(Lesson& lesson, const Field& item, Report& report) {
    Fields fields(item.value, item.line, "a claim", report);
    if (!item.value.IsMap()) return;
    Claim claim;
    claim.line = fields.line();
    claim.mode = lesson.initial_mode;
    bool good = true;
    if (const Field* field = fields.find("mode")) {
        const std::optional<Mode> mode = read_mode(lesson, *field, report);
        good = mode.has_value();
        claim.mode = mode.value_or(claim.mode);
    }
    read_set(lesson, claim, fields, report);
    claim.finish = fields.number("finish", 0, kMostSeconds);
    claim.within = fields.number("within", 0, kMostSeconds).value_or(0);
    if (const Field* within = fields.find("within"); within != nullptr && fields.find("finish") == nullptr) {
        report.add(within->line, "\"within\" means nothing without \"finish\"");
    }
    claim.output = fields.texts("output");
    claim.contains = fields.texts("contains");
    read_outcome(claim, fields, report);
    fields.finish();
    if (good) lesson.claims.push_back(std::move(claim));
}

}  // namespace

void read_steps(Lesson& lesson, Fields& fields, Report& report) {
    for (const Field& way : fields.map("steps")) {
        const YAML::Node word(way.name);
        const std::optional<Mode> mode = read_mode(lesson, {"", word, way.line}, report);
        if (!mode) continue;
        if (!way.value.IsSequence()) {
            report.add(way.line, fmt::format("the steps of \"{}\" are not a list", way.name));
            continue;
        }
        for (const YAML::Node& step : way.value) {
            read_step(lesson, *mode, {"", step, line_of(step, way.line)}, report);
        }
    }
}

void read_questions(Lesson& lesson, Fields& fields, Report& report) {
    for (const Field& item : fields.list("questions")) read_question(lesson, item, report);
}

void read_claims(Lesson& lesson, Fields& fields, Report& report) {
    for (const Field& item : fields.list("claims")) read_claim(lesson, item, report);
}

}  // namespace loopscope::lessons
