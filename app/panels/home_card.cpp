#include "app/panels/home_card.hpp"

#include "app/panels/text_flow.hpp"

#include <algorithm>
#include <numbers>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kPicture = 94, kCardPadding = 16, kProgressRing = 10.5F;

// While there is no picture: where the lanes will be, without telling how many.
void placeholder(Widgets& draw, Rect box) {
    const float y = box.center().y;
    for (const auto& [from, to, dy] : {std::tuple{0.0F, 0.62F, -9.0F}, std::tuple{0.22F, 1.0F, 9.0F}})
        draw.fill({box.x + box.w * from, y + dy - 2, box.w * (to - from), 4}, 2,
                  ink(Token::Track).mixed(0.6F));
}

void trouble(Widgets& draw, const lessons::Lesson& lesson, Rect box) {
    const bool soon = !lesson.uncompiled.empty();
    draw.icon(soon ? Icon::Clock : Icon::Warning, {box.x + 10, box.y + 16}, 19,
              ink(soon ? Token::Accent : Token::Error));
    FlowStyle style;
    style.regular = Font::Small;
    style.line = 19;
    const StyledText words[] = {{lesson.trouble, WordStyle::Regular}};
    flow(draw, words, {box.x + 32, box.y + 6, box.w - 32, box.h - 8}, style);
}

}  // namespace

std::string facts_of(const progress::Sum& sum, bool opened) {
    std::string text = std::to_string(std::max(1, sum.minutes)) + " min";
    if (sum.questions == 0) return text;
    const std::string count = std::to_string(sum.questions);
    if (opened && sum.right > 0) return text + "  ·  predictions " + std::to_string(sum.right) + "/" + count;
    return text + "  ·  " + count + (sum.questions == 1 ? " prediction" : " predictions");
}

void progress_ring(Widgets& draw, stage::Vec2 center, float radius, float share, bool opened, bool done) {
    if (done) {
        draw.list().add(stage::DiscItem{center, radius, ink(Token::Accent).mixed(0.24F), true, 0});
        draw.icon(Icon::Tick, center, radius * 1.35F, ink(Token::Accent));
        return;
    }
    draw.list().add(stage::DiscItem{center, radius - 1.2F, ink(Token::Track), false, 2.4F});
    if (!opened) return;
    constexpr float kAround = 2 * std::numbers::pi_v<float>;
    if (share > 0)
        draw.list().add(stage::ArcItem{center, radius - 1.2F, 0, kAround * std::min(share, 1.0F),
                                       ink(Token::Accent), 2.6F});
    draw.icon(Icon::Play, {center.x + 0.6F, center.y}, radius * 1.05F, ink(Token::Accent));
}

void home_card(Widgets& draw, const HomeCard& card, Rect box) {
    const lessons::Lesson& lesson = card.lesson;
    const std::string id = "lesson/" + lesson.id;
    const bool lit = draw.hovered(id) || draw.pressed(id);
    const stage::Ink border = ink(card.chosen ? Token::Accent : lit ? Token::Line : Token::Hairline);
    draw.panel(box, 12, ink(Token::Panel), border, card.chosen ? 2.0F : 1.0F);
    const Rect picture{box.x + 1.5F, box.y + 1.5F, box.w - 3, kPicture - 1.5F};
    draw.fill(picture, 10.5F, ink(Token::Code));
    draw.fill({picture.x, picture.y + 14, picture.w, picture.h - 14}, 0, ink(Token::Code));
    draw.line({picture.x, picture.bottom()}, {picture.right(), picture.bottom()}, ink(Token::Hairline));

    const Rect drawing = picture.inset(std::min(34.0F, picture.w * 0.1F), 15);
    if (!lesson.trouble.empty()) {
        trouble(draw, lesson, picture.inset(14, 8));
    } else if (card.thumbnail == nullptr || card.thumbnail->empty()) {
        placeholder(draw, drawing);
    } else {
        slides::draw_thumbnail(*card.thumbnail, drawing, draw.list());
    }

    const float x = box.x + kCardPadding, room = box.w - 2 * kCardPadding - 2 * kProgressRing - 12;
    const float top = box.y + kPicture;
    draw.text({x, top + 20}, lesson.title.empty() ? lesson.id : lesson.title, Font::LabelStrong,
              ink(Token::Text), Align::Left, room);
    if (lesson.trouble.empty()) {
        draw.text({x, top + 44}, facts_of(card.sum, card.opened), Font::Small, ink(Token::TextSoft),
                  Align::Left, room);
        const bool done = card.sum.finished > 0;
        progress_ring(draw, {box.right() - kCardPadding - kProgressRing, top + 32}, kProgressRing,
                      progress::share_of(card.sum), card.opened, done);
    } else {
        draw.text({x, top + 44}, "Can't be shown yet", Font::Small, ink(Token::TextSoft), Align::Left, room);
    }
    if (card.chosen) draw.outline(box, 12, border, 2);
    draw.hot(id, box, lesson.goal);
}

}  // namespace loopscope::app::panels
