// Everything a person can do, declared once: feeds buttons, keys, the palette and the help.
#pragma once

#include "app/commands/chord.hpp"
#include "app/quiz/quiz.hpp"
#include "app/session/session.hpp"
#include "app/state.hpp"
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
class Rehearsal;
}

namespace loopscope::app::commands {

// What commands act on.
struct Context {
    AppState& state;
    session::Session& session;
    std::span<const lessons::Lesson> lessons;
    // What keeps them; null: they outlive the session.
    std::shared_ptr<const lessons::Deck> deck = nullptr;
    quiz::Quiz* quiz = nullptr;                     // null: nobody asks anything
    progress::Store* progress = nullptr;            // null: nothing is kept
    const session::Rehearsal* rehearsal = nullptr;  // pictures for the first page; null: there are none
};

struct Command {
    std::string id;       // "transport/play"; also the id of its HotItem
    std::string group;    // heading in the help: "Run", "View", "Window", ...
    std::string label;    // in palette and help: "Play or pause"
    std::string tooltip;  // one phrase more than the label; may be empty
    std::vector<Chord> keys;
    bool in_help = true;   // false: one of a family whose head is listed
    bool repeats = false;  // again and again while its key is held down
    std::function<void(Context&)> run;
    std::function<bool(const Context&)> enabled = nullptr;  // null: always
    std::function<bool(const Context&)> active =
        nullptr;  // it is the one chosen, or switched on; null: never

    // On the first page only what has to do with lessons and the window is.
    [[nodiscard]] bool is_enabled(const Context& context) const;
    [[nodiscard]] bool is_active(const Context& context) const { return active && active(context); }
    // "Play or pause (Space)".
    [[nodiscard]] std::string tip() const;
};

class Registry {
public:
    // All commands, among them one to open each of `lessons`.
    explicit Registry(std::span<const lessons::Lesson> lessons);

    [[nodiscard]] const std::vector<Command>& all() const { return commands_; }
    [[nodiscard]] const Command* find(std::string_view id) const;  // null: no such command
    // The enabled command bound to a key; null: none.
    [[nodiscard]] const Command* bound_to(const input::KeyPress& press, const Context& context) const;
    [[nodiscard]] const Command* bound_to(const input::CharTyped& typed, const Context& context) const;
    // Runs it if there is one of this id and it is enabled; false otherwise.
    bool run(std::string_view id, Context& context) const;

private:
    std::vector<Command> commands_;
};

// The speeds on offer, slow to fast; the last is as fast as possible.
std::span<const double> speeds();
// "0.25×", "max".
std::string speed_label(double speed);
std::string speed_id(double speed);
std::string_view granularity_label(trace::Granularity granularity);
std::string granularity_id(trace::Granularity granularity);
std::string_view view_label(View view);
std::string view_id(View view);
std::string mode_id(lessons::Mode mode);
// Views that the lesson has something to show in.
std::vector<View> views_of(const lessons::Lesson* lesson);

}  // namespace loopscope::app::commands
