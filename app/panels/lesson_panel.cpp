#include "app/panels/lesson_panel.hpp"

#include "app/panels/current_line.hpp"
#include "app/panels/parameters.hpp"
#include "app/panels/prose.hpp"
#include "app/progress/store.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kLessonPadding = 22, kHeader = 48, kTitle = 42, kStep = 26, kNumber = 30;

std::span<const std::string> steps_of(const Scene& scene) {
    return scene.session.exhibit()->steps(scene.session.mode());
}

bool has_words(const exhibit::Exhibit& open) {
    return open.minutes() || !open.goal().empty() || !open.text().empty() || !open.trouble().empty();
}

// The page that is chosen; what is open without words shows what it has.
LessonPage page_of(const Scene& scene) {
    if (has_words(*scene.session.exhibit())) return scene.state.page;
    if (scene.state.page == LessonPage::Read)
        return steps_of(scene).empty() ? LessonPage::Try : LessonPage::Steps;
    return scene.state.page;
}

bool has_pages(const Scene& scene) {
    const exhibit::Exhibit& open = *scene.session.exhibit();
    return has_words(open) || !steps_of(scene).empty() || !open.parameters().empty();
}

// The run has been seen to its end, at the playhead.
bool at_end(const Scene& scene) {
    const auto& timeline = scene.session.shown_timeline();
    return timeline.state_at(scene.session.shown_playhead().position).ended;
}

bool done_before(const Scene& scene) {
    const progress::Store* store = scene.context.progress;
    const lessons::Lesson* lesson = scene.session.lesson();
    return store != nullptr && lesson != nullptr && store->deck().of(lesson->id).finished;
}

// What the lesson is for, beside a bar in the colour of what can be done.
float goal(const Scene& scene, Widgets* draw, Rect box) {
    const exhibit::Exhibit& open = *scene.session.exhibit();
    if (open.goal().empty()) return 0;
    constexpr float kIndent = 14;
    FlowStyle style;
    style.color = Token::Text;
    style.line = 25;
    const auto runs = words_of(open.goal());
    const float h = flow_height(scene.metrics, runs, box.w - kIndent, style);
    if (draw) {
        draw->fill({box.x, box.y + 2, 3, h - 4}, 1.5F, ink(Token::Accent));
        flow(*draw, runs, {box.x + kIndent, box.y, box.w - kIndent, h}, style);
    }
    return h + 12;
}

float remember(const Scene& scene, Widgets* draw, Rect box) {
    const auto all = scene.session.exhibit()->remember();
    if (all.empty()) return 0;
    constexpr float kInset = 14, kTick = 26, kCaption = 36;
    FlowStyle style;
    style.color = Token::Text;
    style.line = 25;
    const float w = box.w - 2 * kInset - kTick;
    float h = kCaption;
    for (const std::string& one : all) h += flow_height(scene.metrics, words_of(one), w, style) + 6;
    h += 6;
    if (!draw) return h + 12;
    draw->panel({box.x, box.y, box.w, h}, 9, ink(Token::Raised), ink(Token::Hairline));
    draw->text({box.x + kInset, box.y + 20}, "Remember", Font::LabelStrong, ink(Token::Accent), Align::Left,
               box.w - 2 * kInset);
    float y = box.y + kCaption;
    for (const std::string& one : all) {
        const auto runs = words_of(one);
        const float lines = flow_height(scene.metrics, runs, w, style);
        draw->icon(stage::Icon::Tick, {box.x + kInset + 7, y + style.line / 2}, 15, ink(Token::Accent));
        flow(*draw, runs, {box.x + kInset + kTick, y, w, lines}, style);
        y += lines + 6;
    }
    return h + 12;
}

// Draws from `y` down, or only measures where `draw` is null. Returns the height.
float read_page(const Scene& scene, Widgets* draw, Rect box) {
    float y = box.y;
    const auto rest = [&] { return Rect{box.x, y, box.w, 0}; };
    // What to remember comes first when the run has just shown it, and last when it is looked up later.
    const bool first = at_end(scene), last = !first && done_before(scene);
    if (first) y += remember(scene, draw, rest());
    y += goal(scene, draw, rest());
    const std::string_view text = scene.session.exhibit()->text();
    y += draw ? prose(*draw, text, {box.x, y}, box.w, FlowStyle{})
              : prose_height(scene.metrics, text, box.w, FlowStyle{});
    if (last) {
        y += 4;
        y += remember(scene, draw, rest());
    }
    return y - box.y;
}

float steps_page(const Scene& scene, Widgets* draw, Rect box) {
    FlowStyle style;
    style.regular = Font::Label;
    style.strong = Font::LabelStrong;
    style.line = kStep;
    const auto steps = steps_of(scene);
    const auto current = current_step(scene.session);
    float y = box.y;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto runs = words_of(steps[i]);
        const float h = std::max(kStep, flow_height(scene.metrics, runs, box.w - kNumber, style));
        if (draw) {
            const bool now = current == i;
            if (now) {
                draw->fill({box.x - 10, y - 2, box.w + 20, h + 4}, 7, ink(Token::Accent).mixed(0.14F));
                draw->fill({box.x - 10, y - 2, 3, h + 4}, 1.5F, ink(Token::Accent));
            }
            draw->text({box.x + 12, y + kStep / 2}, std::to_string(i + 1),
                       now ? Font::SmallStrong : Font::Small, ink(now ? Token::Text : Token::TextFaint),
                       Align::Center);
            style.color = now ? Token::Text : Token::TextSoft;
            flow(*draw, runs, {box.x + kNumber, y, box.w - kNumber, h}, style);
        }
        y += h + 6;
    }
    return y - box.y;
}

