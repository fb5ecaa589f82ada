// Lessons that bring a program of their own: really compiled, really run in a process of their own.
#include "core/lessons/deck.hpp"
#include "core/tests/support/own_cache.hpp"
#include "core/tests/support/record.hpp"

#include <algorithm>
#include <atomic>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

using test::DeckFolder;
using test::kOwnLesson;
using test::printing_program;
using Lines = std::vector<std::string>;

class OwnProgram : public testing::Test {
protected:
    void write(const std::string& program) const {
        folder.write("01-own/lesson.md", kOwnLesson);
        folder.write("01-own/program.cpp", program);
    }
    [[nodiscard]] Deck load(Compile compile = Compile::Now) const {
        return load_deck(folder.path(), compile);
    }
    [[nodiscard]] std::string problem() const {
        const Deck deck = load();
        EXPECT_EQ(deck.problems.size(), 1U);
        if (deck.problems.empty()) return {};
        EXPECT_FALSE(deck.lessons.at(0).program);
        EXPECT_FALSE(deck.lessons.at(0).trouble.empty());
        return to_text(deck.problems[0]).substr(folder.path().size());
    }
    static Lines output(const Lesson& lesson) {
        return test::record(lesson.program(Mode::Async, lesson.initial_values())).output();
    }

    test::OwnCache cache;
    DeckFolder folder;
};

TEST_F(OwnProgram, OfTheTemplateKeepsItsPromisesInBothLanguages) {
    const Deck deck = load_deck(LOOPSCOPE_LESSONS "/_own-program");
    for (const Problem& problem : deck.problems) FAIL() << to_text(problem);
    const Lesson& lesson = deck.lessons.at(0);
    EXPECT_EQ(lesson.modes, (std::vector{Mode::Sync, Mode::Async}));
    EXPECT_EQ(lesson.initial_values(), (Values{{"slices", 2}}));
    for (const Problem& problem : check_claims(lesson, "")) ADD_FAILURE() << to_text(problem);

    const Listing *cpp = lesson.listing(Mode::Async, {}), *python = lesson.python_listing(Mode::Async, {});
    ASSERT_TRUE(cpp && python);
    EXPECT_EQ(cpp->file, "program.cpp");
    EXPECT_EQ(cpp->lines.front(), "Task<> boil_the_water_meanwhile() {");
    EXPECT_EQ(std::ranges::count(cpp->tags, "toast"), 1);
    EXPECT_EQ(std::ranges::count(python->tags, "toast"), 1);

    Values three = lesson.initial_values();
    three["slices"] = 3;
    const auto run = test::record(lesson.program(Mode::Sync, three));
    EXPECT_EQ(run.events.back().at(), std::chrono::seconds{9});
    EXPECT_EQ(run.output().back(), "Slice 3 is done");
}

TEST_F(OwnProgram, IsCompiledOnceAndAgainWhenItChanges) {
    write(printing_program("first"));
    const Deck later = load(Compile::Later);
    ASSERT_EQ(later.lessons.at(0).uncompiled, folder.path("01-own/program.cpp"));
    EXPECT_FALSE(later.lessons[0].trouble.empty());
    EXPECT_TRUE(later.problems.empty());
    std::atomic<bool> stop = true;
    compile_programs(later, stop);
    EXPECT_FALSE(load(Compile::Later).lessons.at(0).uncompiled.empty());

    stop = false;
    compile_programs(later, stop);
    const Deck first = load(Compile::Later);
    ASSERT_TRUE(first.lessons.at(0).program) << first.lessons[0].trouble;
    EXPECT_EQ(output(first.lessons[0]), Lines{"first"});

    write(printing_program("second"));
    const Deck second = load();
    EXPECT_NE(second.lessons.at(0).stamp, first.lessons[0].stamp);
    EXPECT_EQ(output(second.lessons[0]), Lines{"second"});
}

TEST_F(OwnProgram, TellsTheCompilersMistakesWithFileAndLine) {
    write("#include \"core/lessons/own_program.hpp\"\n\nTask<> nothing() {}\n");
    const Deck deck = load();
    ASSERT_FALSE(deck.problems.empty());
    EXPECT_EQ(deck.problems[0].file, folder.path("01-own/program.cpp"));
    EXPECT_EQ(deck.problems[0].line, 3);
    EXPECT_TRUE(deck.lessons.at(0).trouble.starts_with("program.cpp:3: ")) << deck.lessons[0].trouble;
}

TEST_F(OwnProgram, IsCompiledAgainWhenAnythingThatItIncludesChanges) {
    write("#include \"sub/part.inc\"\n");
    folder.write("01-own/sub/part.inc", "#include \"deep.hpp\"\n");
    folder.write("01-own/sub/deep.hpp", printing_program("first"));
    EXPECT_EQ(output(load().lessons.at(0)), Lines{"first"});
    folder.write("01-own/sub/deep.hpp", printing_program("second"));
    EXPECT_FALSE(load(Compile::Later).lessons.at(0).program);
    EXPECT_EQ(output(load().lessons.at(0)), Lines{"second"});

    // A mistake is known until what it was made in changes.
    folder.write("01-own/sub/deep.hpp", "mistake;\n");
    EXPECT_FALSE(load().problems.empty());
    EXPECT_FALSE(load(Compile::Later).problems.empty());
    folder.write("01-own/sub/deep.hpp", printing_program("third"));
    EXPECT_EQ(output(load().lessons.at(0)), Lines{"third"});
}

TEST_F(OwnProgram, TellsTheCompilersMistakesInAFolderWithAnOddName) {
    folder.write("02-a: b c/lesson.md", kOwnLesson);
    folder.write("02-a: b c/program.cpp", "\n#include \"nothing.hpp\"\n");
    const Deck deck = load();
    ASSERT_EQ(deck.problems.size(), 1U);
    EXPECT_EQ(to_text(deck.problems[0]),
              folder.path("02-a: b c/program.cpp") + ":2: nothing.hpp: No such file or directory");
    folder.write("02-a: b c/nothing.hpp", printing_program("something"));
    EXPECT_EQ(output(load().lessons.at(0)), Lines{"something"});
}

TEST_F(OwnProgram, IsARegularFile) {
    folder.write("01-own/lesson.md", kOwnLesson);
    std::filesystem::create_symlink("/dev/zero", folder.path("01-own/program.cpp"));
    EXPECT_EQ(problem(),
              "/01-own/lesson.md:3: program.cpp: this is not a file that can be read "
              "(put an ordinary file in its place)");
}

TEST_F(OwnProgram, HasToDefineItself) {
    write("int some_function() { return 1; }\n");
    EXPECT_EQ(problem(),
              "/01-own/program.cpp: it does not define own_program() (see core/lessons/own_program.hpp)");
}

TEST_F(OwnProgram, HasToMakeSense) {
    write(
        "#include \"core/lessons/own_program.hpp\"\nloopscope::lessons::Program own_program() { return {}; "
        "}\n");
    EXPECT_EQ(problem(), "/01-own/program.cpp: the program has no modes (see own_program())");
}

TEST_F(OwnProgram, LiesBesideItsLesson) {
    folder.write("01-own/lesson.md", kOwnLesson);
    EXPECT_EQ(problem(),
              "/01-own/lesson.md:3: there is no file \"program.cpp\" beside it "
              "(a lesson's own program lies in its folder)");
    folder.write("01-own/lesson.md", "---\ntitle: Own\nprogram: ../program.cpp\n---\n");
    EXPECT_TRUE(problem().starts_with("/01-own/lesson.md:3: there is no file")) << problem();
}

}  // namespace
}  // namespace loopscope::lessons
