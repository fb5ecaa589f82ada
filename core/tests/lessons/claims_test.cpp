#include "core/lessons/deck.hpp"
#include "core/tests/support/deck_folder.hpp"

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

std::vector<std::string> problems_with(const std::string& more) {
    const test::DeckFolder folder;
    folder.write_lesson("01-sample", "Sample", more);
    const Deck deck = load_deck(folder.path());
    for (const Problem& problem : deck.problems) ADD_FAILURE() << to_text(problem);
    std::vector<std::string> texts;
    for (const Problem& problem : check_claims(deck.lessons.at(0), "lesson.md"))
        texts.push_back(to_text(problem));
    return texts;
}
using Texts = std::vector<std::string>;

TEST(Claims, ThatHoldAreNoProblem) {
    EXPECT_EQ(problems_with(
                  "claims:\n"
                  "  - {mode: sync, finish: 2, output: [Running task 1, Finished*, \"*\", Finished task 2, "
                  "Finished in 2.000 s]}\n"
                  "  - {mode: async, finish: 1.05, within: 0.1, contains: [Running*]}\n"
                  "  - {mode: async, set: {wait: block, seconds: 0.3}, finish: 0.6, outcome: done}\n"),
              Texts{});
}

TEST(Claims, ThatDoNotHoldAreFoundWithTheirLine) {
    EXPECT_EQ(
        problems_with("claims:\n"
                      "  - {mode: sync, finish: 1}\n"
                      "  - {mode: async, finish: 1.2, within: 0.1}\n"
                      "  - {mode: async, set: {wait: block}, contains: [Hello]}\n"
                      "  - {mode: threads, output: [Running task 1, Running task 3]}\n"
                      "  - {mode: mt-async, outcome: failed}\n"),
        (Texts{"lesson.md:5: in sync: it takes 2 s, not 1 s",
               "lesson.md:6: in async: it takes 1 s, not 1.2 s",
               "lesson.md:7: in async, wait=block: \"Hello\" is not printed",
               "lesson.md:8: in threads: line 2 of the output is \"Running task 2\", not \"Running task 3\"",
               "lesson.md:9: in mt-async: the run ends done, not failed"}));
}

TEST(Claims, OutputThatIsTooShortOrTooLongIsFound) {
    EXPECT_EQ(problems_with("modes: [sync]\nclaims:\n"
                            "  - {mode: sync, output: [Running task 1]}\n"
                            "  - {mode: sync, output: [\"*\", \"*\", \"*\", \"*\", \"*\", more]}\n"),
              (Texts{"lesson.md:6: in sync: line 2 of the output is \"Finished task 1\", not nothing",
                     "lesson.md:7: in sync: line 6 of the output is nothing, not \"more\""}));
}

TEST(Claims, StepsAndQuestionsThatNeverComeUpAreFound) {
    EXPECT_EQ(
        problems_with("modes: [sync, async]\nsteps:\n"
                      "  async:\n"
                      "    - {text: a, when: thread-begin worker}\n"
                      "    - {text: b, when: loop-begin}\n"
                      "questions:\n"
                      "  - {ask: next-task, when: timer-due, nth: 2}\n"
                      "  - {ask: next-task, when: timer-due, nth: 3}\n"),
        (Texts{"lesson.md:7: in async: this never happens",
               "lesson.md:11: in async: the question is never asked, for this happens 2 times, not 3"}));
}

TEST(Claims, AStepMayBelongToTheRunOfAnyClaim) {
    const std::string steps = "modes: [async]\nsteps:\n  async:\n    - {text: a, when: loop-blocked}\n";
    EXPECT_EQ(problems_with(steps), (Texts{"lesson.md:7: in async: this never happens"}));
    EXPECT_EQ(problems_with(steps + "claims:\n  - {mode: async, set: {wait: block}, finish: 2}\n"), Texts{});
}

}  // namespace
}  // namespace loopscope::lessons
