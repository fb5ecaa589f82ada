#include "app/panels/notes_panel.hpp"

#include "app/panels/prose.hpp"
#include "app/panels/widgets.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kNotesSide = 24, kNotesHead = 44, kNotesBottom = 10;

FlowStyle style_of_notes() {
    FlowStyle style;
    style.code = Font::CodeSmall;
    style.line = 27;
    return style;
}

}  // namespace

float notes_height(const Scene& scene, float width) {
    const exhibit::Exhibit* open = scene.session.exhibit();
    if (open == nullptr || open->notes().empty()) return 0;
    return kNotesHead + prose_height(scene.metrics, open->notes(), width - 2 * kNotesSide, style_of_notes()) +
           kNotesBottom;
}

void notes_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    const exhibit::Exhibit* open = scene.session.exhibit();
    if (open == nullptr || box.h < kNotesHead + 20) return;
    Widgets draw(list, scene);
    draw.panel(box, 12, ink(Token::Raised), ink(Token::Line));
    draw.text({box.x + kNotesSide, box.y + 24}, "For the teacher", Font::LabelStrong, ink(Token::Text),
              stage::Align::Left, box.w - 2 * kNotesSide);
    const Rect body{box.x + kNotesSide, box.y + kNotesHead, box.w - 2 * kNotesSide,
                    box.h - kNotesHead - kNotesBottom};
    const FlowStyle style = style_of_notes();
    const float full = prose_height(scene.metrics, open->notes(), body.w, style);
    const float most = std::max(0.0F, full - body.h);
    const float scroll = std::clamp(scene.state.notes_scroll, 0.0F, most);
    list.add(stage::HotItem{"scroll/notes", box, "", stage::Ground{true}});
    list.add(stage::ClipItem{body, true});
    prose(draw, open->notes(), {body.x, body.y - scroll}, body.w, style);
    list.add(stage::ClipItem{{}, false});
    if (most > 1) {
        const float bar = std::max(20.0F, body.h * body.h / full);
        draw.fill({box.right() - 10, body.y + (body.h - bar) * scroll / most, 4, bar}, 2, ink(Token::Line));
    }
}

}  // namespace loopscope::app::panels
