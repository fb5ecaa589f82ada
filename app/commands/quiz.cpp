#include "app/commands/declare.hpp"

#include <algorithm>

namespace loopscope::app::commands {
namespace {

using input::Key;
using quiz::Stage;

constexpr Key kDigits[] = {Key::Digit1, Key::Digit2, Key::Digit3, Key::Digit4, Key::Digit5,
                           Key::Digit6, Key::Digit7, Key::Digit8, Key::Digit9};

bool in_stage(const Context& c, Stage stage) {
    return c.quiz && !c.quiz->game() && c.quiz->stage() == stage;
}

bool can_go_on(const Context& c) {
    if (in_stage(c, Stage::Asked)) return c.quiz->voting();
    return in_stage(c, Stage::Locked) || in_stage(c, Stage::Revealed);
}

// There is a program to ask about, and nothing else is open.
bool can_ask(const Context& c) {
    return c.quiz && c.session.exhibit() && c.session.exhibit()->runs() && !c.session.race_shown() &&
           c.quiz->stage() == Stage::None && !c.quiz->game();
}

// Questions and the game are about the slide.
void show_slide(Context& c) {
    if (c.state.view != View::Slide) show_view(c, View::Slide);
}

void declare_answers(std::vector<Command>& commands) {
    for (std::size_t i = 0; i < 4; ++i) {
        commands.push_back({.id = "quiz/answer/" + std::to_string(i + 1),
                            .group = "Questions",
                            .label = "Answer " + std::to_string(i + 1),
                            .tooltip = "",
                            .keys = {key(kDigits[i])},
                            .in_help = i == 0,
                            .run = [i](Context& c) { c.quiz->choose(i); },
                            .enabled =
                                [i](const Context& c) {
                                    return in_stage(c, Stage::Asked) &&
                                           i < c.quiz->question()->options.size();
                                },
                            .active = [i](const Context& c) { return c.quiz && c.quiz->answer() == i; }});
    }
    commands.push_back({.id = "quiz/continue",
                        .group = "Questions",
                        .label = "Go on",
                        .tooltip = "",
                        .keys = {key(Key::Enter), key(Key::Space), key(Key::Right), key(Key::PageDown)},
                        .in_help = false,
                        .run = [](Context& c) { c.quiz->go_on(); },
                        .enabled = can_go_on});
    commands.push_back({.id = "quiz/skip",
                        .group = "Questions",
                        .label = "Skip this question",
                        .tooltip = "",
                        .keys = {key(Key::S)},
                        .run = [](Context& c) { c.quiz->skip(); },
                        .enabled =
                            [](const Context& c) {
                                return in_stage(c, Stage::Asked) || in_stage(c, Stage::Locked) ||
                                       in_stage(c, Stage::Waiting);
                            }});
    commands.push_back({.id = "quiz/again",
                        .group = "Questions",
                        .label = "Watch it again",
                        .tooltip = "From where the question was asked to where the answer is known",
                        .keys = {key(Key::W)},
                        .run = [](Context& c) { c.quiz->watch_again(); },
                        .enabled = [](const Context& c) { return in_stage(c, Stage::Revealed); }});
    commands.push_back(
        {.id = "quiz/take-back",
         .group = "Questions",
         .label = "Take the last vote back",
         .tooltip = "",
         .keys = {key(Key::Backspace)},
         .in_help = false,
         .repeats = true,
         .run = [](Context& c) { c.quiz->take_back(); },
         .enabled =
             [](const Context& c) { return in_stage(c, Stage::Asked) && c.quiz->votes_in_all() > 0; }});
}

void declare_asking(std::vector<Command>& commands) {
    commands.push_back({.id = "quiz/ask",
                        .group = "Questions",
                        .label = "Ask me",
                        .tooltip = "A question about what comes next, right here",
                        .keys = {key(Key::Q)},
                        .run =
                            [](Context& c) {
                                show_slide(c);
                                c.quiz->ask_here();
                            },
                        .enabled = can_ask});
    commands.push_back({.id = "quiz/switch",
                        .group = "Questions",
                        .label = "Ask the questions of the lessons",
                        .tooltip = "Switches the questions of the lessons on or off",
                        .keys = {},
                        .run = [](Context& c) { c.quiz->set_enabled(!c.quiz->enabled()); },
                        .enabled = [](const Context& c) { return c.quiz != nullptr; },
                        .active = [](const Context& c) { return c.quiz && c.quiz->enabled(); }});
}

void declare_game(std::vector<Command>& commands) {
    commands.push_back({.id = "game/play",
                        .group = "Questions",
                        .label = "You are the loop",
                        .tooltip = "Do the loop's work yourself; again to stop",
                        .keys = {key(Key::G)},
                        .run =
                            [](Context& c) {
                                show_slide(c);
                                c.quiz->play_game();
                            },
                        .enabled = [](const Context& c) { return can_ask(c) || (c.quiz && c.quiz->game()); },
                        .active = [](const Context& c) { return c.quiz && c.quiz->game(); }});
    for (std::size_t i = 0; i < std::size(kDigits); ++i) {
        commands.push_back({.id = "game/move/" + std::to_string(i + 1),
                            .group = "Questions",
                            .label = "Move " + std::to_string(i + 1),
                            .tooltip = "",
                            .keys = {key(kDigits[i])},
                            .in_help = false,
                            .run = [i](Context& c) { c.quiz->play(i); },
                            .enabled =
                                [i](const Context& c) {
                                    return c.quiz && c.quiz->game() && i < c.quiz->game()->moves().size();
                                }});
    }
    struct Own {
        loopscope::quiz::MoveKind kind;
        const char *id, *label;
        Key key;
    };
    constexpr Own kOwn[] = {
        {loopscope::quiz::MoveKind::Poll, "game/poll", "Sleep in poll", Key::Space},
        {loopscope::quiz::MoveKind::Collect, "game/collect", "Take in what poll brought", Key::C},
        {loopscope::quiz::MoveKind::Finish, "game/finish", "End the loop", Key::E}};
    for (const Own& own : kOwn) {
        commands.push_back({.id = own.id,
                            .group = "Questions",
                            .label = own.label,
                            .tooltip = "",
                            .keys = {key(own.key)},
                            .in_help = false,
                            .run = [kind = own.kind](Context& c) { c.quiz->play(kind); },
                            .enabled =
                                [](const Context& c) {
                                    return c.quiz && c.quiz->game() && !c.quiz->game()->rules().won();
                                }});
    }
    commands.push_back({.id = "game/undo",
                        .group = "Questions",
                        .label = "Take the last move back",
                        .tooltip = "",
                        .keys = {key(Key::Backspace)},
                        .in_help = false,
                        .repeats = true,
                        .run = [](Context& c) { c.quiz->undo(); },
                        .enabled =
                            [](const Context& c) {
                                return c.quiz && c.quiz->game() && c.quiz->game()->rules().made() > 0;
                            }});
}

}  // namespace

void declare_quiz(std::vector<Command>& commands) {
    declare_answers(commands);
    declare_asking(commands);
    declare_game(commands);
}

void hold_while_asked(std::vector<Command>& commands) {
    for (Command& command : commands) {
        const bool moves = command.id.starts_with("transport/") && command.id != "transport/restart";
        const bool looks =
            command.id.starts_with("view/") && command.id != "view/presenter" && command.id != "view/slide";
        if (!moves && !looks && command.id != "breakpoints/next" && command.id != "pace/free") continue;
        command.enabled = [before = command.enabled](const Context& c) {
            return !(c.quiz && c.quiz->stands_still()) && (!before || before(c));
        };
    }
}

}  // namespace loopscope::app::commands
