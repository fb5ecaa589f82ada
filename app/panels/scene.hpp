// What a panel may look at. A panel reads it, appends to a display list, and changes nothing: what reacts to
// the pointer is a HotItem, mostly with the id of a command.
#pragma once

#include "app/commands/command.hpp"
#include "app/session/session.hpp"
#include "app/state.hpp"
#include "app/view.hpp"
#include "core/slides/loop/loop_slide.hpp"
#include "core/slides/loop/rows.hpp"
#include "core/slides/mini/mini_timeline.hpp"
#include "core/stage/display_list.hpp"

#include <memory>

namespace loopscope::app::panels {

// What the pictures of one window keep from frame to frame, so that a frame costs what is in view; never what
// they show.
struct Pictures {
    // Session::runs() of what was read.
    unsigned run = 0;
    const timeline::Timeline* of = nullptr;
    std::shared_ptr<slides::LoopRows> rows = std::make_shared<slides::LoopRows>();
    slides::LoopSlide loop{rows};
    slides::MiniTimeline mini{rows};
    // How the slide in the last frame had put itself, and how far it can be moved at all.
    stage::Vec2 scroll, most_scroll;
};

struct Scene {
    const AppState& state;
    const WindowState& window;
    const session::Session& session;
    const commands::Registry& registry;
    const commands::Context& context;
    const stage::TextMetrics& metrics;
    Pictures& pictures;
    double now = 0;
};

}  // namespace loopscope::app::panels
