#include "app/panels/predict_panel.hpp"

#include "app/panels/question_parts.hpp"
#include "core/quiz/misconceptions.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using loopscope::quiz::Misconception;
using quiz::Quiz;
using quiz::Stage;
using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kQuestionPad = 24, kQuestionButton = 38;

// How an answer stands now.
enum class OptionLook { Open, Chosen, Right, Wrong, Out };

OptionLook look_of(const Quiz& quiz, std::size_t option) {
    const auto* verdict = quiz.verdict();
    const bool mine = quiz.answer() == option;
    if (verdict) {
        if (verdict->right == option) return OptionLook::Right;
        return mine ? OptionLook::Wrong : OptionLook::Out;
    }
    if (quiz.stage() == Stage::Asked) return OptionLook::Open;
    return mine ? OptionLook::Chosen : OptionLook::Out;
}

// A word and a mark at the right end. Returns the width taken.
float result(Widgets& draw, OptionLook look, bool mine, float right, float middle) {
    if (look == OptionLook::Open || look == OptionLook::Out) return 0;
    const bool is_right = look == OptionLook::Right;
    if (look != OptionLook::Chosen) {
        const stage::Vec2 at{right - 12, middle};
        const stage::Ink color = ink(is_right ? Token::Accent : Token::Error);
        draw.list().add(stage::DiscItem{at, 12, color, is_right, 1.8F});
        draw.icon(is_right ? Icon::Tick : Icon::Cross, at, 15, is_right ? ink(Token::OnSolid) : color);
        right -= 32;
    }
    const char* const word = is_right ? (mine ? "correct, as you said" : "correct") : "your answer";
    const float w = draw.text({right, middle}, word, Font::SmallStrong, ink(Token::Text), Align::Right);
    return (look == OptionLook::Chosen ? 0.0F : 32.0F) + w + 10;
}

void tile(Widgets& draw, const Quiz& quiz, std::size_t index, Rect box) {
    const loopscope::quiz::Option& option = quiz.question()->options[index];
    const std::string id = "quiz/answer/" + std::to_string(index + 1);
    const OptionLook look = look_of(quiz, index);
    const bool lit = look == OptionLook::Open && (draw.hovered(id) || draw.pressed(id));
    switch (look) {
        case OptionLook::Open:
            draw.panel(box, 10, ink(Token::Raised).mixed(lit ? 1.0F : 0.7F),
                       ink(lit ? Token::Line : Token::Hairline));
            break;
        case OptionLook::Chosen: draw.panel(box, 10, ink(Token::Raised), ink(Token::Accent), 1.6F); break;
        case OptionLook::Right:
            draw.panel(box, 10, ink(Token::Accent).mixed(0.16F), ink(Token::Accent), 2);
            break;
        case OptionLook::Wrong:
            draw.fill(box, 10, ink(Token::Raised).mixed(0.5F));
            draw.outline(box, 10, ink(Token::Error), 1.8F, stage::Dash::Dashed);
            break;
        case OptionLook::Out: draw.panel(box, 10, ink(Token::Panel), ink(Token::Hairline)); break;
    }
    const bool out = look == OptionLook::Out;
    const float middle = box.center().y;
    draw.key_cap(std::to_string(index + 1), box.x + 42, middle);
    const float sign = std::min(30.0F, box.h * 0.46F);
    sign_of(draw, option, {box.x + 74, middle}, sign, out);
    const float taken = result(draw, look, quiz.answer() == index, box.right() - 16, middle);
    const float x = box.x + 106, room = box.right() - 16 - taken - x;
    const stage::Ink strong = ink(out ? Token::TextFaint : Token::Text);
    const Font font = option.claims == loopscope::quiz::Claims::Line ? Font::Code : Font::BodyStrong;
    const bool two = !option.second.empty() && box.h >= 46;
    draw.text({x, two ? middle - 11 : middle}, option.text, font, strong, Align::Left, room);
    if (two)
        draw.text({x, middle + 12}, option.second, Font::Label, ink(out ? Token::TextFaint : Token::TextSoft),
                  Align::Left, room);
    if (look == OptionLook::Open) draw.hot(id, box, option.text);
}

std::string hint_of(const Quiz& quiz) {
    const auto count = std::to_string(quiz.question()->options.size());
    switch (quiz.stage()) {
        case Stage::Asked: return "Press 1 to " + count + ". The first answer counts.";
        case Stage::Locked: return "Your answer is locked.";
        case Stage::Running: return "The program runs on until it shows ...";
        default: return "";
    }
}

