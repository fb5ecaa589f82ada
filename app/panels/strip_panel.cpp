#include "app/panels/strip_panel.hpp"

#include "app/panels/slide_frame.hpp"
#include "core/slides/anatomy/strip.hpp"
#include "core/slides/narration/narration.hpp"

namespace loopscope::app::panels {

void strip_card(const Scene& scene, stage::Rect box, stage::DisplayList& list) {
    const slides::Sentence words =
        slides::narrate(scene.session.shown_timeline(), scene.session.shown_playhead().position);
    slides::StripInput input;
    input.frame = slide_frame(scene, {box.w, box.h});
    input.thread = static_cast<trace::ThreadId>(scene.state.anatomy_loop);
    if (!words.spans.empty()) input.sentence = &words;
    list.add(slides::anatomy_strip(input), {box.x, box.y});
}

}  // namespace loopscope::app::panels
