#include "core/lessons/deck.hpp"

#include "core/tests/support/built_in_deck.hpp"
#include "core/tests/support/deck_folder.hpp"
#include "core/tests/support/record.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace loopscope::lessons {
namespace {

using test::DeckFolder;

std::vector<std::string> ids(const Deck& deck) {
    std::vector<std::string> found;
    for (const Lesson& lesson : deck.lessons) found.push_back(lesson.id);
    return found;
}

TEST(Deck, HasItsLessonsInTheOrderOfTheirFolders) {
    DeckFolder folder;
    folder.write_lesson("10-last", "Last");
    folder.write_lesson("02-second-one", "Second");
    folder.write_lesson("01-first", "First");
    folder.write_lesson("unnumbered", "At the end");
    folder.write_lesson("_draft", "Not yet");
    folder.write_lesson(".hidden", "Not at all");
    folder.write("03-pictures/a.png", "no lesson");
    folder.write("deck.md", "---\ntitle: My deck\nabout: Four lessons\n---\n");

    const Deck deck = load_deck(folder.path());

    EXPECT_TRUE(deck.problems.empty());
    EXPECT_EQ(ids(deck), (std::vector<std::string>{"first", "second-one", "last", "unnumbered"}));
    EXPECT_EQ(deck.title, "My deck");
    EXPECT_EQ(deck.about, "Four lessons");
    EXPECT_EQ(find_lesson(deck, "last")->title, "Last");
    EXPECT_EQ(find_lesson(deck, "draft"), nullptr);
}

TEST(Deck, OfOneIsAFolderWithALessonOrItsFile) {
    DeckFolder folder;
    folder.write_lesson("07-alone", "Alone");

    for (const char* path : {"07-alone", "07-alone/", "07-alone/lesson.md"}) {
        const Deck deck = load_deck(folder.path(path));
        ASSERT_EQ(deck.lessons.size(), 1U) << path;
        EXPECT_EQ(deck.lessons[0].id, "alone") << path;
        EXPECT_TRUE(deck.problems.empty()) << path;
    }
}

TEST(Deck, WithoutLessonsOrWithoutAFolderIsAProblem) {
    const DeckFolder folder;
    EXPECT_EQ(load_deck(folder.path()).problems.size(), 1U);
    const Deck nowhere = load_deck(folder.path("nowhere"));
    ASSERT_EQ(nowhere.problems.size(), 1U);
    EXPECT_EQ(nowhere.problems[0].file, folder.path("nowhere"));
    EXPECT_TRUE(load_deck("").lessons.empty());
}

TEST(Deck, BrokenLessonIsAmongTheOthersAndHarmsNoneOfThem) {
    DeckFolder folder;
    folder.write_lesson("01-good", "Good");
    folder.write("02-bad/lesson.md", "---\ntitle: Bad\nprogram: two_taks\n---\n");
    folder.write("03-worse/lesson.md", "");
    folder.write("04-binary/lesson.md", std::string("---\n\xFF\xFE\0", 7));
    std::filesystem::create_directories(folder.path("05-folder/lesson.md"));
    folder.write_lesson("06-good-too", "Good too");

    const Deck deck = load_deck(folder.path());

    EXPECT_EQ(ids(deck), (std::vector<std::string>{"good", "bad", "worse", "binary", "good-too"}));
    EXPECT_EQ(deck.lessons[1].title, "Bad");
    EXPECT_EQ(deck.lessons[1].trouble,
              "02-bad/lesson.md:3: there is no program \"two_taks\" (did you mean \"two_tasks\"?)");
    for (const std::size_t broken : {1U, 2U, 3U}) {
        EXPECT_FALSE(deck.lessons[broken].trouble.empty());
        EXPECT_FALSE(deck.lessons[broken].program);
        EXPECT_TRUE(check_claims(deck.lessons[broken], "").empty());
    }
    for (const std::size_t good : {0U, 4U}) {
        EXPECT_TRUE(deck.lessons[good].trouble.empty());
        EXPECT_TRUE(check_claims(deck.lessons[good], "").empty());
    }
}

TEST(Deck, LeavesOutTheSecondLessonOfAnId) {
    DeckFolder folder;
    folder.write_lesson("01-same", "First");
    folder.write_lesson("02-same", "Second");

    const Deck deck = load_deck(folder.path());

    EXPECT_EQ(ids(deck), (std::vector<std::string>{"same"}));
    ASSERT_EQ(deck.problems.size(), 1U);
    EXPECT_EQ(deck.problems[0].file, folder.path("02-same/lesson.md"));
}

TEST(Deck, FileOfTheDeckHasItsMistakesTold) {
    DeckFolder folder;
    folder.write_lesson("01-one", "One");
    folder.write("deck.md", "---\ntitel: My deck\n---\nAbout it.\n");

    const Deck deck = load_deck(folder.path());

    ASSERT_EQ(deck.problems.size(), 1U);
    EXPECT_EQ(to_text(deck.problems[0]),
              folder.path("deck.md") + ":2: there is no \"titel\" here (did you mean \"title\"?)");
    EXPECT_EQ(deck.about, "About it.");
}

TEST(BuiltInDeck, HasNothingWrong) {
    const Deck& deck = test::built_in_deck();
    EXPECT_FALSE(deck.lessons.empty());
    for (const Problem& problem : deck.problems) ADD_FAILURE() << to_text(problem);
}

TEST(BuiltInDeck, KeepsAllThatItsLessonsClaim) {
    for (const Lesson& lesson : test::built_in_deck().lessons) {
        for (const Problem& problem : check_claims(lesson, lesson.file)) ADD_FAILURE() << to_text(problem);
    }
}

TEST(BuiltInDeck, ShowsTheCodeThatRunsInBothLanguages) {
    for (const Lesson& lesson : test::built_in_deck().lessons) {
        SCOPED_TRACE(lesson.id);
        EXPECT_FALSE(lesson.goal.empty());
        EXPECT_FALSE(lesson.text.empty());
        for (const Mode mode : lesson.modes) {
            EXPECT_NE(lesson.listing(mode, lesson.initial_values()), nullptr) << mode_word(mode);
            EXPECT_NE(lesson.python_listing(mode, lesson.initial_values()), nullptr) << mode_word(mode);
        }
    }
}

TEST(Template, IsALessonThatWorksAndIsNotTaught) {
    const Deck deck = load_deck(LOOPSCOPE_LESSONS "/_template");
    ASSERT_EQ(deck.lessons.size(), 1U);
    for (const Problem& problem : deck.problems) ADD_FAILURE() << to_text(problem);
    for (const Problem& problem : check_claims(deck.lessons[0], "")) ADD_FAILURE() << to_text(problem);
    EXPECT_EQ(find_lesson(test::built_in_deck(), deck.lessons[0].id), nullptr);
}

}  // namespace
}  // namespace loopscope::lessons
