#include "core/lessons/lesson_program.hpp"

#include "core/async/run.hpp"
#include "core/base/read_file.hpp"
#include "core/lessons/front_matter.hpp"
#include "core/lessons/program_build.hpp"
#include "core/link/remote_run.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>

#include <fmt/format.h>

namespace loopscope::lessons {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> program_names() {
    std::vector<std::string> names;
    for (const Program& program : all_programs()) names.push_back(program.name);
    return names;
}

LessonProgram one_of_ours(const Program& program) {
    return {program, our_source(program.name + ".cpp"), our_source(program.name + ".py"),
            [run = program.run](Mode mode, const Values& values) {
                return async::in_this_process([run, mode, values] { run(mode, values); });
            }};
}

// How own_program_main.cpp is to be called.
record::Starter starter(const std::string& executable, Mode mode, const Values& values) {
    return [=](record::SourceOptions options) {
        std::vector<std::string> argv{executable,
                                      "run",
                                      std::string(mode_word(mode)),
                                      fmt::format("{}", options.speed),
                                      options.start_held ? "held" : "free",
                                      options.name};
        for (const auto& [name, value] : values) argv.push_back(fmt::format("{}={}", name, value));
        link::Start start;
        start.launch.argv = std::move(argv);
        return link::start(std::move(start), std::move(options));
    };
}

LessonProgram one_of_its_own(Source source, Source python, const BuiltProgram& built) {
    return {built.about, std::move(source), std::move(python),
            [executable = built.executable](Mode mode, const Values& values) {
                return starter(executable, mode, values);
            }};
}

std::optional<LessonProgram> read_own(Lesson& lesson, Compile compile, const Field& field, Report& report) {
    const std::string name = field.value.Scalar();
    const fs::path source = fs::absolute(fs::path(lesson.file).parent_path() / name).lexically_normal();
    lesson.program_name = source.string();
    const fs::path twin = fs::path(source).replace_extension(".py");
    const Result<std::string> text = read_file(source), python = read_file(twin);
    // Another source is another lesson, and so is one that has been compiled meanwhile.
    for (const Result<std::string>* each : {&text, &python})
        lesson.stamp = lesson.stamp * 31 + (*each ? std::hash<std::string>{}(each->value()) : 0);
    std::error_code ignored;
    if (fs::path(name).has_parent_path() || !fs::exists(source, ignored)) {
        report.fatal(field.line, fmt::format("there is no file \"{}\" beside it", name),
                     "a lesson's own program lies in its folder");
        return std::nullopt;
    }
    if (!text) {
        report.fatal(field.line, fmt::format("{}: {}", name, text.error().what), text.error().hint);
        return std::nullopt;
    }
    const std::atomic<bool> never = false;
    const ProgramBuild build = compile == Compile::Now ? build_program(source.string(), text.value(), never)
                                                       : built_program(source.string(), text.value());
    if (const auto* built = std::get_if<BuiltProgram>(&build)) {
        lesson.program_name = built->executable;
        return one_of_its_own({name, text.value()}, {twin.filename(), python ? python.value() : ""}, *built);
    }
    if (const auto* problems = std::get_if<std::vector<Problem>>(&build)) {
        ++lesson.stamp;
        report.fatal(*problems);
    } else {
        lesson.stamp += 2;
        lesson.uncompiled = source.string();
        lesson.trouble = "Its program is being compiled. That takes a few seconds, once.";
    }
    return std::nullopt;
}

}  // namespace

std::optional<LessonProgram> read_program(Lesson& lesson, Compile compile, Fields& fields, Report& report) {
    const Field* field = fields.find("program");
    if (field == nullptr) {
        report.fatal(fields.line(), "the lesson has no program", suggest("", program_names()));
        return std::nullopt;
    }
    if (!field->value.IsScalar()) {
        report.fatal(field->line, "\"program\" is not the name of one", suggest("", program_names()));
        return std::nullopt;
    }
    lesson.program_name = field->value.Scalar();
    if (lesson.program_name.ends_with(".cpp")) return read_own(lesson, compile, *field, report);
    if (const Program* program = find_program(lesson.program_name)) return one_of_ours(*program);
    report.fatal(field->line, fmt::format("there is no program \"{}\"", lesson.program_name),
                 suggest(lesson.program_name, program_names()));
    return std::nullopt;
}

}  // namespace loopscope::lessons
