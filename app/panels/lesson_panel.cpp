#include "app/panels/lesson_panel.hpp"

#include "app/panels/current_line.hpp"
#include "app/panels/markdown.hpp"
#include "app/panels/parameters.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kPadding = 22, kHeader = 48, kTitle = 42, kBetween = 8, kStep = 26, kNumber = 30;

const std::vector<std::string>& steps_of(const Scene& scene) {
    static const std::vector<std::string> none;
    const auto& steps = scene.session.lesson()->steps;
    const auto it = steps.find(scene.session.mode());
    return it == steps.end() ? none : it->second;
}

std::vector<StyledText> runs_of(const std::string& markdown) {
    std::vector<StyledText> runs;
    for (Paragraph& paragraph : parse_markdown(markdown)) {
        if (!runs.empty()) runs.push_back({" ", WordStyle::Regular});
        runs.insert(runs.end(), paragraph.runs.begin(), paragraph.runs.end());
    }
    return runs;
}

// Draws from `y` down, or only measures where `draw` is null. Returns the height.
float read_page(const Scene& scene, Widgets* draw, Rect box) {
    const FlowStyle style;
    float y = box.y;
    for (const Paragraph& paragraph : parse_markdown(scene.session.lesson()->text)) {
        const float indent = paragraph.bullet ? 18 : 0;
        const float h = flow_height(scene.metrics, paragraph.runs, box.w - indent, style);
        if (draw) {
            if (paragraph.bullet)
                draw->list().add(
                    stage::DiscItem{{box.x + 5, y + style.line / 2}, 2.5F, ink(Token::TextFaint), true, 0});
            flow(*draw, paragraph.runs, {box.x + indent, y, box.w - indent, h}, style);
        }
        y += h + kBetween;
    }
    return y - box.y;
}

float steps_page(const Scene& scene, Widgets* draw, Rect box) {
    FlowStyle style;
    style.regular = Font::Label;
    style.strong = Font::LabelStrong;
    style.line = kStep;
    const auto& steps = steps_of(scene);
    const auto current = current_step(scene.session);
    float y = box.y;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto runs = runs_of(steps[i]);
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

float page(const Scene& scene, Widgets* draw, Rect box) {
    switch (scene.state.page) {
        case LessonPage::Steps: return steps_page(scene, draw, box);
        case LessonPage::Try:
            return draw ? parameter_rows(*draw, box)
                        : kParameterRow * static_cast<float>(scene.session.lesson()->parameters.size());
        case LessonPage::Read: break;
    }
    return read_page(scene, draw, box);
}

}  // namespace

float lesson_height(const Scene& scene, float width) {
    if (!scene.session.lesson()) return 0;
    const float title = scene.state.page == LessonPage::Read ? kTitle : 0;
    return kHeader + title + page(scene, nullptr, {0, 0, width - 2 * kPadding, 0}) + 10;
}

void lesson_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    const lessons::Lesson* lesson = scene.session.lesson();
    const Rect inside{box.x + kPadding, box.y, box.w - 2 * kPadding, box.h};
    if (!lesson || box.h < kHeader) return;

    std::vector<Segment> pages{{"page/read", "Lesson"}};
    if (!steps_of(scene).empty()) pages.push_back({"page/steps", "Steps"});
    if (!lesson->parameters.empty()) pages.push_back({"page/try", "Try it"});
    const float w = std::min(draw.segments_width(pages), inside.w);
    draw.segments({inside.right() - w + 8, box.y + 11, w, 32}, pages);
    draw.caps({inside.x, box.y + 27}, "LESSON", inside.w - w);

    Rect body{inside.x, box.y + kHeader, inside.w, box.h - kHeader - 8};
    if (scene.state.page == LessonPage::Read) {
        const bool large = draw.fits(Font::Title, lesson->title, body.w);
        draw.text({body.x, body.y + kTitle / 2 - 4}, lesson->title, large ? Font::Title : Font::Heading,
                  ink(Token::Text), Align::Left, body.w);
        body.y += kTitle;
        body.h -= kTitle;
    }
    if (body.h < 20) return;
    const float full = page(scene, nullptr, body);
    const float most = std::max(0.0F, full - body.h);
    const float scroll = std::clamp(scene.state.lesson_scroll, 0.0F, most);
    list.add(stage::HotItem{"scroll/lesson", body, ""});
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
