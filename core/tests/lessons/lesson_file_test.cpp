#include "core/lessons/deck.hpp"
#include "core/tests/support/deck_folder.hpp"
#include "core/tests/support/record.hpp"

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

using trace::Kind;

Deck read(const std::string& text) {
    const test::DeckFolder folder;
    folder.write("01-sample/lesson.md", text);
    return load_deck(folder.path());
}

TEST(LessonFile, SaysAllThereIsToALesson) {
    const Deck deck = read(R"(---
title: "A title: with a colon"
program: two_tasks
chapter: Doing it
goal: See it
minutes: 12
modes: [async, sync]
mode: sync
parameters:
  - {name: seconds, label: Long, initial: 0.5, least: 0.5, most: 2, step: 0.5}
  - {name: wait, initial: block}
fixed: {work: 50}
steps:
  async:
    - {text: Create the loop, when: loop-begin}
    - Something without a moment
remember: [One, Two]
questions:
  - {ask: next-task, mode: async, when: timer-due, nth: 2, mistakes: [5, 8], text: Who}
  - {ask: total-time, mistakes: 4}
misconceptions: [4, 11]
claims:
  - {mode: async, set: {wait: await}, finish: 0.6, within: 0.01, output: ["Running*"], contains: [x], outcome: failed}
notes: |
  For the teacher
---

First **paragraph**.

Second.

)");

    for (const Problem& problem : deck.problems) ADD_FAILURE() << to_text(problem);
    ASSERT_EQ(deck.lessons.size(), 1U);
    const Lesson& lesson = deck.lessons[0];
    EXPECT_EQ(lesson.trouble, "");
    EXPECT_EQ(lesson.title, "A title: with a colon");
    EXPECT_EQ(lesson.chapter, "Doing it");
    EXPECT_EQ(lesson.goal, "See it");
    EXPECT_EQ(lesson.minutes, 12);
    EXPECT_EQ(lesson.modes, (std::vector{Mode::Async, Mode::Sync}));
    EXPECT_EQ(lesson.initial_mode, Mode::Sync);
    EXPECT_EQ(lesson.text, "First **paragraph**.\n\nSecond.");
    EXPECT_EQ(lesson.notes, "For the teacher\n");
    EXPECT_EQ(lesson.remember, (std::vector<std::string>{"One", "Two"}));
    EXPECT_EQ(lesson.misconceptions, (std::vector{4, 11}));

    ASSERT_EQ(lesson.parameters.size(), 2U);
    EXPECT_EQ(lesson.parameters[0].label, "Long");
    EXPECT_EQ(lesson.parameters[0].unit, "s");
    EXPECT_EQ(lesson.parameters[0].least, 0.5);
    EXPECT_EQ(lesson.parameters[0].most, 2);
    EXPECT_EQ(lesson.parameters[0].step, 0.5);
    EXPECT_EQ(lesson.initial_values(), (Values{{"seconds", 0.5}, {"wait", 1}}));

    EXPECT_EQ(lesson.steps.at(Mode::Async),
              (std::vector<std::string>{"Create the loop", "Something without a moment"}));
    EXPECT_EQ(lesson.step_marks.at(Mode::Async)[0].kind, Kind::LoopBegin);
    EXPECT_EQ(lesson.step_marks.at(Mode::Async)[0].line, 15);
    EXPECT_EQ(lesson.step_marks.at(Mode::Async)[1].kind, Kind::None);

    ASSERT_EQ(lesson.questions.size(), 2U);
    EXPECT_EQ(lesson.questions[0].ask, Ask::NextTask);
    EXPECT_EQ(lesson.questions[0].mode, Mode::Async);
    EXPECT_EQ(lesson.questions[0].when.kind, Kind::TimerDue);
    EXPECT_EQ(lesson.questions[0].nth, 2);
    EXPECT_EQ(lesson.questions[0].text, "Who");
    EXPECT_EQ(lesson.questions[0].misconceptions, (std::vector{5, 8}));
    EXPECT_EQ(lesson.questions[1].ask, Ask::TotalTime);
    EXPECT_EQ(lesson.questions[1].mode, Mode::Sync);
    EXPECT_EQ(lesson.questions[1].when.kind, Kind::None);
    EXPECT_EQ(lesson.questions[1].misconceptions, (std::vector{4}));

    ASSERT_EQ(lesson.claims.size(), 1U);
    EXPECT_EQ(lesson.claims[0].mode, Mode::Async);
    EXPECT_EQ(lesson.claims[0].set, (Values{{"wait", 0}}));
    EXPECT_EQ(lesson.claims[0].finish, 0.6);
    EXPECT_EQ(lesson.claims[0].within, 0.01);
    EXPECT_EQ(lesson.claims[0].outcome, trace::Outcome::Failed);
    EXPECT_EQ(lesson.claims[0].line, 23);
}

