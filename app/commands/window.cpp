#include "app/commands/declare.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::commands {
namespace {

using input::Key;

// A tenth at a time up to 1.5, then a quarter.
void change_scale(AppState& state, int by) {
    const float step = state.scale + 0.01F * static_cast<float>(by) >= 1.5F ? 0.25F : 0.1F;
    const float scale = state.scale + step * static_cast<float>(by);
    state.scale = std::clamp(std::round(scale * 100) / 100, kLeastScale, kMostScale);
}

}  // namespace

void declare_window(std::vector<Command>& commands) {
    commands.push_back({.id = "palette/open",
                        .group = "Window",
                        .label = "Find a command or a lesson",
                        .tooltip = "",
                        .keys = {ctrl(Key::K), ctrl_shift(Key::P), character(U'/')},
                        .run = [](Context& c) {
                            c.state.palette = PaletteState{};
                            c.state.palette.open = true;
                            c.state.help_open = false;
                        }});
    commands.push_back({.id = "help/toggle",
                        .group = "Window",
                        .label = "Help",
                        .tooltip = "Keys and what they do",
                        .keys = {character(U'?'), key(Key::F1)},
                        .run =
                            [](Context& c) {
                                c.state.help_open = !c.state.help_open;
                                c.state.palette.open = false;
                            },
                        .active = [](const Context& c) { return c.state.help_open; }});
    commands.push_back({.id = "theme/toggle",
                        .group = "Window",
                        .label = "Dark or light",
                        .tooltip = "",
                        .keys = {key(Key::T)},
                        .run = [](Context& c) { c.state.dark = !c.state.dark; }});
    commands.push_back({.id = "scale/up",
                        .group = "Window",
                        .label = "Larger",
                        .tooltip = "",
                        .keys = {ctrl(Key::Equal), ctrl(Key::Plus)},
                        .repeats = true,
                        .run = [](Context& c) { change_scale(c.state, 1); }});
    commands.push_back({.id = "scale/down",
                        .group = "Window",
                        .label = "Smaller",
                        .tooltip = "",
                        .keys = {ctrl(Key::Minus)},
                        .repeats = true,
                        .run = [](Context& c) { change_scale(c.state, -1); }});
    commands.push_back({.id = "scale/reset",
                        .group = "Window",
                        .label = "Normal size",
                        .tooltip = "",
                        .keys = {ctrl(Key::Digit0)},
                        .run = [](Context& c) { c.state.scale = 1; }});
    commands.push_back({.id = "window/fullscreen",
                        .group = "Window",
                        .label = "Full screen",
                        .tooltip = "",
                        .keys = {key(Key::F11)},
                        .run = [](Context& c) { c.state.fullscreen = !c.state.fullscreen; },
                        .active = [](const Context& c) { return c.state.fullscreen; }});
    commands.push_back({.id = "motion/reduced",
                        .group = "Window",
                        .label = "Reduced motion",
                        .tooltip = "Cuts instead of movement",
                        .keys = {},
                        .run =
                            [](Context& c) {
                                c.state.reduced_motion = !c.state.reduced_motion;
                                c.session.ask(session::SetReducedMotion{c.state.reduced_motion});
                            },
                        .active = [](const Context& c) { return c.state.reduced_motion; }});
    commands.push_back({.id = "window/quit",
                        .group = "Window",
                        .label = "Quit",
                        .tooltip = "",
                        .keys = {ctrl(Key::Q)},
                        .run = [](Context& c) { c.state.quit = true; }});
}

}  // namespace loopscope::app::commands
