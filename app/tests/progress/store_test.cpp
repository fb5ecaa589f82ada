// Where progress is kept, and what happens when that goes wrong.
#include "app/progress/store.hpp"

#include "app/progress/json.hpp"
#include "core/tests/support/environment.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app::progress;
namespace fs = std::filesystem;

namespace {

class ProgressFile : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ =
            fs::temp_directory_path() / ("progress-" + std::to_string(::getpid()) + "-" +
                                         ::testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override {
        fs::permissions(folder_, fs::perms::owner_all);
        fs::remove_all(folder_);
    }

    [[nodiscard]] std::string path() const { return (folder_ / "deep" / "progress.json").string(); }
    void write(const std::string& text) const {
        fs::create_directories(fs::path(path()).parent_path());
        std::ofstream(path()) << text;
    }
    static std::string text_of(const fs::path& file) {
        std::stringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    }
    [[nodiscard]] std::size_t files() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry : fs::recursive_directory_iterator(folder_))
            count += entry.is_regular_file() ? 1 : 0;
        return count;
    }

    fs::path folder_;
};

}  // namespace

TEST_F(ProgressFile, ComesBackAsItWas) {
    DeckProgress kept;
    {
        Store store(path(), "deck");
        EXPECT_EQ(store.take_trouble(), "");
        note_opened(store.change(), "one");
        note_finished(store.change(), "one");
        note_answer(store.change(), {"one", 2, false, 8});
        note_took(store.change(), "one", lessons::Mode::MtAsync, 0.5);
        store.save();
        kept = store.deck();
    }
    const Store again(path(), "deck");
    EXPECT_EQ(again.deck(), kept);
    EXPECT_EQ(files(), 1U);
}

TEST_F(ProgressFile, HoldsSeveralDecks) {
    Store store(path(), "a");
    note_finished(store.change(), "one");
    store.turn_to("b");
    EXPECT_FALSE(store.deck().of("one").finished);
    note_opened(store.change(), "two");
    store.turn_to("a");
    EXPECT_TRUE(store.deck().of("one").finished);
    EXPECT_FALSE(store.deck().of("two").opened);
}

TEST_F(ProgressFile, WithoutAPathNothingIsKept) {
    Store store("", "deck");
    note_finished(store.change(), "one");
    store.save();
    store.forget();
    EXPECT_EQ(store.take_trouble(), "");
    EXPECT_EQ(files(), 0U);
}

TEST_F(ProgressFile, ThatIsBrokenIsPutAsideWhole) {
    for (const char* text :
         {"{\"version\": 1, \"decks\": {", "[]", "", "{}", "{\"version\": 99, \"decks\": {}}"}) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        write(text);
        Store store(path(), "deck");
        EXPECT_NE(store.take_trouble(), "") << text;
        EXPECT_EQ(store.take_trouble(), "");
        note_finished(store.change(), "one");
        store.save();
        EXPECT_EQ(text_of(path() + ".bak"), text);
        EXPECT_TRUE(Store(path(), "deck").deck().of("one").finished);
    }
}

TEST_F(ProgressFile, PutAsideNeverCoversAnEarlierOne) {
    write("first");
    { const Store store(path(), "deck"); }
    write("second");
    { const Store store(path(), "deck"); }
    EXPECT_EQ(text_of(path() + ".bak"), "first");
    EXPECT_EQ(text_of(path() + ".bak2"), "second");
}

TEST_F(ProgressFile, WithFieldsOfOtherTypesGivesWhatCanBeUnderstood) {
    write(R"({"version":1,"decks":{"deck":{"last":3,"lessons":{"one":{"opened":"yes","finished":true,
        "answers":{"x":{},"1":{"right":true,"misconceptions":[99,"a",4,4]},"2":5},
        "took_s":{"sync":"slow","async":-3,"threads":1.5}},"two":7}},"other":[]}})");
    Store store(path(), "deck");
    EXPECT_EQ(store.take_trouble(), "");
    const LessonProgress& one = store.deck().of("one");
    EXPECT_FALSE(one.opened);
    EXPECT_TRUE(one.finished);
    ASSERT_EQ(one.answers.size(), 1U);
    EXPECT_EQ(one.answers.at(1), (Answer{true, 1, {4}}));
    EXPECT_EQ(one.took.size(), 1U);
    EXPECT_EQ(store.deck().last, "");
}

TEST_F(ProgressFile, WhereNothingCanBeWrittenSaysSoOnceAndGoesOn) {
    write("x");
    // A file stands where the folder should be.
    Store store(path() + "/progress.json", "deck");
    note_finished(store.change(), "one");
    store.save();
    EXPECT_NE(store.take_trouble(), "");
    note_finished(store.change(), "two");
    store.save();
    EXPECT_EQ(store.take_trouble(), "");
    EXPECT_TRUE(store.deck().of("two").finished);
}

TEST_F(ProgressFile, OfTwoWindowsBothCount) {
    Store left(path(), "deck"), right(path(), "deck");
    note_finished(left.change(), "one");
    left.save();
    note_finished(right.change(), "two");
    right.save();
    const Store again(path(), "deck");
    EXPECT_TRUE(again.deck().of("one").finished);
    EXPECT_TRUE(again.deck().of("two").finished);
}

TEST_F(ProgressFile, ForgetsOneDeckOnly) {
    Store store(path(), "a");
    note_finished(store.change(), "one");
    store.turn_to("b");
    note_finished(store.change(), "one");
    store.save();
    store.forget();
    EXPECT_FALSE(store.deck().of("one").finished);
    EXPECT_FALSE(Store(path(), "b").deck().of("one").finished);
    EXPECT_TRUE(Store(path(), "a").deck().of("one").finished);
}

TEST_F(ProgressFile, SpoiltWhileTheWindowIsOpenIsNotThrownAway) {
    Store store(path(), "deck");
    note_finished(store.change(), "one");
    store.save();
    write("spoilt");
    note_finished(store.change(), "two");
    store.save();
    EXPECT_EQ(text_of(path() + ".bak"), "spoilt");
    EXPECT_TRUE(Store(path(), "deck").deck().of("one").finished);
}

TEST(ProgressPath, FollowsXdg) {
    const loopscope::test::Environment home("HOME", "/home/x");
    const loopscope::test::Environment state("XDG_STATE_HOME", "/somewhere");
    EXPECT_EQ(progress_path(), "/somewhere/loopscope/progress.json");
    state.set("relative");
    EXPECT_EQ(progress_path(), "/home/x/.local/state/loopscope/progress.json");
    state.set(nullptr);
    EXPECT_EQ(progress_path(), "/home/x/.local/state/loopscope/progress.json");
}
