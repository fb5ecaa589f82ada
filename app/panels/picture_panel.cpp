#include "app/panels/picture_panel.hpp"

#include "app/panels/parameters.hpp"
#include "app/panels/widgets.hpp"
#include "core/slides/anatomy.hpp"
#include "core/slides/anatomy_strip.hpp"
#include "core/slides/columns.hpp"
#include "core/slides/narration.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kHead = 56;

slides::Frame frame_of(const Scene& scene, stage::Vec2 size) {
    slides::Frame frame;
    frame.timeline = &scene.session.timeline();
    frame.playhead = scene.session.player().playhead();
    frame.size = size;
    frame.metrics = &scene.metrics;
    frame.scroll = scene.state.lanes_scroll;
    frame.scroll_down = scene.state.slide_scroll;
    frame.dense = scene.state.presenter;
    return frame;
}

// "sync", "async", "threads", "MT + async": short, they share a line with the heading.
std::string short_title(lessons::Mode mode) {
    return mode == lessons::Mode::MtAsync ? "MT + async" : std::string(lessons::mode_word(mode));
}

void mode_switch(Widgets& draw, float right, float middle, float room) {
    const lessons::Lesson* lesson = draw.scene().session.lesson();
    if (!lesson || lesson->modes.size() < 2) return;
    std::vector<Segment> items;
    for (const lessons::Mode mode : lesson->modes)
        items.push_back({commands::mode_id(mode), short_title(mode)});
    const float w = std::min(draw.segments_width(items), room);
    draw.segments({right - w, middle - 16, w, 32}, items);
}

void slide(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    const bool head = !scene.state.presenter;
    Rect body = box.inset(16, head ? 8 : 14);
    if (head) {
        const float middle = box.y + 30;
        const float title = draw.width(Font::Caps, "LOOP SLIDE") + 24;
        mode_switch(draw, box.right() - 20, middle, box.w - 40);
        float switch_width = 0;
        if (const auto* lesson = scene.session.lesson(); lesson && lesson->modes.size() > 1) {
            std::vector<Segment> items;
            for (const auto mode : lesson->modes) items.push_back({"", short_title(mode)});
            switch_width = draw.segments_width(items);
        }
        if (title + switch_width < box.w - 40) draw.caps({box.x + 24, middle}, "LOOP SLIDE", title);
        body = {box.x + 16, box.y + kHead, box.w - 32, box.h - kHead - 10};
    }
    if (body.w < 40 || body.h < 40) return;
    list.add(stage::HotItem{"scroll/picture", body, ""});
    list.add(stage::ClipItem{body, true});
    const slides::LoopPicture built = scene.pictures.loop.build(frame_of(scene, {body.w, body.h}));
    scene.pictures.scroll = {built.scroll, built.scroll_down};
    scene.pictures.most_scroll = {built.most_scroll, built.most_scroll_down};
    list.add(built.list, {body.x, body.y});
    list.add(stage::ClipItem{{}, false});
}

void columns(const Scene& scene, Rect box, stage::DisplayList& list) {
    const session::Race& race = scene.session.race();
    slides::ColumnsInput input;
    input.runs = race.columns();
    input.now = race.point();
    input.takeaway = false;  // the transport's strip says it
    input.size = {box.w, box.h};
    input.metrics = &scene.metrics;
    for (std::size_t i = 0; i < race.entries().size(); ++i) {
        const session::RaceEntry& entry = race.entries()[i];
        input.titles.emplace_back(lessons::mode_title(entry.mode));
        input.troubles.push_back(entry.trouble);
        if (entry.mode == lessons::Mode::Sync) input.baseline = i;
    }
    list.add(slides::columns(input), {box.x, box.y});
}

}  // namespace

void picture(const Scene& scene, Rect box, stage::DisplayList& list) {
    if (scene.session.race_shown()) {
        columns(scene, box, list);
    } else if (scene.state.view == View::Anatomy && !scene.state.presenter) {
        slides::AnatomyInput input;
        input.frame = frame_of(scene, {box.w, box.h});
        input.thread = static_cast<trace::ThreadId>(scene.state.anatomy_loop);
        list.add(slides::anatomy(input), {box.x, box.y});
    } else {
        slide(scene, box, list);
    }
}

void anatomy_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    const slides::Sentence words =
        slides::narrate(scene.session.timeline(), scene.session.player().playhead().position);
    slides::StripInput input;
    input.frame = frame_of(scene, {box.w, box.h});
    input.thread = static_cast<trace::ThreadId>(scene.state.anatomy_loop);
    if (!words.spans.empty()) input.sentence = &words;
    list.add(slides::anatomy_strip(input), {box.x, box.y});
}

void parameter_bar(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    const float middle = box.center().y;
    float x = box.x + 24;
    draw.caps({x, middle}, "TRY IT", 80);
    x += 88;
    float right = box.right() - 20;
    if (!scene.session.race_shown() && box.w > 1000) {
        mode_switch(draw, right, middle, box.w);
        right -= 400;
    }
    parameter_line(draw, {x, box.y, right - x, box.h});
}

}  // namespace loopscope::app::panels
