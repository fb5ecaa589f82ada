// What can be done about a run that has filled its memory.
#include "app/commands/declare.hpp"

namespace loopscope::app::commands {

void declare_memory(std::vector<Command>& commands) {
    const auto full = [](const Context& c) { return c.session.full(); };
    commands.push_back({.id = "memory/go-on",
                        .group = "Run",
                        .label = "Go on with more memory",
                        .tooltip = "Sets aside as much again for this run",
                        .keys = {},
                        .in_help = false,
                        .run = [](Context& c) { c.session.go_on_when_full(); },
                        .enabled = full});
    commands.push_back({.id = "memory/forget",
                        .group = "Run",
                        .label = "Forget the older half of this run",
                        .tooltip = "Gives up the older half of the recording, and goes on",
                        .keys = {},
                        .in_help = false,
                        .run = [](Context& c) { c.session.forget_the_oldest(); },
                        .enabled = full});
    commands.push_back({.id = "memory/stop",
                        .group = "Run",
                        .label = "Stop this run",
                        .tooltip = "Ends the run; what it has recorded stays",
                        .keys = {},
                        .in_help = false,
                        .run = [](Context& c) { c.session.stop(); },
                        .enabled = full});
}

}  // namespace loopscope::app::commands
