// The twins in Python print what our programs print. Skipped where there is no Python 3.11.
#include "core/lessons/sources.hpp"
#include "core/tests/support/play_program.hpp"

#include <array>
#include <cstdio>
#include <regex>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

using Lines = std::vector<std::string>;

int python(const std::string& arguments, Lines& printed) {
    std::FILE* pipe = popen(("python3 " + arguments + " 2>/dev/null").c_str(), "r");
    if (pipe == nullptr) return -1;
    std::string text;
    std::array<char, 4096> part{};
    for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
        text.append(part.data(), n);
    const int status = pclose(pipe);
    for (std::size_t from = 0, to = 0; (to = text.find('\n', from)) != std::string::npos; from = to + 1)
        printed.push_back(text.substr(from, to - from));
    return status;
}

bool has_python() {
    Lines none;
    return python("-c 'import sys; sys.exit(sys.version_info < (3, 11))'", none) == 0;
}

// What is measured differs: all numbers with a point, and what the machine and the language decide.
Lines comparable(Lines lines, bool in_order) {
    static const std::regex measured{R"(\d+\.\d+)"};
    static const std::regex counted{R"(\d+( KiB| bytes))"};
    for (std::string& line : lines) {
        line = std::regex_replace(std::regex_replace(line, measured, "*"), counted, "*$1");
        if (line.starts_with("Turns in")) line = "Turns in *";
    }
    if (!in_order) std::ranges::sort(lines);
    return lines;
}

class Twin : public testing::TestWithParam<const char*> {};

TEST_P(Twin, PrintsTheSameLines) {
    if (!has_python()) GTEST_SKIP() << "there is no Python 3.11 here";
    const Program* program = find_program(GetParam());
    ASSERT_NE(program, nullptr);
    const std::string file =
        std::string(LOOPSCOPE_LESSONS) + "/../../core/lessons/programs/" + program->name + ".py";
    const auto varied = std::ranges::find(program->parameters, program->varied_by, &Parameter::name);
    for (const Mode mode : program->modes) {
        Lines options{""};
        const bool varies = varied != program->parameters.end() &&
                            !listing(our_source(program->name + ".py"),
                                     std::string(mode_word(mode)) + " " + varied->options[0])
                                 .lines.empty();
        if (varies) options = varied->options;
        for (const std::string& option : options) {
            SCOPED_TRACE(std::string(mode_word(mode)) + " " + option);
            std::map<std::string, std::string> set;
            if (varies) set[varied->name] = option;
            Lines theirs;
            const std::string way = " " + std::string(mode_word(mode));
            ASSERT_EQ(python(file + way + (varies ? " '" + option + "'" : ""), theirs), 0);
            // Threads of the system go on in the order that the system likes, and work takes longer on a
            // machine that has other things to do.
            const bool works = program->name == "server" || program->name == "cpu_bound";
            const bool in_order = mode == Mode::Sync || (mode == Mode::Async && !works && option != "pool");
            EXPECT_EQ(comparable(theirs, in_order),
                      comparable(test::play_program(program->name, mode, set).output(), in_order));
        }
    }
}

TEST_P(Twin, HasTheSameTagsAsOurs) {
    const Program* program = find_program(GetParam());
    ASSERT_NE(program, nullptr);
    for (const Mode mode : program->modes) {
        Lines parts{std::string(mode_word(mode))};
        for (const Parameter& parameter : program->parameters) {
            if (parameter.name != program->varied_by) continue;
            for (const std::string& option : parameter.options)
                parts.push_back(std::string(mode_word(mode)) + " " + option);
        }
        bool found = false;
        for (const std::string& part : parts) {
            const auto tags = [&](const std::string& ending) {
                Lines all = listing(our_source(program->name + ending), part).tags;
                std::erase(all, "");
                std::ranges::sort(all);
                all.erase(std::unique(all.begin(), all.end()), all.end());
                return all;
            };
            EXPECT_EQ(tags(".py"), tags(".cpp")) << part;
            found = found || !tags(".cpp").empty();
        }
        EXPECT_TRUE(found) << mode_word(mode);
    }
}

INSTANTIATE_TEST_SUITE_P(Programs, Twin,
                         testing::Values("cpu_bound", "endings", "failures", "giving_control", "loop_steps",
                                         "passing_data", "recap", "server", "threads_cost", "three_moves",
                                         "two_tasks", "under_the_hood"),
                         [](const auto& name) { return std::string(name.param); });

}  // namespace
}  // namespace loopscope::lessons
