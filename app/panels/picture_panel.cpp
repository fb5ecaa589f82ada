#include "app/panels/picture_panel.hpp"

#include "app/panels/parameters.hpp"
#include "app/panels/widgets.hpp"
#include "core/slides/anatomy/anatomy.hpp"
#include "core/slides/anatomy/strip.hpp"
#include "core/slides/columns/columns.hpp"
#include "core/slides/narration/narration.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Font;
using stage::Rect;

constexpr float kPictureHead = 56, kAxisButton = 34;

slides::Frame frame_of(const Scene& scene, stage::Vec2 size) {
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

// "sync", "async", "threads", "MT + async": short, they share a line with the heading.
std::string short_title(lessons::Mode mode) {
    return mode == lessons::Mode::MtAsync ? "MT + async" : std::string(lessons::mode_word(mode));
}

// Returns the width taken, 0 where there is nothing to switch.
float mode_switch(Widgets& draw, float right, float middle, float room) {
    const lessons::Lesson* lesson = draw.scene().session.lesson();
    if (!lesson || lesson->modes.size() < 2) return 0;
    std::vector<Segment> items;
    for (const lessons::Mode mode : lesson->modes)
        items.push_back({commands::mode_id(mode), short_title(mode)});
    const float w = std::min(draw.segments_width(items), room);
    draw.segments({right - w, middle - 16, w, 32}, items);
    return w;
}

// "stands still", "revealed": what a question makes of the run, where otherwise the ways to run are.
void pill(Widgets& draw, stage::Icon icon, std::string_view words, float right, float middle) {
    const float w = draw.width(Font::Label, words) + 46;
    const Rect box{right - w, middle - 15, w, 30};
    draw.panel(box, 15, stage::ink(stage::Token::Raised), stage::ink(stage::Token::Hairline));
    draw.icon(icon, {box.x + 19, middle}, 13, stage::ink(stage::Token::TextSoft));
    draw.text({box.x + 34, middle}, words, Font::Label, stage::ink(stage::Token::TextSoft));
}

bool question_pill(Widgets& draw, float right, float middle) {
    const quiz::Quiz* quiz = draw.scene().context.quiz;
    if (!quiz || (!quiz->open() && !quiz->game())) return false;
    if (quiz->game()) {
        pill(draw, stage::Icon::LoopRing, "your moves", right, middle);
    } else if (quiz->stage() == quiz::Stage::Revealed) {
        pill(draw, stage::Icon::Tick, "revealed", right, middle);
    } else if (quiz->stage() == quiz::Stage::Running) {
        pill(draw, stage::Icon::Play, "runs on", right, middle);
    } else {
        pill(draw, stage::Icon::Pause, "stands still", right, middle);
    }
    return true;
}

// The future, while it must not be seen.
void hidden_future(Widgets& draw, Rect box) {
    using stage::ink;
    using stage::Token;
    if (box.h < 26 || box.w < 60) return;
    draw.fill(box, 8, ink(Token::Code));
    const bool high = box.h >= 110;
    const stage::Vec2 middle = box.center();
    const float radius = high ? 28 : std::min(14.0F, box.h / 2 - 4);
    const stage::Vec2 at{high ? middle.x : middle.x - 96, high ? middle.y - 18 : middle.y};
    draw.list().add(stage::DiscItem{at, radius, ink(Token::Line), false, 1.4F});
    draw.text(at, "?", high ? Font::Heading : Font::LabelStrong, ink(Token::TextSoft), stage::Align::Center);
    constexpr std::string_view kWords = "hidden until you answer";
    if (high)
        draw.text({middle.x, middle.y + 34}, kWords, Font::Label, ink(Token::TextFaint), stage::Align::Center,
                  box.w - 24);
    if (!high)
        draw.text({at.x + radius + 12, middle.y}, kWords, Font::Label, ink(Token::TextFaint),
                  stage::Align::Left, box.right() - at.x - radius - 24);
}

bool hides_future(const Scene& scene) {
    const quiz::Quiz* quiz = scene.context.quiz;
    return quiz && !scene.state.presenter &&
           (quiz->stage() == quiz::Stage::Asked || quiz->stage() == quiz::Stage::Locked);
}

void slide(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    const bool head = !scene.state.presenter;
    Rect body = box.inset(16, head ? 8 : 14);
    if (head) {
        const float middle = box.y + 27;
        const float title = draw.width(Font::Caps, "LOOP SLIDE") + 24;
        const bool asked = question_pill(draw, box.right() - 20, middle);
        const float taken = asked ? 150 : mode_switch(draw, box.right() - 20, middle, box.w - 40);
        if (title + taken < box.w - 40) draw.caps({box.x + 24, middle}, "LOOP SLIDE", title);
        if (title + taken < box.w - 40 - kAxisButton && !asked) {
            draw.icon_button("slide/true-time", {box.x + title + 18, middle}, kAxisButton - 4,
                             stage::Icon::Clock);
        }
        body = {box.x + 16, box.y + kPictureHead, box.w - 32, box.h - kPictureHead - 10};
    }
    if (body.w < 40 || body.h < 40) return;
    const Rect whole = body;
    if (hides_future(scene)) body.h -= std::clamp(body.h * 0.22F, 40.0F, 150.0F);
    list.add(stage::HotItem{"scroll/picture", body, ""});
    list.add(stage::ClipItem{{box.x + 1, body.y, box.w - 2, body.h}, true});
    const slides::LoopPicture built = scene.pictures.loop.build(frame_of(scene, {body.w, body.h}));
    scene.pictures.scroll = {built.scroll, built.scroll_down};
    scene.pictures.most_scroll = {built.most_scroll, built.most_scroll_down};
    list.add(built.list, {body.x, body.y});
    list.add(stage::ClipItem{{}, false});
    if (!hides_future(scene)) return;
    const float moved =
        std::clamp(built.scroll_down + scene.state.slide_scroll, 0.0F, built.most_scroll_down);
    const float floor = whole.y + std::min(body.h, built.list.bounds.h - moved) + 6;
    hidden_future(draw, {whole.x - 4, floor, whole.w + 8, whole.bottom() - 4 - floor});
}

// Pictures that need a certain size to say anything are scrolled where they have less.
constexpr stage::Vec2 kLeastPicture{560, 420};

stage::DisplayList columns(const Scene& scene, stage::Vec2 size) {
    const session::Race& race = scene.session.race();
    slides::ColumnsInput input;
    input.runs = race.columns();
    input.now = race.point();
    input.takeaway = false;  // the transport's strip says it
    input.size = size;
    input.metrics = &scene.metrics;
    for (std::size_t i = 0; i < race.entries().size(); ++i) {
        const session::RaceEntry& entry = race.entries()[i];
        input.titles.emplace_back(lessons::mode_title(entry.mode));
        input.troubles.push_back(entry.trouble);
        if (entry.mode == lessons::Mode::Sync) input.baseline = i;
    }
    return slides::columns(input);
}

stage::DisplayList anatomy(const Scene& scene, stage::Vec2 size) {
    slides::AnatomyInput input;
    input.frame = frame_of(scene, size);
    input.thread = static_cast<trace::ThreadId>(scene.state.anatomy_loop);
    return slides::anatomy(input);
}

}  // namespace

void picture(const Scene& scene, Rect box, stage::DisplayList& list) {
    const bool race = scene.session.race_shown();
    if (!race && (scene.state.view != View::Anatomy || scene.state.presenter)) return slide(scene, box, list);
    const stage::Vec2 size{std::max(box.w, kLeastPicture.x), std::max(box.h, kLeastPicture.y)};
    scene.pictures.scroll = {};
    scene.pictures.most_scroll = {size.x - box.w, size.y - box.h};
    const stage::Vec2 moved{std::clamp(scene.state.lanes_scroll, 0.0F, scene.pictures.most_scroll.x),
                            std::clamp(scene.state.slide_scroll, 0.0F, scene.pictures.most_scroll.y)};
    list.add(stage::HotItem{"scroll/picture", box, ""});
    list.add(race ? columns(scene, size) : anatomy(scene, size), {box.x - moved.x, box.y - moved.y});
}

void anatomy_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    const slides::Sentence words =
        slides::narrate(scene.session.shown_timeline(), scene.session.shown_playhead().position);
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
    if (!scene.session.race_shown() && box.w > 1000) right -= mode_switch(draw, right, middle, box.w) + 24;
    parameter_line(draw, {x, box.y, right - x, box.h});
}

}  // namespace loopscope::app::panels