// Of a lesson that can't be run, or not yet: why not, instead of its words.
float trouble_page(const Scene& scene, Widgets* draw, Rect box) {
    FlowStyle style;
    style.color = Token::Text;
    const exhibit::Exhibit& open = *scene.session.exhibit();
    const bool soon = open.soon();
    const StyledText said[][1] = {
        {{soon ? "One moment" : "This lesson can't be run:", WordStyle::Strong}},
        {{std::string(open.trouble()), WordStyle::Regular}},
        {{soon ? "The lesson begins by itself." : "Mend the file and save it; it is read again at once.",
          WordStyle::Regular}}};
    constexpr float kIndent = 34;
    float y = box.y;
    if (draw)
        draw->icon(soon ? stage::Icon::Clock : stage::Icon::Warning, {box.x + 12, y + style.line / 2}, 21,
                   ink(soon ? Token::Accent : Token::Error));
    for (const auto& words : said) {
        const float h = flow_height(scene.metrics, words, box.w - kIndent, style);
        if (draw) flow(*draw, words, {box.x + kIndent, y, box.w - kIndent, h}, style);
        y += h + 8;
        if (&words == &said[1]) style.color = Token::TextSoft;
    }
    return y - box.y;
}

float page(const Scene& scene, Widgets* draw, Rect box) {
    if (!scene.session.exhibit()->trouble().empty()) return trouble_page(scene, draw, box);
    switch (page_of(scene)) {
        case LessonPage::Steps: return steps_page(scene, draw, box);
        case LessonPage::Try:
            return draw ? parameter_rows(*draw, box)
                        : kParameterRow * static_cast<float>(scene.session.exhibit()->parameters().size());
        case LessonPage::Read: break;
    }
    return read_page(scene, draw, box);
}

}  // namespace

float lesson_height(const Scene& scene, float width) {
    if (!scene.session.exhibit() || !has_pages(scene)) return 0;
    const float title = page_of(scene) == LessonPage::Read ? kTitle : 0;
    return kHeader + title + page(scene, nullptr, {0, 0, width - 2 * kLessonPadding, 0}) + 10;
}

void lesson_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    const exhibit::Exhibit* open = scene.session.exhibit();
    const Rect inside{box.x + kLessonPadding, box.y, box.w - 2 * kLessonPadding, box.h};
    if (!open || !has_pages(scene) || box.h < kHeader) return;

    std::vector<Segment> pages;
    if (has_words(*open)) pages.push_back({"page/read", "Lesson"});
    if (!steps_of(scene).empty()) pages.push_back({"page/steps", "Steps"});
    if (!open->parameters().empty()) pages.push_back({"page/try", "Try it"});
    const float w = std::min(draw.segments_width(pages), inside.w);
    draw.segments({inside.right() - w + 8, box.y + 11, w, 32}, pages);
    if (const auto takes = open->minutes()) {
        const std::string minutes = "LESSON  ·  " + std::to_string(std::max(1, *takes)) + " MIN";
        draw.caps({inside.x, box.y + 27},
                  draw.fits(Font::Caps, minutes, inside.w - w - 8) ? minutes : "LESSON", inside.w - w);
    }

    Rect body{inside.x, box.y + kHeader, inside.w, box.h - kHeader - 8};
    if (page_of(scene) == LessonPage::Read) {
        const bool large = draw.fits(Font::Title, open->title(), body.w);
        draw.text({body.x, body.y + kTitle / 2 - 4}, open->title(), large ? Font::Title : Font::Heading,
                  ink(Token::Text), Align::Left, body.w);
        body.y += kTitle;
        body.h -= kTitle;
    }
    if (body.h < 20) return;
    const float full = page(scene, nullptr, body);
    const float most = std::max(0.0F, full - body.h);
    const float scroll = std::clamp(scene.state.lesson_scroll, 0.0F, most);
    list.add(stage::HotItem{"scroll/lesson", body, "", stage::Ground{true}});
    list.add(stage::ClipItem{{box.x + 1, body.y, box.w - 2, body.h}, true});
    page(scene, &draw, {body.x, body.y - scroll, body.w, full});
    list.add(stage::ClipItem{{}, false});
    // What goes on below fades out instead of being cut through the middle of a line.
    constexpr int kShades = 6;
    for (int i = 0; i < kShades && scroll < most - 1; ++i) {
        const float h = 30.0F / kShades;
        const float y = body.bottom() - 30 + h * static_cast<float>(i);
        draw.fill({body.x, y, body.w, h}, 0, ink(Token::Panel).faded(static_cast<float>(i + 1) / kShades));
    }
    if (most > 1) {
        const float bar = std::max(24.0F, body.h * body.h / full);
        draw.fill({box.right() - 9, body.y + (body.h - bar) * scroll / most, 4, bar}, 2, ink(Token::Line));
    }
}

}  // namespace loopscope::app::panels
