// What a panel may look at. A panel reads it, appends to a display list, and changes nothing: what reacts to
// the pointer is a HotItem, mostly with the id of a command.
#pragma once

#include "app/commands/command.hpp"
#include "app/session/session.hpp"
#include "app/state.hpp"
#include "core/stage/display_list.hpp"

namespace loopscope::app::panels {

struct Scene {
    const AppState& state;
    const session::Session& session;
    const commands::Registry& registry;
    const commands::Context& context;
    const stage::TextMetrics& metrics;
    double now = 0;
};

}  // namespace loopscope::app::panels