TEST(LessonFile, LeavesWhatItDoesNotSayToTheProgram) {
    const Deck deck = read("---\ntitle: Short\nprogram: two_tasks\n---\n");

    EXPECT_TRUE(deck.problems.empty());
    const Lesson& lesson = deck.lessons[0];
    EXPECT_EQ(lesson.parameters.size(), 4U);
    EXPECT_EQ(lesson.modes.size(), 4U);
    EXPECT_EQ(lesson.initial_mode, Mode::Async);
    EXPECT_FALSE(lesson.listings.at(Mode::Async).lines.empty());
    EXPECT_FALSE(lesson.python.at(Mode::Async).lines.empty());
}

TEST(LessonFile, RunsWithWhatIsFixedAndWhatIsNotShown) {
    const Deck deck = read(
        "---\ntitle: Fixed\nprogram: two_tasks\nparameters: [{name: seconds, initial: 2}]\nfixed: {tasks: "
        "3}\n---\n");
    ASSERT_TRUE(deck.problems.empty()) << to_text(deck.problems[0]);
    const Lesson& lesson = deck.lessons[0];
    EXPECT_EQ(lesson.initial_values(), (Values{{"seconds", 2}}));

    const auto run = test::record(lesson.program(Mode::Sync, lesson.initial_values()));

    EXPECT_EQ(run.output().back(), "Finished in 6.000 s");
}

TEST(LessonFile, MayHaveWindowsLinesAndAByteOrderMark) {
    const Deck deck =
        read("\xEF\xBB\xBF---\r\ntitle: One\r\nprogram: two_tasks\r\nodd: 1\r\n---\r\nText\r\n");
    ASSERT_EQ(deck.problems.size(), 1U);
    EXPECT_EQ(deck.problems[0].line, 4);
    EXPECT_EQ(deck.lessons[0].title, "One");
    EXPECT_EQ(deck.lessons[0].text, "Text");
}

struct Mistake {
    const char* name;
    const char* lines;  // below title and program, that is from line 4 on; or the whole file, from its "---"
    int line;
    const char* what;
    const char* hint;
};

class EveryMistake : public testing::TestWithParam<Mistake> {};

TEST_P(EveryMistake, IsToldWithItsLine) {
    const Mistake& mistake = GetParam();
    const std::string lines = mistake.lines;
    const bool whole = lines.empty() || lines.starts_with("---") || lines.starts_with("title");
    const Deck deck = read(whole ? lines : "---\ntitle: T\nprogram: two_tasks\n" + lines + "\n---\nText\n");

    ASSERT_EQ(deck.lessons.size(), 1U);
    ASSERT_EQ(deck.problems.size(), 1U) << (deck.problems.empty() ? "" : to_text(deck.problems[1]));
    const Problem& problem = deck.problems[0];
    EXPECT_TRUE(problem.file.ends_with("01-sample/lesson.md"));
    EXPECT_EQ(problem.line, mistake.line);
    EXPECT_NE(problem.what.find(mistake.what), std::string::npos) << to_text(problem);
    EXPECT_NE(problem.hint.find(mistake.hint), std::string::npos) << to_text(problem);
    EXPECT_EQ(deck.lessons[0].trouble.empty(), !whole || std::string(mistake.name) == "NoTitle");
}

