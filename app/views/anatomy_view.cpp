#include "app/views/anatomy_view.hpp"

#include "app/commands/command.hpp"
#include "app/panels/slide_frame.hpp"
#include "app/views/picture.hpp"
#include "core/slides/anatomy/anatomy.hpp"

namespace loopscope::app::views {
namespace {

void build_anatomy(const panels::Scene& scene, stage::Rect box, stage::DisplayList& list) {
    const Placed placed = place_picture(scene, box);
    slides::AnatomyInput input;
    input.frame = panels::slide_frame(scene, placed.size);
    input.thread = static_cast<trace::ThreadId>(scene.state.anatomy_loop);
    list.add(stage::HotItem{"scroll/picture", box, "", stage::Ground{true}});
    list.add(slides::anatomy(input), placed.at);
}

bool click_anatomy(const stage::Target& target, commands::Context& context) {
    const auto* loop = std::get_if<stage::LoopChoice>(&target);
    if (loop == nullptr) return false;
    context.state.anatomy_loop = loop->thread;
    return true;
}

}  // namespace

ViewEntry anatomy_view() {
    return {.view = View::Anatomy,
            .word = "anatomy",
            .title = "Anatomy",
            .key = input::Key::Digit3,
            .icon = stage::Icon::LoopRing,
            .room = Room::Window,
            .build = build_anatomy,
            .click = click_anatomy,
            .scroll = scroll_picture};
}

}  // namespace loopscope::app::views
