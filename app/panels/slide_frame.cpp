#include "app/panels/slide_frame.hpp"

namespace loopscope::app::panels {

slides::Frame slide_frame(const Scene& scene, stage::Vec2 size) {
    slides::Frame frame;
    frame.timeline = &scene.session.shown_timeline();
    frame.playhead = scene.session.shown_playhead();
    frame.size = size;
    frame.metrics = &scene.metrics;
    frame.scroll = scene.state.lanes_scroll;
    frame.scroll_down = scene.state.slide_scroll;
    frame.dense = scene.state.presenter;
    frame.true_time = scene.state.true_time;
    // Nothing that a question asks for is given away.
    const quiz::Quiz* quiz = scene.context.quiz;
    frame.hides_prospects = quiz && quiz->shown();
    frame.hides_ready =
        quiz && quiz->question() && quiz->question()->ask == lessons::Ask::ReadyQueue && !quiz->verdict();
    return frame;
}

}  // namespace loopscope::app::panels