const Mistake kMistakes[] = {
    {"Empty", "", 1, "front matter is missing", "---"},
    {"NoFrontMatter", "title: x\n", 1, "front matter is missing", "---"},
    {"NoEnd", "---\ntitle: x\nprogram: two_tasks\n", 1, "has no end", "---"},
    {"NotAMap", "---\n- a\n- b\n---\n", 2, "not of the form", ""},
    {"BrokenYaml", "---\ntitle: a: b\nprogram: two_tasks\n---\n", 2, "this is not YAML", "quotes"},
    {"BrokenList", "---\ntitle: a\nprogram: two_tasks\nmodes: [sync\n---\n", 5, "this is not YAML", ""},
    {"NotUtf8", "---\ntitle: a\nprogram: two_tasks\n---\n\n\xFF\n", 6, "UTF-8", "UTF-8"},
    {"NoTitle", "---\nprogram: two_tasks\n---\n", 2, "no title", "title: ..."},
    {"NoProgram", "---\ntitle: x\n---\n", 2, "no program", "two_tasks"},
    {"UnknownProgram", "---\ntitle: x\nprogram: two-tasks\n---\n", 3, "no program \"two-tasks\"",
     "two_tasks"},
    {"ProgramIsAList", "---\ntitle: x\nprogram: [a]\n---\n", 3, "not the name", ""},
    {"UnknownKey", "chaptre: x", 4, "no \"chaptre\"", "did you mean \"chapter\"?"},
    {"KeyTwice", "goal: a\ngoal: b", 5, "given twice", ""},
    {"TextIsAList", "goal: [a]", 4, "\"goal\" is not a text", ""},
    {"TextIsEmpty", "goal:", 4, "\"goal\" is empty", ""},
    {"MinutesAreAWord", "minutes: long", 4, "can't be \"long\"", "whole number from 1"},
    {"NoMinutes", "minutes: 0", 4, "can't be \"0\"", ""},
    {"UnknownMode", "modes: [async, asinc]", 4, "no mode \"asinc\"", "did you mean \"async\"?"},
    {"ModeTwice", "modes: [async, async]", 4, "given twice", ""},
    {"ModeThatIsLeftOut", "modes: [sync]\nmode: async", 5, "no mode \"async\"", ""},
    {"UnknownParameter", "parameters:\n  - {name: task}", 5, "no parameter \"task\"",
     "did you mean \"tasks\"?"},
    {"ParameterWithoutName", "parameters:\n  - {label: x}", 5, "no name", ""},
    {"ParameterTwice", "parameters:\n  - {name: tasks}\n  - {name: tasks}", 6, "given twice", ""},
    {"ParameterIsAWord", "parameters: [tasks]", 4, "not of the form", ""},
    {"UnknownKeyOfAParameter", "parameters:\n  - name: tasks\n    inital: 2", 6, "no \"inital\"", "initial"},
    {"WiderLimits", "parameters:\n  - {name: tasks, most: 1000}", 5, "\"most\" can't be \"1000\"",
     "1 to 200"},
    {"LimitsTheWrongWayRound", "parameters:\n  - {name: tasks, least: 9, most: 3, initial: 5}", 5,
     "from 9 to 3", "least"},
    {"InitialOutOfLimits", "parameters:\n  - {name: tasks, most: 5, initial: 6}", 5, "can't be \"6\"",
     "1 to 5"},
    {"InitialOutOfLimitsByDefault", "parameters:\n  - {name: tasks, least: 3}", 5, "begins with 2",
     "initial"},
    {"StepIsNothing", "parameters:\n  - {name: tasks, step: 0}", 5, "step", ""},
    {"ChoiceWithLimits", "parameters:\n  - {name: wait, most: 1}", 5, "is a choice", ""},
    {"ChoiceThatIsNone", "parameters:\n  - {name: wait, initial: sing}", 5, "can't be \"sing\"",
     "await, block"},
    {"UnknownFixed", "fixed: {wrok: 1}", 4, "no parameter \"wrok\"", "did you mean \"work\"?"},
    {"FixedOutOfRange", "fixed:\n  tasks: 0", 5, "can't be \"0\"", "1 to 200"},
    {"FixedAndShown", "parameters: [{name: tasks}]\nfixed: {tasks: 3}", 5, "shown and fixed", ""},
    {"FixedIsAList", "fixed: [tasks]", 4, "not of the form", ""},
    {"StepsOfUnknownMode", "steps:\n  asinc: [x]", 5, "no mode \"asinc\"", "async"},
    {"StepsAreAWord", "steps:\n  async: x", 5, "not a list", ""},
    {"StepWithoutText", "steps:\n  async:\n    - {when: loop-begin}", 6, "no text", ""},
    {"UnknownEvent", "steps:\n  async:\n    - {text: a, when: loop-begins}", 6, "no event \"loop-begins\"",
     "loop-begin"},
    {"UnknownReason", "steps:\n  async:\n    - {text: a, when: step-begin frist}", 6, "no reason \"frist\"",
     ""},
    {"ReasonWhereThereIsNone", "steps:\n  async:\n    - {text: a, when: loop-begin first}", 6, "no reasons",
     ""},
    {"TaskNothing", "steps:\n  async:\n    - {text: a, when: output task 0}", 6, "counted from 1", ""},
    {"EmptyWhen", "steps:\n  async:\n    - {text: a, when: \"\"}", 6, "does not say when", ""},
    {"UnknownAsk", "questions:\n  - {ask: next-tusk}", 5, "can't be asked", "did you mean \"next-task\"?"},
    {"NoAsk", "questions:\n  - {mistakes: [1]}", 5, "does not say what it asks", "total-time"},
    {"QuestionOfUnknownMode", "questions:\n  - {ask: next-task, mode: a}", 5, "no mode \"a\"", ""},
    {"QuestionAtUnknownEvent", "questions:\n  - {ask: next-task, when: tomorrow}", 5, "no event", ""},
    {"UnknownMistake", "questions:\n  - {ask: next-task, mistakes: [16]}", 5, "can't be \"16\"", "1 to 15"},
    {"NthWithoutWhen", "questions:\n  - {ask: next-task, nth: 2}", 5, "without \"when\"", ""},
    {"NthIsNothing", "questions:\n  - {ask: next-task, when: timer-due, nth: 0}", 5, "can't be \"0\"", ""},
    {"QuestionIsAWord", "questions: [next-task]", 4, "not of the form", ""},
    {"UnknownMisconception", "misconceptions: [0]", 4, "can't be \"0\"", "1 to 15"},
    {"ClaimOfUnknownMode", "claims:\n  - {mode: fast}", 5, "no mode \"fast\"", ""},
    {"ClaimSetsUnknown", "claims:\n  - {set: {colour: 1}}", 5, "no parameter \"colour\"", "tasks"},
    {"ClaimSetsTooMuch", "claims:\n  - {set: {tasks: 201}}", 5, "can't be \"201\"", ""},
    {"ClaimFinishIsAWord", "claims:\n  - {finish: soon}", 5, "can't be \"soon\"", "number"},
    {"ClaimWithinNothing", "claims:\n  - {within: 1}", 5, "without \"finish\"", ""},
    {"UnknownOutcome", "claims:\n  - {outcome: dnoe}", 5, "no outcome \"dnoe\"", "done"},
    {"UnknownKeyOfAClaim", "claims:\n  - {finsh: 1}", 5, "no \"finsh\"", "did you mean \"finish\"?"},
    {"ListIsEmpty", "remember:", 4, "\"remember\" is empty", ""},
    {"ListOfLists", "remember: [[a]]", 4, "not a text", ""},
};
INSTANTIATE_TEST_SUITE_P(LessonFile, EveryMistake, testing::ValuesIn(kMistakes),
                         [](const auto& mistake) { return std::string(mistake.param.name); });

TEST(LessonFile, CountsUnknownNamesWhereThereAreMany) {
    std::string text = "---\ntitle: Many\nprogram: two_tasks\n";
    for (int i = 0; i < 90'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
    const Deck deck = read(text + "---\n");
    EXPECT_TRUE(deck.lessons.at(0).program);
    ASSERT_EQ(deck.problems.size(), 21U);
    EXPECT_EQ(deck.problems[0].what, "there is no \"k0\" here");
    EXPECT_EQ(deck.problems[20].what, "89980 more names are not known here");
}

TEST(LessonFile, IsReadHoweverDeepItsYamlIs) {
    EXPECT_FALSE(read("---\ntitle: " + std::string(100'000, '[') + "\n---\n").problems.empty());
    EXPECT_FALSE(read("---\ntitle: &a [*a]\nprogram: two_tasks\n---\n").problems.empty());
}

}  // namespace
}  // namespace loopscope::lessons
