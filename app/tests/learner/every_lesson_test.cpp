// Each lesson that comes along, in each of its modes, as a class sees it.
#include "app/tests/learner/projector.hpp"

#include <algorithm>

#include <gtest/gtest.h>

using namespace loopscope;
using namespace loopscope::app;
using namespace loopscope::app::test;

namespace {

class EveryLesson : public testing::TestWithParam<const lessons::Lesson*> {};

std::vector<const lessons::Lesson*> all_lessons() {
    std::vector<const lessons::Lesson*> all;
    for (const lessons::Lesson& lesson : loopscope::test::built_in_deck().lessons) all.push_back(&lesson);
    return all;
}

bool writes(const stage::DisplayList& list, const std::string& words) {
    return std::ranges::any_of(list.items, [&](const stage::Item& item) {
        const auto* text = std::get_if<stage::TextItem>(&item);
        return text != nullptr && text->text == words;
    });
}

}  // namespace

TEST_P(EveryLesson, CanBeReadFromTheLastRow) {
    for (const lessons::Mode mode : GetParam()->modes) {
        SCOPED_TRACE(lessons::mode_word(mode));
        Desk desk({1920, 1080}, unasked(), {*GetParam()});
        desk.controller->activate("mode/" + std::string(lessons::mode_word(mode)));
        project(desk);
        desk.controller->activate("class/timer");
        desk.controller->activate("class/notes");
        ASSERT_TRUE(desk.run_to_end());
        const std::size_t end = desk.session().timeline().size();
        constexpr std::size_t kMoments = 12;
        for (std::size_t moment = 0; moment <= kMoments; ++moment) {
            desk.session().ask(session::Seek{end * moment / kMoments});
            EXPECT_EQ(small_texts(desk), std::vector<std::string>{}) << "at " << moment;
        }
        desk.controller->activate("listing/both");
        EXPECT_EQ(small_texts(desk), std::vector<std::string>{}) << "both languages";
    }
}

TEST_P(EveryLesson, NumbersItsLinesInFull) {
    for (const stage::Vec2 size : {stage::Vec2{1280, 720}, stage::Vec2{1600, 900}}) {
        for (const bool presenter : {false, true}) {
            Desk desk(size, unasked(), {*GetParam()});
            if (presenter) desk.controller->activate("view/presenter");
            const auto* listing = GetParam()->listing(desk.session().mode(), desk.session().values());
            ASSERT_NE(listing, nullptr);
            const stage::DisplayList list = desk.frame();
            if (!writes(list, listing->file)) continue;  // the recap begins with the results
            EXPECT_TRUE(writes(list, std::to_string(listing->first_line)))
                << size.x << (presenter ? ", presenter" : "");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Deck, EveryLesson, testing::ValuesIn(all_lessons()), [](const auto& lesson) {
    std::string name = lesson.param->id;
    std::ranges::replace(name, '-', '_');
    return name;
});
