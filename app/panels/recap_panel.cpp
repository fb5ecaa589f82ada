#include "app/panels/recap_panel.hpp"

#include "app/panels/home_card.hpp"
#include "app/panels/prose.hpp"
#include "app/panels/widgets.hpp"
#include "app/progress/store.hpp"
#include "core/quiz/misconceptions.hpp"

#include <algorithm>
#include <map>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kRecapHead = 44, kRecapSide = 20;

// Type of the window, or that of a projector, which has no small one.
struct Type {
    Font small = Font::Small, label = Font::Label, strong = Font::LabelStrong, code = Font::CodeTiny;
    float line = 22;
};

// Draws from the top down, or only measures where there is no pen.
class Column {
public:
    Column(Widgets& draw, bool really, Rect box, const Type& type)
        : draw_(draw), really_(really), box_(box), type_(type), y_(box.y) {}

    [[nodiscard]] float height() const { return y_ - box_.y; }
    [[nodiscard]] Widgets* pen() { return really_ ? &draw_ : nullptr; }
    [[nodiscard]] const Rect& box() const { return box_; }
    [[nodiscard]] const Type& type() const { return type_; }
    [[nodiscard]] float y() const { return y_; }
    void down(float by) { y_ += by; }

    void caption(std::string_view words) {
        y_ += 12;
        if (really_)
            draw_.text({box_.x, y_ + 12}, words, type_.strong, ink(Token::Text), Align::Left, box_.w);
        y_ += 28;
    }
    void words(std::string_view markdown, float indent, Token color) {
        FlowStyle style;
        style.regular = type_.label;
        style.strong = type_.strong;
        style.code = type_.code;
        style.line = type_.line;
        style.color = color;
        const auto runs = words_of(markdown);
        const float w = box_.w - indent;
        const float h = flow_height(draw_.metrics(), runs, w, style);
        if (really_) flow(draw_, runs, {box_.x + indent, y_, w, h}, style);
        y_ += h;
    }

private:
    Widgets& draw_;
    bool really_;
    Rect box_;
    const Type& type_;
    float y_;
};

// "1.0 s"; what takes less than a tenth is told more exactly.
std::string took_words(double seconds) {
    return seconds_text(static_cast<std::int64_t>(seconds * 1e9), seconds < 0.1 ? 3 : 2);
}

struct Tile {
    std::string number, words;
};

void tiles(Column& column, std::span<const Tile> all) {
    const Rect box = column.box();
    const auto n = static_cast<float>(all.size());
    const float w = (box.w - 10 * (n - 1)) / n;
    constexpr float kHeight = 72;
    if (Widgets* draw = column.pen()) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Rect tile{box.x + static_cast<float>(i) * (w + 10), column.y(), w, kHeight};
            draw->panel(tile, 9, ink(Token::Raised), ink(Token::Hairline));
            draw->text({tile.center().x, tile.y + 26}, all[i].number, Font::Heading, ink(Token::Text),
                       Align::Center, w - 12);
            draw->text({tile.center().x, tile.y + 52}, all[i].words, column.type().small,
                       ink(Token::TextSoft), Align::Center, w - 12);
        }
    }
    column.down(kHeight);
}

// The learner's own finish times, one line a lesson: "sync 2.00 s → async 1.00 s".
void times(Column& column, std::span<const lessons::Lesson> lessons, const progress::DeckProgress& progress) {
    bool any = false;
    for (const lessons::Lesson& lesson : lessons) {
        std::string line;
        for (const lessons::Mode mode : lesson.modes) {
            const auto& took = progress.of(lesson.id).took;
            const auto it = took.find(lessons::mode_word(mode));
            if (it == took.end()) continue;
            line += (line.empty() ? "" : "  →  ") + std::string(lessons::mode_word(mode)) + " **" +
                    took_words(it->second) + "**";
        }
        if (line.empty()) continue;
        if (!any) column.caption("Your own runs took");
        any = true;
        if (Widgets* draw = column.pen())
            draw->text({column.box().x, column.y() + 11}, lesson.title, column.type().label, ink(Token::Text),
                       Align::Left, column.box().w);
        column.down(column.type().line);
        column.words(line, 14, Token::TextSoft);
        column.down(8);
    }
}

