#include "app/views/slide_view.hpp"

#include "app/panels/mode_switch.hpp"
#include "app/panels/slide_frame.hpp"
#include "app/panels/widgets.hpp"
#include "app/views/picture.hpp"

#include <algorithm>

namespace loopscope::app::views {
namespace {

using panels::Scene;
using panels::Widgets;
using stage::Font;
using stage::Rect;

constexpr float kPictureHead = 56, kAxisButton = 34;

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

void build_slide(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    const bool head = !scene.state.presenter;
    Rect body = box.inset(16, head ? 8 : 14);
    if (head) {
        const float middle = box.y + 27;
        const float title = draw.width(Font::Caps, "LOOP SLIDE") + 24;
        const bool asked = question_pill(draw, box.right() - 20, middle);
        const float taken = asked ? 150 : panels::mode_switch(draw, box.right() - 20, middle, box.w - 40);
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
    list.add(stage::HotItem{"scroll/picture", body, "", stage::Ground{true}});
    list.add(stage::ClipItem{{box.x + 1, body.y, box.w - 2, body.h}, true});
    const slides::LoopPicture built = scene.pictures.loop.build(panels::slide_frame(scene, {body.w, body.h}));
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

// A row of the slide is a moment to go to.
bool click_slide(const stage::Target& target, commands::Context& context) {
    const auto* moment = std::get_if<stage::Moment>(&target);
    if (moment == nullptr) return false;
    if (context.quiz != nullptr && context.quiz->stands_still()) return true;
    context.session.ask(session::Seek{moment->position});
    return true;
}

void declare_slide(std::vector<commands::Command>& commands) {
    commands.push_back({.id = "slide/true-time",
                        .group = "View",
                        .label = "Loop slide in true time",
                        .tooltip = "Waits as tall as they are long, or one row each",
                        .keys = {commands::key(input::Key::X)},
                        .run =
                            [](commands::Context& c) {
                                c.state.true_time = !c.state.true_time;
                                c.state.slide_scroll = 0;
                            },
                        .enabled = [](const commands::Context& c) { return c.session.exhibit() != nullptr; },
                        .active = [](const commands::Context& c) { return c.state.true_time; }});
}

}  // namespace

ViewEntry slide_view() {
    return {.view = View::Slide,
            .word = "slide",
            .title = "Slide",
            .key = input::Key::Digit1,
            .icon = stage::Icon::Fork,
            .below_transport = BelowTransport::MiniTimeline,
            .presented = true,
            .build = build_slide,
            .click = click_slide,
            .scroll = scroll_picture,
            .declare = declare_slide};
}

}  // namespace loopscope::app::views
