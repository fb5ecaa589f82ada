// Decks whose files change while they are open.
#include "app/tests/support/desk.hpp"
#include "app/tests/support/overlap.hpp"
#include "core/tests/support/own_cache.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::controller {
namespace {

using loopscope::test::DeckFolder;
using test::Desk;

class DeckChange : public testing::Test {
protected:
    DeckChange() {
        folder.write_lesson("01-one", "One", "mode: sync\n");
        folder.write_lesson("02-two", "Two");
    }
    [[nodiscard]] std::shared_ptr<const lessons::Deck> load() const {
        return std::make_shared<const lessons::Deck>(lessons::load_deck(folder.path()));
    }
    [[nodiscard]] std::unique_ptr<Desk> desk(bool follow = false) const {
        ControllerOptions options;
        options.deck = load();
        options.follow = follow;
        return std::make_unique<Desk>(stage::Vec2{1600, 900}, std::move(options));
    }
    [[nodiscard]] static std::string notices(const Desk& desk) {
        std::string all;
        for (const Notice& notice : desk.controller->state().notices) all += notice.text + "\n";
        return all;
    }
    static bool shows(Desk& desk, const std::string& word) {
        const stage::DisplayList list = desk.frame();
        const test::OverlapCheck check(list, desk.metrics, {0, 0, desk.size.x, desk.size.y});
        return std::ranges::any_of(
            check.texts, [&](const auto& text) { return text.text.find(word) != std::string::npos; });
    }