// Beliefs that a wrong answer came from, and whether the same question was answered right later.
void beliefs(Column& column, std::span<const lessons::Lesson> lessons,
             const progress::DeckProgress& progress) {
    std::map<int, bool> met;
    for (const lessons::Lesson& lesson : lessons) {
        for (const auto& [question, answer] : progress.of(lesson.id).answers) {
            for (const int number : answer.met) {
                const auto [it, fresh] = met.try_emplace(number, answer.right);
                if (!fresh) it->second = it->second && answer.right;
            }
        }
    }
    if (met.empty()) return;
    column.caption("Beliefs you have met");
    for (const auto& [number, overcome] : met) {
        const loopscope::quiz::Misconception& belief = loopscope::quiz::misconception(number);
        if (belief.number == 0) continue;
        if (Widgets* draw = column.pen()) {
            const stage::Vec2 at{column.box().x + 8, column.y() + column.type().line / 2};
            draw->icon(overcome ? Icon::Tick : Icon::HollowRing, at, 15,
                       ink(overcome ? Token::Accent : Token::TextSoft));
        }
        column.words(belief.title, 26, Token::Text);
        column.words(overcome ? "answered right since" : "not answered right yet", 26, Token::TextFaint);
        column.down(8);
    }
}

float results(const Scene& scene, Widgets& draw, bool really, Rect box) {
    static const progress::DeckProgress kNone;
    const auto& progress = scene.context.progress != nullptr ? scene.context.progress->deck() : kNone;
    const auto lessons = scene.context.lessons;
    const progress::Sum sum = progress::sum_of(lessons, progress);
    Type type;
    if (scene.state.presenter) type = {Font::Label, Font::Label, Font::LabelStrong, Font::CodeSmall, 24};
    Column column(draw, really, box, type);
    column.down(4);
    const Tile all[] = {
        {std::to_string(sum.finished) + " / " + std::to_string(sum.lessons), "lessons done"},
        {std::to_string(sum.right) + " / " + std::to_string(sum.questions), "predicted right"}};
    tiles(column, all);
    if (sum.finished == 0 && sum.right == 0) {
        column.down(14);
        column.words("Watch a lesson to its end, or answer a question, and it is counted here.", 0,
                     Token::TextSoft);
    }
    times(column, lessons, progress);
    beliefs(column, lessons, progress);
    return column.height() + 8;
}

}  // namespace

bool is_recap(const Scene& scene) {
    const lessons::Lesson* lesson = scene.session.lesson();
    return lesson != nullptr && (lesson->id == "recap" || lesson->program_name == "recap");
}

bool shows_results(const Scene& scene) {
    return is_recap(scene) && !scene.state.results_hidden;
}

void recap_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    if (box.h < kRecapHead + 20) return;
    const bool large = scene.state.presenter;
    float room = box.w - 2 * kRecapSide;
    if (!large) {
        const Segment pages[] = {{"results/show", "Results"}, {"results/hide", "Program"}};
        const float w = draw.segments_width(pages);
        if (w < room) {
            draw.segments({box.right() - 8 - w, box.y + 7, w, 30}, pages);
            room -= w;
        }
    }
    draw.text({box.x + kRecapSide, box.y + kRecapHead / 2}, "What you have done", Font::LabelStrong,
              ink(Token::Text), Align::Left, room);
    draw.line({box.x, box.y + kRecapHead}, {box.right(), box.y + kRecapHead}, ink(Token::Hairline));
    const Rect body{box.x + kRecapSide, box.y + kRecapHead + 6, box.w - 2 * kRecapSide,
                    box.h - kRecapHead - 14};
    const float full = results(scene, draw, false, body);
    const float most = std::max(0.0F, full - body.h);
    const float scroll = std::clamp(scene.state.results_scroll, 0.0F, most);
    list.add(stage::HotItem{
        "scroll/results", {box.x, box.y + kRecapHead, box.w, box.h - kRecapHead}, "", stage::Ground{true}});
    list.add(stage::ClipItem{body.inset(-4, 0), true});
    results(scene, draw, true, {body.x, body.y - scroll, body.w, full});
    list.add(stage::ClipItem{{}, false});
    if (most > 1) {
        const float bar = std::max(24.0F, body.h * body.h / full);
        draw.fill({box.right() - 9, body.y + (body.h - bar) * scroll / most, 4, bar}, 2, ink(Token::Line));
    }
}

}  // namespace loopscope::app::panels
