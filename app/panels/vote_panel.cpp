#include "app/panels/vote_panel.hpp"

#include "app/panels/question_parts.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::panels {
namespace {

using quiz::Quiz;
using quiz::Stage;
using stage::Align;
using stage::Font;
using stage::Icon;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kVoteHead = 58, kVoteRow = 46, kVoteFoot = 12;

std::string status_of(const Quiz& quiz) {
    const int all = quiz.votes_in_all();
    const std::string count = all == 1 ? "1 answer" : std::to_string(all) + " answers";
    if (quiz.stage() == Stage::Asked && all == 0)
        return "keys 1 to " + std::to_string(quiz.votes().size()) + " count a vote";
    return count;
}

void bar(Widgets& draw, const Quiz& quiz, std::size_t index, Rect box) {
    const int all = quiz.votes_in_all();
    if (quiz.stage() == Stage::Asked || all == 0 || box.w < 60) return;
    const auto* verdict = quiz.verdict();
    const bool right = verdict && verdict->right == index;
    const float share = static_cast<float>(quiz.votes()[index]) / static_cast<float>(all);
    // Neutral until it is known who is right.
    const Ink hue = verdict ? hue_of(draw.scene(), quiz.question()->options[index]) : ink(Token::TextSoft);
    constexpr float kPercent = 72;
    const float w = std::max(4.0F, (box.w - kPercent) * share);
    const Rect filled{box.x, box.center().y - 12, w, 24};
    if (right) {
        draw.fill(filled, 5, ink(Token::Accent));
    } else {
        draw.panel(filled, 5, hue.mixed(0.22F), hue.mixed(0.8F), 1.2F);
        if (w > 10) draw.list().add(stage::HatchItem{filled, 5, hue.mixed(0.5F), 7, 1.2F});
    }
    const auto percent = std::to_string(static_cast<int>(std::lround(share * 100))) + " %";
    draw.text({filled.right() + 12, box.center().y}, percent, Font::BodyStrong, ink(Token::Text), Align::Left,
              kPercent);
}

void row(Widgets& draw, const Quiz& quiz, std::size_t index, Rect box, float names) {
    const loopscope::quiz::Option& option = quiz.question()->options[index];
    const auto* verdict = quiz.verdict();
    const bool right = verdict && verdict->right == index, out = verdict && !right;
    if (right) draw.panel(box, 8, ink(Token::Accent).mixed(0.14F), ink(Token::Accent), 2);
    const float middle = box.center().y;
    draw.key_cap(std::to_string(index + 1), box.x + 38, middle);
    sign_of(draw, option, {box.x + 66, middle}, 26, false);
    const Font font = option.claims == loopscope::quiz::Claims::Line ? Font::Code : Font::BodyStrong;
    draw.text({box.x + 92, middle}, option.text, font, ink(out ? Token::TextSoft : Token::Text), Align::Left,
              names);
    const float x = box.x + 92 + names + 18;
    bar(draw, quiz, index, {x, box.y, box.right() - 52 - x, box.h});
    if (right) {
        const stage::Vec2 at{box.right() - 28, middle};
        draw.list().add(stage::DiscItem{at, 14, ink(Token::Accent), true, 0});
        draw.icon(Icon::Tick, at, 18, ink(Token::OnSolid));
    }
    if (quiz.stage() == Stage::Asked) draw.hot("quiz/answer/" + std::to_string(index + 1), box, option.text);
}

}  // namespace

float vote_height(const Scene& scene) {
    const Quiz* quiz = quiz_of(scene);
    if (!quiz || !quiz->question()) return 0;
    return kVoteHead + kVoteRow * static_cast<float>(quiz->question()->options.size()) + kVoteFoot;
}

void vote_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    const Quiz* quiz = quiz_of(scene);
    if (!quiz || !quiz->question() || box.h < 90) return;
    const loopscope::quiz::Question& question = *quiz->question();
    Widgets draw(list, scene);
    draw.panel(box, 12, ink(Token::Raised), ink(Token::Line));
    const float head = box.y + kVoteHead / 2 + 2;
    const std::string status = status_of(*quiz);
    const float taken = draw.text({box.right() - 24, head}, status, Font::Label, ink(Token::TextSoft),
                                  Align::Right, box.w * 0.4F);
    const float room = box.w - taken - 64;
    draw.text({box.x + 20, head}, question.text,
              draw.fits(Font::Title, question.text, room) ? Font::Title : Font::Heading, ink(Token::Text),
              Align::Left, room);
    float names = 0;
    for (const auto& option : question.options) {
        const Font font = option.claims == loopscope::quiz::Claims::Line ? Font::Code : Font::BodyStrong;
        names = std::max(names, draw.width(font, option.text));
    }
    const bool bars = quiz->stage() != Stage::Asked && quiz->votes_in_all() > 0;
    names = std::min(names, bars ? box.w * 0.36F : box.w - 170);
    float y = box.y + kVoteHead;
    const float high =
        std::min(kVoteRow, (box.h - kVoteHead - kVoteFoot) / static_cast<float>(question.options.size()));
    if (high < 22) return;
    for (std::size_t i = 0; i < question.options.size(); ++i, y += high)
        row(draw, *quiz, i, {box.x + 10, y + 2, box.w - 20, high - 4}, names);
}

}  // namespace loopscope::app::panels
