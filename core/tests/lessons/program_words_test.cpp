// What is read of programs of lessons' own: what compilers write, what programs say of themselves.
#include "core/lessons/compiler_output.hpp"
#include "core/lessons/program_description.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

TEST(CompilerOutput, IsReadForMistakes) {
    const auto problems =
        compiler_problems("a/program.cpp",
                          "a/program.cpp: In function 'int f()':\n"
                          "a/program.cpp:12:5: error: 'x' was not declared in this scope\n"
                          "a/program.cpp:13:1: warning: no return statement\n"
                          "a/more.hpp:2:10: fatal error: nothing.hpp: No such file or directory\n"
                          "compilation terminated.\n",
                          "exit code 1");
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(to_text(problems[0]), "a/program.cpp:12: 'x' was not declared in this scope");
    EXPECT_EQ(to_text(problems[1]), "a/more.hpp:2: nothing.hpp: No such file or directory");
}

TEST(CompilerOutput, MayBeAListOfDiagnostics) {
    const auto problems = compiler_problems(
        "p.cpp",
        R"([{"kind": "error", "message": "expected ';'", "locations": [{"caret": {"file": "a: b/p.cpp", "line": 3, "column": 7}}]}, )"
        R"({"kind": "note", "message": "why", "locations": []}, )"
        R"({"kind": "fatal error", "message": "x.hpp: No such file", "locations": []}])"
        "\ncompilation terminated.\n",
        "exit code 1");
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(to_text(problems[0]), "a: b/p.cpp:3: expected ';'");
    EXPECT_EQ(to_text(problems[1]), "p.cpp: x.hpp: No such file");
}

TEST(CompilerOutput, NamesAFileWithColonsAndAMistakeWithoutAPlace) {
    const auto problems = compiler_problems("p.cpp",
                                            "a: b/p.cpp:3:7: error: expected ';'\n"
                                            "c++: fatal error: cannot execute 'cc1plus'\n"
                                            "compilation terminated.\n",
                                            "exit code 1");
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(to_text(problems[0]), "a: b/p.cpp:3: expected ';'");
    EXPECT_EQ(to_text(problems[1]), "p.cpp: cannot execute 'cc1plus'");
}

TEST(CompilerOutput, BeyondWhatCanBeUnderstoodIsNoMistakeOfOurs) {
    for (const char* odd : {"[", "[1]", "[{}]", "[{\"kind\": 3}]", "[[[[", "[]"}) {
        EXPECT_EQ(to_text(compiler_problems("p.cpp", odd, "exit code 1").at(0)),
                  "p.cpp: the compiler gave up (exit code 1)");
    }
}

TEST(CompilerOutput, MayBeTheLinkers) {
    const auto problems = compiler_problems("p.cpp",
                                            "/usr/bin/ld: /tmp/x.o: in function `f()':\n"
                                            "p.cpp:(.text+0x5): undefined reference to `g(int)'\n"
                                            "collect2: error: ld returned 1 exit status\n",
                                            "exit code 1");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(to_text(problems[0]), "p.cpp: g(int) is used and not defined");
}

TEST(CompilerOutput, WithoutAMistakeInItIsTold) {
    EXPECT_EQ(to_text(compiler_problems("p.cpp", "one\nlast words\n", "signal 9 (Killed)").at(0)),
              "p.cpp: the compiler gave up (signal 9 (Killed)) (last words)");
    EXPECT_EQ(
        to_text(compiler_problems("p.cpp", "env: 'c++': No such file or directory\n", "exit code 127").at(0)),
        "p.cpp: there is no compiler to compile it with (env: 'c++': No such file or directory)");
}

Program sample() {
    Program program;
    program.about = "about it";
    program.modes = {Mode::Sync, Mode::MtAsync};
    program.initial_mode = Mode::Sync;
    program.parameters = {{"n", "", 2, 1, 8, 1, "s", {}},
                          {"how", "How", 1, 0, 0, 1, "", {"one", "two", "three"}}};
    program.varied_by = "how";
    return program;
}

TEST(ProgramDescription, GivesTheProgramBack) {
    const Result<Program> back = program_from(describe(sample()));
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(back.value().about, "about it");
    EXPECT_EQ(back.value().modes, sample().modes);
    EXPECT_EQ(back.value().initial_mode, Mode::Sync);
    EXPECT_EQ(back.value().varied_by, "how");
    ASSERT_EQ(back.value().parameters.size(), 2U);
    EXPECT_EQ(back.value().parameters[0].label, "n");
    EXPECT_EQ(back.value().parameters[0].unit, "s");
    EXPECT_EQ(back.value().parameters[1].most, 2);
    EXPECT_EQ(back.value().parameters[1].options.at(2), "three");
}

TEST(ProgramDescription, HasToMakeSense) {
    const auto trouble = [](auto change) {
        Program program = sample();
        change(program);
        const Result<Program> read = program_from(describe(program));
        return read ? std::string("none") : read.error().what;
    };
    EXPECT_EQ(trouble([](Program&) {}), "none");
    EXPECT_EQ(trouble([](Program& p) { p.modes.clear(); }), "has no modes");
    EXPECT_EQ(trouble([](Program& p) { p.initial_mode = Mode::Async; }),
              "begins in the mode async, which is not one of its modes");
    EXPECT_EQ(trouble([](Program& p) { p.parameters[1].name = "n"; }), "has two parameters \"n\"");
    EXPECT_EQ(trouble([](Program& p) { p.parameters[0].name = ""; }), "has a parameter without a name");
    EXPECT_EQ(trouble([](Program& p) { p.parameters[0].initial = 9; }),
              "has a parameter \"n\" that begins outside of its limits");
    EXPECT_EQ(trouble([](Program& p) { p.parameters[0].least = 9; }),
              "has a parameter \"n\" whose least is above its most");
    EXPECT_EQ(trouble([](Program& p) { p.parameters[0].step = 0; }),
              "has a parameter \"n\" whose step is not above 0");
    EXPECT_NE(trouble([](Program& p) { p.parameters[0].most = std::numeric_limits<double>::quiet_NaN(); }),
              "none");
    EXPECT_TRUE(program_from("").error().what.starts_with("does not say what it is: "));
}

}  // namespace
}  // namespace loopscope::lessons
