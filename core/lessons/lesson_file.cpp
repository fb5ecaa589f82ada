#include "core/lessons/lesson_file.hpp"

#include "core/lessons/front_matter.hpp"
#include "core/lessons/lesson_parts.hpp"
#include "core/lessons/lesson_program.hpp"

#include <algorithm>
#include <exception>
#include <functional>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

constexpr int kMostMinutes = 600;

Listing part_of(const Source& source, Mode mode, const std::string& option) {
    const std::string word(mode_word(mode));
    return listing(source, option.empty() ? word : word + " " + option);
}

void add_listing(std::map<Mode, Listing>& listings, Mode mode, Listing found) {
    if (!found.lines.empty()) listings[mode] = std::move(found);
}

void read_listings(Lesson& lesson, const LessonProgram& of, const Values& beside) {
    const Program& program = of.about;
    const Source &cpp = of.cpp, &python = of.python;
    for (const Mode mode : lesson.modes) {
        add_listing(lesson.listings, mode, part_of(cpp, mode, {}));
        add_listing(lesson.python, mode, part_of(python, mode, {}));
    }
    const auto varied = std::ranges::find(program.parameters, program.varied_by, &Parameter::name);
    if (varied == program.parameters.end()) return;
    // A choice that the learner does not have is made already.
    if (const auto chosen = beside.find(varied->name); chosen != beside.end()) {
        for (const Mode mode : lesson.modes) {
            add_listing(lesson.listings, mode, part_of(cpp, mode, value_word(*varied, chosen->second)));
            add_listing(lesson.python, mode, part_of(python, mode, value_word(*varied, chosen->second)));
        }
        return;
    }
    lesson.varied_by = varied->name;
    for (const std::string& option : varied->options) {
        auto& own = lesson.varied_listings.emplace_back();
        auto& own_python = lesson.varied_python.emplace_back();
        for (const Mode mode : lesson.modes) {
            add_listing(own, mode, part_of(cpp, mode, option));
            add_listing(own_python, mode, part_of(python, mode, option));
        }
    }
}

void read_fields(Lesson& lesson, Fields& fields, Report& report) {
    if (auto title = fields.text("title")) {
        lesson.title = std::move(*title);
    } else if (fields.find("title") == nullptr) {
        report.add(fields.line(), "the lesson has no title", "write \"title: ...\"");
    }
    lesson.chapter = fields.text("chapter").value_or("");
    lesson.goal = fields.text("goal").value_or("");
    lesson.notes = fields.text("notes").value_or("");
    lesson.minutes = fields.whole("minutes", 1, kMostMinutes).value_or(lesson.minutes);
    lesson.remember = fields.texts("remember");
    lesson.misconceptions = fields.wholes("misconceptions", 1, kMisconceptions);
}

// The names that need a program, so that without one they are not mistakes too.
void skip_parts(Fields& fields) {
    for (const char* name : {"modes", "mode", "parameters", "fixed", "steps", "questions", "claims"}) {
        fields.find(name);
    }
}

void read_parts(Lesson& lesson, const LessonProgram& program, Fields& fields, Report& report) {
    read_modes(lesson, program.about, fields, report);
    lesson.beside = read_parameters(lesson, program.about, fields, report);
    read_listings(lesson, program, lesson.beside);
    read_steps(lesson, fields, report);
    read_questions(lesson, fields, report);
    read_claims(lesson, fields, report);
    lesson.program = [start = program.start, beside = lesson.beside](Mode mode, const Values& values) {
        Values all = values;
        all.insert(beside.begin(), beside.end());
        return start(mode, all);
    };
}

void read(Lesson& lesson, Compile compile, Report& report) {
    const Result<std::string> file = read_deck_text(lesson.file);
    lesson.stamp = std::hash<std::string>{}(file ? file.value() : file.error().what);
    std::optional<FrontMatter> front = read_front_matter(file, report);
    if (!front) return;
    lesson.text = std::move(front->text);
    Fields fields(front->root, kLinesAbove + 1, "the front matter", report);
    read_fields(lesson, fields, report);
    if (const auto program = read_program(lesson, compile, fields, report)) {
        read_parts(lesson, *program, fields, report);
    } else {
        skip_parts(fields);
    }
    fields.finish();
}

}  // namespace

Lesson read_lesson(const std::string& id, const std::string& file, Compile compile,
                   std::vector<Problem>& problems) {
    Lesson lesson;
    lesson.id = lesson.title = id;
    lesson.file = file;
    Report report(file, problems);
    try {
        read(lesson, compile, report);
    } catch (const std::exception& error) {
        report.fatal(0, fmt::format("the lesson can't be read: {}", error.what()));
    }
    if (!report.trouble().empty()) lesson.trouble = report.trouble();
    if (!lesson.trouble.empty()) lesson.program = nullptr;
    return lesson;
}

}  // namespace loopscope::lessons
