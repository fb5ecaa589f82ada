// Everything a person can do, declared once: feeds buttons, keys, the palette and the help.
#pragma once

#include "app/commands/chord.hpp"
#include "app/quiz/quiz.hpp"
#include "app/session/session.hpp"
#include "app/state.hpp"
#include "app/view.hpp"
#include "core/lessons/deck.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::app::progress {
class Store;
}
namespace loopscope::app::session {
class Thumbnails;
}

namespace loopscope::app::commands {

// What commands act on.
struct Context {
    AppState& state;
    session::Session& session;
    std::span<const lessons::Lesson> lessons;
    // What keeps them; null: they outlive the session.
    std::shared_ptr<const lessons::Deck> deck = nullptr;
    // Null: no questions are asked.
    quiz::Quiz* quiz = nullptr;
    // Null: no progress is kept.
    progress::Store* progress = nullptr;
    // Pictures for the first page; null: there are none.
    const session::Thumbnails* thumbnails = nullptr;
    Views views = {};
    // Of the window in which they are given; null: of none.
    const WindowState* window = nullptr;
    // Where what is to be kept is written; empty: nowhere.
    std::string save_folder = {};
};

struct Command {
    // "transport/play"; also the id of its HotItem.
    std::string id;
    // Heading in the help: "Run", "View", "Window", ...
    std::string group;
    // In palette and help: "Play or pause"
    std::string label;
    // Says a little more than the label; may be empty.
    std::string tooltip;
    std::vector<Chord> keys;
    // False: one of a family of which another is listed.
    bool in_help = true;
    // Repeats while its key is held down.
    bool repeats = false;
    std::function<void(Context&)> run;
    // Null: always.
    std::function<bool(const Context&)> enabled = nullptr;
    // It is the one chosen, or switched on; null: never.
    std::function<bool(const Context&)> active = nullptr;

    // On the first page only what has to do with lessons and the window is.
    [[nodiscard]] bool is_enabled(const Context& context) const;
    [[nodiscard]] bool is_active(const Context& context) const { return active && active(context); }
    // "Play or pause (Space)".
    [[nodiscard]] std::string tip() const;
};

class Registry {
public:
    // All commands, among them one to open each of `lessons`, and those of the views.
    Registry(std::span<const lessons::Lesson> lessons, Views views);

    [[nodiscard]] const std::vector<Command>& all() const { return commands_; }
    // Null: no such command.
    [[nodiscard]] const Command* find(std::string_view id) const;
    // The enabled command bound to a key; null: none.
    [[nodiscard]] const Command* bound_to(const input::KeyPress& press, const Context& context) const;
    [[nodiscard]] const Command* bound_to(const input::CharTyped& typed, const Context& context) const;
    // Runs it if there is one of this id and it is enabled; false otherwise.
    bool run(std::string_view id, Context& context) const;

private:
    std::vector<Command> commands_;
};

// "0.25×", "max".
std::string speed_label(double speed);
std::string speed_id(double speed);
std::string_view granularity_label(trace::Granularity granularity);
std::string granularity_id(trace::Granularity granularity);
std::string mode_id(lessons::Mode mode);
// Shows a view; the run's transport gives way where it races.
void show_view(Context& context, View view);

}  // namespace loopscope::app::commands
