#include "app/commands/home.hpp"

#include "app/commands/declare.hpp"
#include "app/home/home_layout.hpp"
#include "app/progress/store.hpp"

#include <algorithm>

namespace loopscope::app::commands {
namespace {

using input::Key;

constexpr const char* kForgetAsk = "Do that once more to forget what you have done in this deck";

std::optional<std::size_t> index_of(const Context& c, std::string_view id) {
    const auto it = std::ranges::find(c.lessons, id, &lessons::Lesson::id);
    if (id.empty() || it == c.lessons.end()) return std::nullopt;
    return static_cast<std::size_t>(it - c.lessons.begin());
}

bool at_home(const Context& c) {
    return c.state.home;
}

stage::Vec2 size_of(const Context& c) {
    return c.window != nullptr ? c.window->size : WindowState{}.size;
}

void toggle_home(Context& c) {
    if (c.state.home && c.session.exhibit() == nullptr) return;
    c.state.home = !c.state.home;
    if (!c.state.home) return;
    c.session.ask(session::Pause{});
    c.state.home_choice = c.session.lesson() != nullptr ? c.session.lesson()->id : "";
    if (const auto chosen = chosen_lesson(c)) {
        const home::HomeLayout at = home::lay_out(c.lessons, size_of(c));
        c.state.home_scroll = home::scroll_to(at, *chosen, c.state.home_scroll);
    }
}

void choose(Context& c, home::Direction direction) {
    const home::HomeLayout at = home::lay_out(c.lessons, size_of(c));
    const auto next = home::neighbour(at, chosen_lesson(c).value_or(0), direction);
    if (!next) return;
    c.state.home_choice = c.lessons[*next].id;
    c.state.home_scroll = home::scroll_to(at, *next, c.state.home_scroll);
}

bool runs_beside(const Context& c, int by) {
    const auto now = open_lesson_index(c);
    if (!now || c.state.home) return false;
    return by < 0 ? *now > 0 : *now + 1 < c.lessons.size();
}

void open_beside(Context& c, int by, bool playing) {
    const auto now = open_lesson_index(c);
    if (now) open_lesson(c, by < 0 ? *now - 1 : *now + 1, playing);
}

// The run is over and seen to its end, so that a clicker can only mean the next lesson.
bool may_go_on(const Context& c) {
    const session::Player& player = c.session.player();
    return c.state.presenter && runs_beside(c, 1) && !c.session.race_shown() && c.session.ended() &&
           !player.playing() && player.where() == session::Where::Ended &&
           player.playhead().position >= c.session.timeline().size();
}

void forget(Context& c) {
    auto& notices = c.state.notices;
    const auto asked = std::ranges::find(notices, kForgetAsk, &Notice::text);
    if (asked == notices.end()) {
        notices.push_back({kForgetAsk, false, 0});
        return;
    }
    notices.erase(asked);
    c.progress->forget();
    notices.push_back({"Your progress in this deck is forgotten", false, 0});
}

void declare_page(std::vector<Command>& commands) {
    commands.push_back({.id = "home/show",
                        .group = "Lessons",
                        .label = "All lessons, and back",
                        .tooltip = "All lessons",
                        .keys = {key(Key::H)},
                        .run = toggle_home,
                        .active = at_home});
    struct Way {
        home::Direction direction;
        Key key;
        const char *id, *label;
    };
    constexpr Way kWays[] = {
        {home::Direction::Left, Key::Left, "home/left", "Choose the lesson to the left"},
        {home::Direction::Right, Key::Right, "home/right", "Choose the lesson to the right"},
        {home::Direction::Up, Key::Up, "home/up", "Choose the lesson above"},
        {home::Direction::Down, Key::Down, "home/down", "Choose the lesson below"}};
    for (const Way& way : kWays) {
        commands.push_back({.id = way.id,
                            .group = "Lessons",
                            .label = way.label,
                            .tooltip = "",
                            .keys = {key(way.key)},
                            .in_help = false,
                            .repeats = true,
                            .run = [to = way.direction](Context& c) { choose(c, to); },
                            .enabled = at_home});
    }
    commands.push_back({.id = "home/open",
                        .group = "Lessons",
                        .label = "Open the chosen lesson",
                        .tooltip = "",
                        .keys = {key(Key::Enter)},
                        .run =
                            [](Context& c) {
                                if (const auto chosen = chosen_lesson(c)) open_lesson(c, *chosen, true);
                            },
                        .enabled = [](const Context& c) { return at_home(c) && !c.lessons.empty(); }});
    commands.push_back({.id = "home/continue",
                        .group = "Lessons",
                        .label = "Continue where you were",
                        .tooltip = "",
                        .keys = {},
                        .in_help = false,
                        .run =
                            [](Context& c) {
                                if (const auto next = lesson_to_continue(c)) open_lesson(c, *next, true);
                            },
                        .enabled = [](const Context& c) { return at_home(c) && !c.lessons.empty(); }});
}

}  // namespace

std::optional<std::size_t> open_lesson_index(const Context& c) {
    return c.session.lesson() != nullptr ? index_of(c, c.session.lesson()->id) : std::nullopt;
}

std::optional<std::size_t> chosen_lesson(const Context& c) {
    if (const auto chosen = index_of(c, c.state.home_choice)) return chosen;
    if (const auto open = open_lesson_index(c)) return open;
    return lesson_to_continue(c);
}

std::optional<std::size_t> lesson_to_continue(const Context& c) {
    if (c.lessons.empty()) return std::nullopt;
    if (c.progress == nullptr) return 0;
    const progress::DeckProgress& deck = c.progress->deck();
    const auto last = index_of(c, deck.last);
    for (std::size_t i = 0; i < c.lessons.size(); ++i) {
        const std::size_t at = (last.value_or(0) + i) % c.lessons.size();
        if (!deck.of(c.lessons[at].id).finished && c.lessons[at].trouble.empty()) return at;
    }
    return last.value_or(0);
}

std::string deck_title(const Context& c) {
    return c.deck && !c.deck->title.empty() ? c.deck->title : "Lessons";
}

void declare_home(std::vector<Command>& commands) {
    declare_page(commands);
    // Before the steps, which have the same keys.
    commands.push_back({.id = "lesson/onward",
                        .group = "Lessons",
                        .label = "On to the next lesson",
                        .tooltip = "",
                        .keys = {key(Key::PageDown), key(Key::Right)},
                        .in_help = false,
                        .run = [](Context& c) { open_beside(c, 1, false); },
                        .enabled = may_go_on});
    commands.push_back({.id = "lesson/next",
                        .group = "Lessons",
                        .label = "Next lesson",
                        .tooltip = "",
                        .keys = {ctrl(Key::Right), ctrl(Key::PageDown)},
                        .run = [](Context& c) { open_beside(c, 1, !c.state.presenter); },
                        .enabled = [](const Context& c) { return runs_beside(c, 1); }});
    commands.push_back({.id = "lesson/previous",
                        .group = "Lessons",
                        .label = "Lesson before",
                        .tooltip = "",
                        .keys = {ctrl(Key::Left), ctrl(Key::PageUp)},
                        .run = [](Context& c) { open_beside(c, -1, !c.state.presenter); },
                        .enabled = [](const Context& c) { return runs_beside(c, -1); }});
    commands.push_back({.id = "progress/forget",
                        .group = "Lessons",
                        .label = "Forget my progress",
                        .tooltip = "",
                        .keys = {},
                        .in_help = false,
                        .run = forget,
                        .enabled = [](const Context& c) { return c.progress != nullptr; }});
}

}  // namespace loopscope::app::commands
