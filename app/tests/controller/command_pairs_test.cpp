// Two keys may be read between two frames: every ordered pair of commands, with no update between them, in
// every state of the window. A sample of them; all with LOOPSCOPE_LONG=1 (./dev test --long), under asan.
#include "app/commands/command.hpp"
#include "app/tests/support/desk.hpp"
#include "app/views/table.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <utility>

#include <gtest/gtest.h>

namespace loopscope::app {
namespace {

using test::Desk;

constexpr std::size_t kSample = 40;

struct State {
    const char* name;
    bool (*reach)(Desk&);
    bool home = false;
};

bool plays_until(Desk& desk, quiz::Stage stage) {
    desk.controller->activate("transport/play");
    return desk.until([&] { return desk.controller->quiz().stage() == stage; });
}
bool asked(Desk& desk) {
    return plays_until(desk, quiz::Stage::Asked);
}
bool revealed(Desk& desk) {
    // The answer to one about the whole run comes with others.
    return asked(desk) && desk.until([quiz = &desk.controller->quiz()] {
        quiz->choose(0);
        if (quiz->stage() == quiz::Stage::Locked) quiz->go_on();
        return quiz->stage() == quiz::Stage::Revealed;
    });
}
bool game(Desk& desk) {
    desk.controller->activate("game/play");
    return desk.until([&] { return desk.controller->quiz().game() != nullptr; });
}
bool race(Desk& desk) {
    desk.controller->activate("view/columns");
    return desk.until([&] { return desk.session().race().ready(); });
}
bool done_by(Desk& desk, std::string_view command) {
    const bool done = desk.controller->activate(command);
    desk.frame();
    return done;
}

const State kStates[] = {
    {"home", [](Desk&) { return true; }, true},
    {"lesson", [](Desk&) { return true; }},
    {"asked", asked},
    {"revealed", revealed},
    {"game", game},
    {"columns", race},
    {"anatomy", [](Desk& desk) { return done_by(desk, "view/anatomy"); }},
    {"presenter", [](Desk& desk) { return done_by(desk, "view/presenter"); }},
    {"vote", [](Desk& desk) { return done_by(desk, "view/presenter") && asked(desk); }},
    {"palette", [](Desk& desk) { return done_by(desk, "palette/open"); }},
};

std::shared_ptr<const lessons::Deck> deck() {
    static const auto made = [] {
        auto all = std::make_shared<lessons::Deck>();
        for (const lessons::Lesson& each : loopscope::test::built_in_deck().lessons) {
            if (each.id == "two-tasks" || each.id == "recap") all->lessons.push_back(each);
        }
        return all;
    }();
    return made;
}

std::unique_ptr<Desk> desk_in(const State& state) {
    controller::ControllerOptions options;
    options.deck = deck();
    options.lesson = "two-tasks";
    options.home = state.home;
    auto desk = std::make_unique<Desk>(stage::Vec2{1280, 720}, std::move(options));
    return state.reach(*desk) ? std::move(desk) : nullptr;
}

std::vector<std::pair<std::string, std::string>> pairs_of_commands() {
    const commands::Registry registry(deck()->lessons, views::table());
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const commands::Command& one : registry.all()) {
        for (const commands::Command& other : registry.all()) pairs.emplace_back(one.id, other.id);
    }
    return pairs;
}

class CommandPairs : public testing::TestWithParam<State> {};

TEST_P(CommandPairs, LeaveAPictureBehind) {
    auto pairs = pairs_of_commands();
    if (std::getenv("LOOPSCOPE_LONG") == nullptr) {
        std::ranges::shuffle(pairs, std::mt19937(17));
        pairs.resize(kSample);
        // What an attack found: a move in a game whose program has just gone.
        pairs.insert(pairs.end(), {{"mode/next", "game/finish"},
                                   {"lesson/next", "game/poll"},
                                   {"transport/restart", "game/move/1"},
                                   {"transport/restart", "game/undo"}});
    }
    for (const auto& [first, second] : pairs) {
        SCOPED_TRACE(first + ", " + second);
        const auto desk = desk_in(GetParam());
        ASSERT_NE(desk, nullptr);
        desk->controller->activate(first);
        desk->controller->activate(second);
        // What it shows between two updates, too.
        EXPECT_FALSE(desk->controller->build(desk->size, desk->metrics).items.empty());
        EXPECT_FALSE(desk->frame().items.empty());
    }
}

INSTANTIATE_TEST_SUITE_P(, CommandPairs, testing::ValuesIn(kStates),
                         [](const auto& state) { return state.param.name; });

}  // namespace
}  // namespace loopscope::app
