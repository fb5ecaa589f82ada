// What a teacher needs in front of a class, and how the program's text is shown.
#include "app/commands/declare.hpp"

namespace loopscope::app::commands {
namespace {

using input::Key;

bool presents(const Context& c) {
    return c.state.presenter && !c.state.home;
}

bool has_twin(const Context& c) {
    const exhibit::Exhibit* open = c.session.exhibit();
    return open != nullptr && open->python(c.session.mode(), c.session.values()) != nullptr;
}

}  // namespace

void declare_classroom(std::vector<Command>& commands) {
    commands.push_back({.id = "class/notes",
                        .group = "In class",
                        .label = "Teacher's notes",
                        .tooltip = "",
                        .keys = {key(Key::N)},
                        .run =
                            [](Context& c) {
                                c.state.notes_shown = !c.state.notes_shown;
                                c.state.notes_scroll = 0;
                            },
                        .enabled =
                            [](const Context& c) {
                                return presents(c) && c.session.exhibit() != nullptr &&
                                       !c.session.exhibit()->notes().empty();
                            },
                        .active = [](const Context& c) { return c.state.notes_shown; }});
    commands.push_back({.id = "class/blank",
                        .group = "In class",
                        .label = "Blank screen",
                        .tooltip = "Nothing is shown, and the program stands still; any key comes back",
                        .keys = {key(Key::B), key(Key::Period)},
                        .run =
                            [](Context& c) {
                                c.session.ask(session::Pause{});
                                c.state.blank = true;
                            },
                        .enabled = presents});
    commands.push_back({.id = "class/timer",
                        .group = "In class",
                        .label = "Clock: how long it has taken",
                        .tooltip = "",
                        .keys = {key(Key::W)},
                        .run = [](Context& c) { c.state.timer_shown = !c.state.timer_shown; },
                        .enabled = presents,
                        .active = [](const Context& c) { return c.state.timer_shown; }});
    commands.push_back({.id = "class/timer-anew",
                        .group = "In class",
                        .label = "Clock from the start",
                        .tooltip = "",
                        .keys = {},
                        .in_help = false,
                        .run =
                            [](Context& c) {
                                c.state.timer_shown = true;
                                c.state.timer_since = -1;
                            },
                        .enabled = presents});
}

void declare_results(std::vector<Command>& commands) {
    const auto recap = [](const Context& c) {
        const lessons::Lesson* lesson = c.session.lesson();
        return lesson != nullptr && (lesson->id == "recap" || lesson->program_name == "recap");
    };
    for (const bool hidden : {false, true}) {
        commands.push_back(
            {.id = hidden ? "results/hide" : "results/show",
             .group = "View",
             .label = hidden ? "The program of the recap" : "What you have done",
             .tooltip = "",
             .keys = {},
             .in_help = false,
             .run =
                 [hidden](Context& c) {
                     c.state.results_hidden = hidden;
                     c.state.results_scroll = 0;
                 },
             .enabled = recap,
             .active = [hidden](const Context& c) { return c.state.results_hidden == hidden; }});
    }
}

void declare_listing(std::vector<Command>& commands) {
    declare_results(commands);
    struct Choice {
        Language language;
        const char *id, *label;
    };
    constexpr Choice kChoices[] = {{Language::Cpp, "listing/cpp", "The program in C++"},
                                   {Language::Python, "listing/python", "The program in Python"},
                                   {Language::Both, "listing/both", "The program in C++ and Python"}};
    for (const Choice& choice : kChoices) {
        commands.push_back(
            {.id = choice.id,
             .group = "View",
             .label = choice.label,
             .tooltip = "",
             .keys = {},
             .in_help = false,
             .run =
                 [to = choice.language](Context& c) {
                     c.state.language = to;
                     c.state.listing_scroll = 0;
                 },
             .enabled = has_twin,
             .active = [to = choice.language](const Context& c) { return c.state.language == to; }});
    }
    commands.push_back({.id = "listing/next",
                        .group = "View",
                        .label = "C++, Python, or both",
                        .tooltip = "",
                        .keys = {key(Key::C)},
                        .run =
                            [](Context& c) {
                                c.state.language =
                                    static_cast<Language>((static_cast<int>(c.state.language) + 1) % 3);
                                c.state.listing_scroll = 0;
                            },
                        .enabled = has_twin});
}

}  // namespace loopscope::app::commands