    DeckFolder folder;
};

TEST_F(DeckChange, ChangedWordsAreShownAndTheRunGoesOn) {
    const auto desk = this->desk();
    ASSERT_TRUE(desk->run_to_end());
    const unsigned run = desk->session().runs();
    const std::size_t position = desk->session().player().playhead().position;

    folder.replace("01-one/lesson.md", DeckFolder::lesson_text("Another title", "mode: sync\n"));
    desk->controller->set_deck(load());
    desk->frame();

    EXPECT_EQ(desk->session().lesson()->title, "Another title");
    EXPECT_EQ(desk->session().runs(), run);
    EXPECT_EQ(desk->session().player().playhead().position, position);
    EXPECT_NE(notices(*desk).find("has been read again"), std::string::npos);
}

TEST_F(DeckChange, AnotherProgramBeginsAgainWithTheValuesThatStillFit) {
    const auto desk = this->desk();
    desk->session().set_mode(lessons::Mode::Threads);
    desk->session().set_value("tasks", 7);
    desk->session().set_value("seconds", 5);
    const unsigned run = desk->session().runs();

    folder.write_lesson("01-one", "One", "parameters: [{name: tasks}, {name: seconds, most: 2}]\n");
    desk->controller->set_deck(load());

    EXPECT_NE(desk->session().runs(), run);
    EXPECT_EQ(desk->session().mode(), lessons::Mode::Threads);
    EXPECT_EQ(desk->session().values(), (lessons::Values{{"tasks", 7}, {"seconds", 1}}));
}

TEST_F(DeckChange, ABrokenLessonShowsItsErrorAndIsItselfAgainWhenItIsMended) {
    const auto desk = this->desk();
    desk->session().set_value("tasks", 7);

    folder.write("01-one/lesson.md", "---\ntitle: One\nprogram: two_taks\n---\n");
    desk->controller->set_deck(load());
    for (const char* view : {"view/slide", "view/columns", "view/anatomy", "view/presenter", "page/steps",
                             "transport/play", "transport/step", "page/read", "view/slide"}) {
        desk->controller->activate(view);
        desk->pass(0.1);
    }

    EXPECT_FALSE(desk->session().lesson()->program);
    EXPECT_TRUE(shows(*desk, "01-one/lesson.md:3:"));
    EXPECT_NE(notices(*desk).find("01-one/lesson.md:3: there is no program"), std::string::npos);
    EXPECT_TRUE(desk->controller->activate("lesson/two"));
    EXPECT_EQ(desk->session().lesson()->id, "two");
    EXPECT_TRUE(desk->controller->activate("lesson/one"));

    folder.write_lesson("01-one", "One");
    desk->controller->set_deck(load());
    EXPECT_TRUE(desk->session().lesson()->program);
    EXPECT_TRUE(desk->run_to_end());
}

TEST_F(DeckChange, AMendedLessonHasItsValuesBack) {
    const auto desk = this->desk();
    desk->session().set_value("tasks", 7);
    desk->session().set_mode(lessons::Mode::Async);
    folder.write("01-one/lesson.md", "no front matter");
    desk->controller->set_deck(load());
    folder.write_lesson("01-one", "One", "mode: sync\n");
    desk->controller->set_deck(load());

    EXPECT_EQ(desk->session().values().at("tasks"), 7);
    EXPECT_EQ(desk->session().mode(), lessons::Mode::Async);
}

TEST_F(DeckChange, ALessonThatIsGoneStaysUntilItIsLeft) {
    const auto desk = this->desk();
    folder.remove("01-one");
    desk->controller->set_deck(load());
    desk->controller->activate("speed/max");
    desk->session().set_value("tasks", 3);

    EXPECT_TRUE(desk->run_to_end());
    EXPECT_EQ(desk->session().lesson()->id, "one");
    EXPECT_NE(notices(*desk).find("no longer in the deck"), std::string::npos);
    EXPECT_FALSE(desk->controller->activate("lesson/one"));
    EXPECT_TRUE(desk->controller->activate("lesson/two"));
}

TEST_F(DeckChange, AnEmptyDeckHarmsNothing) {
    const auto desk = this->desk();
    folder.remove("01-one");
    folder.remove("02-two");
    desk->controller->set_deck(load());
    desk->frame();
    EXPECT_EQ(desk->session().lesson()->id, "one");
}

TEST_F(DeckChange, AnotherLessonLeavesTheOpenOneAlone) {
    const auto desk = this->desk();
    const lessons::Lesson* open = desk->session().lesson();
    folder.write_lesson("03-three", "Three");
    desk->controller->set_deck(load());

    EXPECT_EQ(desk->session().lesson(), open);
    EXPECT_EQ(notices(*desk), "");
    EXPECT_TRUE(desk->controller->activate("lesson/three"));
}

TEST_F(DeckChange, AProgramOfItsOwnIsCompiledMeanwhileAndAgainWhenItChanges) {
    const loopscope::test::OwnCache cache;
    folder.write("01-one/lesson.md", loopscope::test::kOwnLesson);
    folder.write("01-one/program.cpp", loopscope::test::printing_program("first"));
    ControllerOptions options;
    options.deck =
        std::make_shared<const lessons::Deck>(lessons::load_deck(folder.path(), lessons::Compile::Later));
    options.follow = true;
    Desk desk(stage::Vec2{1600, 900}, std::move(options));
    const auto compiled = [&desk](const std::function<bool()>& done) {
        for (int patience = 0; patience < 20; ++patience) {
            if (desk.until(done)) return true;
        }
        return false;
    };
    EXPECT_TRUE(shows(desk, "is being compiled"));
    EXPECT_TRUE(compiled([&] { return desk.session().lesson()->program != nullptr; }));
    EXPECT_TRUE(desk.run_to_end());
    EXPECT_TRUE(shows(desk, "first"));

    folder.replace("01-one/program.cpp", loopscope::test::printing_program("second"));
    const std::string before = desk.session().lesson()->program_name;
    EXPECT_TRUE(compiled([&] {
        EXPECT_TRUE(desk.session().lesson()->program);  // the one from before, until then
        return desk.session().lesson()->program_name != before;
    }));
    EXPECT_TRUE(desk.run_to_end());
    EXPECT_TRUE(shows(desk, "second"));
}

TEST_F(DeckChange, EditsAreSeenByThemselves) {
    const auto desk = this->desk(true);
    folder.replace("01-one/lesson.md", DeckFolder::lesson_text("A better title"));

    EXPECT_TRUE(desk->until([&] { return desk->session().lesson()->title == "A better title"; }));
}

}  // namespace
}  // namespace loopscope::app::controller