// Why, and the mistake behind a wrong answer.
void explanation(Widgets& draw, const Quiz& quiz, Rect box) {
    const auto* verdict = quiz.verdict();
    std::vector<StyledText> why;
    if (!verdict->right)
        why.push_back({"This time it was none of these answers: real input and output has its own order. ",
                       WordStyle::Regular});
    for (StyledText& text : styled(verdict->reason)) why.push_back(std::move(text));
    const int number = quiz.answer() ? misconception_of(*quiz.question(), *verdict, *quiz.answer()) : 0;
    const Misconception& belief = loopscope::quiz::misconception(number);
    std::vector<StyledText> mistake;
    if (belief.number != 0) {
        mistake.push_back({std::string(belief.title) + ". ", WordStyle::Strong});
        mistake.push_back({std::string(belief.because), WordStyle::Regular});
    }
    const Scene& scene = draw.scene();
    float high = note_height(scene, "Why", why, box.w);
    float other = mistake.empty() ? 0 : note_height(scene, "Common mistake", mistake, box.w) + 10;
    if (high + other > box.h && mistake.size() > 1) {
        // What is true comes before why it is.
        mistake.pop_back();
        other = note_height(scene, "Common mistake", mistake, box.w) + 10;
    }
    if (high + other > box.h) high = std::max(box.h - other, std::min(high, box.h * 0.45F));
    note_card(draw, {box.x, box.y, box.w, std::min(high, box.h)}, ink(Token::Accent), "Why", std::move(why));
    if (mistake.empty()) return;
    const float y = box.y + high + 10;
    note_card(draw, {box.x, y, box.w, std::min(other - 10, box.bottom() - y)}, ink(Token::Error),
              "Common mistake", std::move(mistake));
}

void buttons(Widgets& draw, const Quiz& quiz, Rect row) {
    const auto right_button = [&](std::string_view id, std::string_view words, std::string_view key,
                                  bool primary) {
        const float w = std::min(wide_button_width(draw, words, key), row.w);
        wide_button(draw, id, {row.right() - w, row.y, w, row.h}, words, key, primary);
        row.w -= w + 12;
    };
    switch (quiz.stage()) {
        case Stage::Asked: {
            right_button("quiz/skip", "Skip", "S", false);
            const float w = wide_button_width(draw, "Ask the class", "P");
            if (w <= row.w)
                wide_button(draw, "view/presenter", {row.x, row.y, w, row.h}, "Ask the class", "P", false);
            break;
        }
        case Stage::Locked: right_button("quiz/continue", "See what happens", "Enter", true); break;
        case Stage::Revealed: {
            right_button("quiz/continue", "Continue", "Enter", true);
            const std::string_view key = wide_button_width(draw, "Watch it again", "W") <= row.w ? "W" : "";
            const float w = std::min(row.w, wide_button_width(draw, "Watch it again", key));
            if (w > 60)
                wide_button(draw, "quiz/again", {row.x, row.y, w, row.h}, "Watch it again", key, false);
            break;
        }
        default: break;
    }
}

}  // namespace

void predict_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    const Quiz* quiz = quiz_of(scene);
    if (!quiz || !quiz->question()) return;
    const loopscope::quiz::Question& question = *quiz->question();
    Widgets draw(list, scene);
    draw.card(box);
    Rect in = box.inset(kQuestionPad, 0);
    if (in.w < 120 || box.h < 160) return;
    const bool low = box.h < 600;

    const float head = box.y + 27;
    const float count = draw.text({in.right(), head}, quiz->count_text(), Font::Small, ink(Token::TextFaint),
                                  Align::Right, in.w / 2);
    draw.caps({in.x, head}, "PREDICT", in.w - count - 12);
    float y = box.y + 46;
    const bool large = !low && draw.fits(Font::Title, question.text, in.w);
    draw.text({in.x, y + 18}, question.text, large ? Font::Title : Font::Heading, ink(Token::Text),
              Align::Left, in.w);
    y += 42;
    FlowStyle style;
    const auto words = styled(question.situation);
    const float lines = std::min(2 * style.line, flow_height(scene.metrics, words, in.w, style));
    flow(draw, words, {in.x, y, in.w, lines}, style);
    y += lines + (low ? 8 : 14);

    const float bottom = box.bottom() - 16 - kQuestionButton;
    const float count_tiles = static_cast<float>(question.options.size());
    // Half of what is left goes to the explanation that comes later, so that nothing moves then.
    const float gap = box.h < 720 ? 6 : 9;
    const float share = (bottom - y) * 0.56F / count_tiles - gap;
    const float most = box.h >= 720 ? 74.0F : count_tiles > 3 ? 46.0F : 52.0F;
    const float high = std::clamp(share, 34.0F, most);
    for (std::size_t i = 0; i < question.options.size() && y + high <= bottom; ++i) {
        tile(draw, *quiz, i, {in.x, y, in.w, high});
        y += high + gap;
    }
    y += 6;
    const Rect rest{in.x, y, in.w, bottom - 12 - y};
    if (quiz->stage() == Stage::Revealed) {
        if (rest.h > 50) explanation(draw, *quiz, rest);
    } else if (rest.h > 16) {
        draw.text({rest.x, rest.y + 10}, hint_of(*quiz), Font::Small, ink(Token::TextFaint), Align::Left,
                  rest.w);
    }
    buttons(draw, *quiz, {in.x, bottom, in.w, kQuestionButton});
}

}  // namespace loopscope::app::panels
