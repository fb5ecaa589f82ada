#include "app/commands/declare.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::commands {
namespace {

using input::Key;

constexpr trace::Granularity kGranularities[] = {trace::Granularity::Beat, trace::Granularity::Callback,
                                                 trace::Granularity::TaskStep, trace::Granularity::Turn};

bool is_open(const Context& c) {
    return c.session.exhibit() != nullptr;
}

bool runs_one(const Context& c) {
    return is_open(c) && !c.session.race_shown();
}

void change_speed(Context& c, int by) {
    const std::span<const double> all = session::kSpeeds;
    const double now = c.session.player().speed();
    std::size_t nearest = 0;
    while (nearest + 1 < all.size() && all[nearest] < now) ++nearest;
    const auto last = static_cast<int>(all.size()) - 1;
    const int next = std::clamp(static_cast<int>(nearest) + by, 0, last);
    c.session.ask(session::SetSpeed{all[static_cast<std::size_t>(next)]});
}

template <class Ask>
std::function<void(Context&)> asks(Ask ask) {
    return [ask](Context& c) { c.session.ask(ask); };
}

void declare_steps(std::vector<Command>& commands) {
    commands.push_back({.id = "transport/play",
                        .group = "Run",
                        .label = "Play or pause",
                        .tooltip = "",
                        .keys = {key(Key::Space)},
                        .run = asks(session::Toggle{}),
                        .enabled = is_open,
                        .active = [](const Context& c) {
                            return c.session.race_shown() ? c.session.race().playing()
                                                          : c.session.player().playing();
                        }});
    commands.push_back({.id = "transport/forward",
                        .group = "Run",
                        .label = "One step forward",
                        .tooltip = "One step forward; at the head the program takes it",
                        .keys = {key(Key::Right), key(Key::PageDown)},
                        .repeats = true,
                        .run = asks(session::Forward{}),
                        .enabled = is_open});
    commands.push_back({.id = "transport/back",
                        .group = "Run",
                        .label = "One step back",
                        .tooltip = "One step back; the program stands still",
                        .keys = {key(Key::Left), key(Key::PageUp)},
                        .repeats = true,
                        .run = asks(session::Back{}),
                        .enabled = is_open});
    commands.push_back({.id = "transport/start",
                        .group = "Run",
                        .label = "To the start",
                        .tooltip = "",
                        .keys = {key(Key::Home)},
                        .run = asks(session::ToStart{}),
                        .enabled = is_open});
    commands.push_back({.id = "transport/head",
                        .group = "Run",
                        .label = "To the newest event",
                        .tooltip = "",
                        .keys = {key(Key::End)},
                        .run = asks(session::ToHead{}),
                        .enabled = is_open});
    commands.push_back({.id = "transport/restart",
                        .group = "Run",
                        .label = "Run it again from the start",
                        .tooltip = "",
                        .keys = {key(Key::R)},
                        .run = [](Context& c) { c.session.restart(); },
                        .enabled = is_open});
}

void declare_breakpoints(std::vector<Command>& commands) {
    const auto any = [](const Context& c) {
        return runs_one(c) && !c.session.player().breakpoints().empty();
    };
    commands.push_back({.id = "transport/breakpoint",
                        .group = "Run",
                        .label = "Run to the next breakpoint",
                        .tooltip = "",
                        .keys = {key(Key::B)},
                        .run = asks(session::RunToBreakpoint{}),
                        .enabled = any});
    commands.push_back({.id = "breakpoints/clear",
                        .group = "Run",
                        .label = "Remove all breakpoints",
                        .tooltip = "",
                        .keys = {},
                        .in_help = false,
                        .run = asks(session::SetBreakpoints{}),
                        .enabled = any});
}

void declare_speeds(std::vector<Command>& commands) {
    commands.push_back({.id = "speed/faster",
                        .group = "Run",
                        .label = "Faster",
                        .tooltip = "",
                        .keys = {character(U'+')},
                        .repeats = true,
                        .run = [](Context& c) { change_speed(c, 1); },
                        .enabled = is_open});
    commands.push_back({.id = "speed/slower",
                        .group = "Run",
                        .label = "Slower",
                        .tooltip = "",
                        .keys = {character(U'-')},
                        .repeats = true,
                        .run = [](Context& c) { change_speed(c, -1); },
                        .enabled = is_open});
    for (const double speed : session::kSpeeds) {
        commands.push_back(
            {.id = speed_id(speed),
             .group = "Run",
             .label = std::isinf(speed) ? "Speed: as fast as possible" : "Speed " + speed_label(speed),
             .tooltip = std::isinf(speed) ? "As fast as possible: sleeps are jumped over" : "",
             .keys = {},
             .in_help = false,
             .run = asks(session::SetSpeed{speed}),
             .enabled = is_open,
             .active = [speed](const Context& c) { return c.session.player().speed() == speed; }});
    }
    commands.push_back(
        {.id = "pace/free",
         .group = "Run",
         .label = "Let the program run freely",
         .tooltip = "Run freely, without a pause for each beat",
         .keys = {key(Key::F)},
         .run =
             [](Context& c) {
                 const bool free = c.session.player().pace() == session::Pace::Free;
                 c.session.ask(session::SetPace{free ? session::Pace::Teaching : session::Pace::Free});
             },
         .enabled = runs_one,
         .active = [](const Context& c) { return c.session.player().pace() == session::Pace::Free; }});
}

void declare_granularities(std::vector<Command>& commands) {
    commands.push_back({.id = "grain/next",
                        .group = "Run",
                        .label = "Change what one step is",
                        .tooltip = "",
                        .keys = {key(Key::S)},
                        .run =
                            [](Context& c) {
                                const auto now = static_cast<std::size_t>(c.session.player().granularity());
                                c.session.ask(session::SetGranularity{kGranularities[(now + 1) % 4]});
                            },
                        .enabled = runs_one});
    for (const trace::Granularity g : kGranularities) {
        commands.push_back(
            {.id = granularity_id(g),
             .group = "Run",
             .label = "Step by " + std::string(granularity_label(g)),
             .tooltip = "",
             .keys = {},
             .in_help = false,
             .run = asks(session::SetGranularity{g}),
             .enabled = runs_one,
             .active = [g](const Context& c) { return c.session.player().granularity() == g; }});
    }
}

}  // namespace

void declare_transport(std::vector<Command>& commands) {
    declare_steps(commands);
    declare_breakpoints(commands);
    declare_speeds(commands);
    declare_granularities(commands);
}

}  // namespace loopscope::app::commands
