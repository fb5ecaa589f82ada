// What a view is: one way to look at a run, which says itself what it draws and what the pointer and the keys
// do in it. app/views has the table of them; tabs, commands, help, settings and `render --view` read it.
#pragma once

#include "app/input/event.hpp"
#include "app/state.hpp"
#include "core/stage/display_list.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::app::exhibit {
class Exhibit;
}
namespace loopscope::app::commands {
struct Command;
struct Context;
}  // namespace loopscope::app::commands
namespace loopscope::app::panels {
struct Pictures;
struct Scene;
}  // namespace loopscope::app::panels

namespace loopscope::app {

// The middle, with words and source at its sides; or the whole window, with the parameters above it.
enum class Room : std::uint8_t { Middle, Window };

// What the transport has below its buttons.
enum class BelowTransport : std::uint8_t { Nothing, Conclusion, MiniTimeline };

struct ViewEntry {
    View view = View::Slide;
    // "slide": on the command line, in the settings, and in "view/slide"
    std::string_view word;
    // "Slide": on its tab.
    std::string_view title;
    input::Key key = input::Key::None;
    // On its tab where the titles have no room.
    stage::Icon icon = stage::Icon::Screen;
    Room room = Room::Middle;
    BelowTransport below_transport = BelowTransport::Nothing;
    // All modes run, and the transport is the race's.
    bool races = false;
    // The presenter view shows it.
    bool presented = false;
    // Whether there is something to see of what is open (null: nothing is). Null: always.
    bool (*available)(const exhibit::Exhibit*) = nullptr;

    // Fills the box.
    void (*build)(const panels::Scene&, stage::Rect box, stage::DisplayList&) = nullptr;
    // On a place of its picture. False: such a place is not its own. Null: it has none.
    bool (*click)(const stage::Target&, commands::Context&) = nullptr;
    // The wheel over its picture, as it was drawn last.
    void (*scroll)(const input::Scrolled&, AppState&, const panels::Pictures&) = nullptr;
    // Its own commands, keys included. Null: it has none.
    void (*declare)(std::vector<commands::Command>&) = nullptr;

    [[nodiscard]] bool is_available(const exhibit::Exhibit* open) const {
        return available == nullptr || available(open);
    }
    // The id of the command that shows it.
    [[nodiscard]] std::string command() const { return "view/" + std::string(word); }
};

// In the order of their tabs. Never empty where there is a window.
using Views = std::span<const ViewEntry>;

// The first where there is no such view, or no view of that word.
inline const ViewEntry& entry_of(Views views, View view) {
    for (const ViewEntry& entry : views) {
        if (entry.view == view) return entry;
    }
    return views.front();
}
inline const ViewEntry& entry_of(Views views, std::string_view word) {
    for (const ViewEntry& entry : views) {
        if (entry.word == word) return entry;
    }
    return views.front();
}

// The one that is drawn.
inline const ViewEntry& shown_view(Views views, const AppState& state) {
    const ViewEntry& chosen = entry_of(views, state.view);
    if (!state.presenter || chosen.presented) return chosen;
    for (const ViewEntry& entry : views) {
        if (entry.presented) return entry;
    }
    return chosen;
}

}  // namespace loopscope::app
