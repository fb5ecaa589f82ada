#include "app/panels/game_panel.hpp"

#include "app/panels/question_parts.hpp"
#include "app/panels/sentence.hpp"
#include "core/base/format.hpp"
#include "core/quiz/misconceptions.hpp"
#include "core/slides/actors.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using loopscope::quiz::LoopGame;
using loopscope::quiz::Move;
using loopscope::quiz::MoveKind;
using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kGamePad = 24, kGameButton = 38;

// One kind of move: its heading, what stands there when there is none, and how many there are in all.
struct Section {
    std::string_view title, none;
    // Indices into Game::moves().
    std::vector<std::size_t> moves;
    std::size_t in_all = 0;
};

class GamePanel {
public:
    GamePanel(Widgets& draw, const quiz::Game& game)
        : draw_(draw),
          game_(game),
          timeline_(*game.shown()),
          state_(timeline_.state_at(timeline_.size())),
          tables_(timeline_.tables()) {}

    void draw(Rect box) {
        Rect in = box.inset(kGamePad, 0);
        const LoopGame& rules = game_.rules();
        const float head = box.y + 27;
        const std::string count = rules.won() ? "won"
                                              : "move " + std::to_string(rules.made() + 1) + " of " +
                                                    std::to_string(rules.moves_in_all());
        const float w =
            draw_.text({in.right(), head}, count, small(), ink(Token::TextFaint), Align::Right, in.w / 2);
        draw_.caps({in.x, head}, "YOU ARE THE LOOP", in.w - w - 12);
        float y = box.y + 46;
        const std::string_view title =
            rules.won() ? "The loop has ended, well done" : "What does the loop do now?";
        const bool large = box.h >= 600 && draw_.fits(Font::Title, title, in.w);
        draw_.text({in.x, y + 18}, title, large ? Font::Title : Font::Heading, ink(Token::Text), Align::Left,
                   in.w);
        y += 48;
        const float bottom = box.bottom() - 16 - kGameButton;
        buttons({in.x, bottom, in.w, kGameButton});
        // The answer to a move keeps its place, whatever it says.
        const float answer = std::clamp((bottom - y) * 0.3F, 84.0F, 150.0F);
        const Rect card{in.x, bottom - 14 - answer, in.w, answer};
        if (rules.won()) {
            score({in.x, y, in.w, 60});
        } else {
            moves({in.x, y, in.w, card.y - 12 - y});
        }
        if (card.y > y) feedback(card);
    }

private:
    // On a projector nothing is smaller than labels.
    [[nodiscard]] Font small() const { return draw_.scene().state.presenter ? Font::Label : Font::Small; }
    [[nodiscard]] std::string name(trace::TaskId task) const {
        return slides::name_of(state_, tables_, task);
    }

    void score(Rect box) {
        const int wrong = game_.rules().wrong();
        const std::string words = wrong == 0   ? "Not one wrong move"
                                  : wrong == 1 ? "One wrong move"
                                               : std::to_string(wrong) + " wrong moves";
        draw_.icon(Icon::Flag, {box.x + 10, box.y + 14}, 18, ink(Token::Loop));
        draw_.text({box.x + 30, box.y + 14}, words, Font::Body, ink(Token::TextSoft), Align::Left,
                   box.w - 30);
    }

    [[nodiscard]] std::vector<Section> sections() const {
        Section ready{"READY QUEUE", "nobody is ready", {}, 0};
        Section waiting{"WAITING", "", {}, 0};
        Section timers{"TIMERS", "none is set", {}, 0};
        const auto& moves = game_.moves();
        for (std::size_t i = 0; i < moves.size(); ++i) {
            const timeline::TaskState* task = state_.task(moves[i].task);
            if (moves[i].kind == MoveKind::Timer) timers.moves.push_back(i);
            if (moves[i].kind != MoveKind::Resume) continue;
            const bool is_ready = task != nullptr && task->status == timeline::TaskStatus::Ready;
            (is_ready ? ready : waiting).moves.push_back(i);
        }
        for (const trace::TaskId id : state_.alive()) {
            const timeline::TaskState& task = *state_.task(id);
            ready.in_all += task.status == timeline::TaskStatus::Ready ? 1U : 0U;
            waiting.in_all += task.status == timeline::TaskStatus::Suspended ? 1U : 0U;
        }
        for (const timeline::ThreadState& thread : state_.threads)
            timers.in_all += state_.timer_count(thread.id);
        return {ready, waiting, timers};
    }

    void moves(Rect box) {
        const auto all = sections();
        // Rows as high as all of them fit.
        std::size_t rows = 0, heads = 1;
        for (const Section& section : all) {
            if (section.moves.empty() && section.none.empty()) continue;
            rows += std::max<std::size_t>(1, section.moves.size());
            ++heads;
        }
        const float row =
            std::clamp((box.h - static_cast<float>(heads) * 30) / static_cast<float>(rows + 3), 24.0F, 42.0F);
        float y = box.y;
        for (const Section& section : all) {
            if (section.moves.empty() && section.none.empty()) continue;
            if (y + 24 + row > box.bottom()) return;
            heading(section, {box.x, y, box.w, 22});
            y += 24;
            if (section.moves.empty())
                draw_.text({box.x, y + row / 2 - 2}, section.none, Font::Label, ink(Token::TextFaint),
                           Align::Left, box.w);
            for (std::size_t i = 0; i < section.moves.size() && y + row <= box.bottom() + 1; ++i) {
                task_move(section.moves[i], {box.x, y, box.w, row - 4});
                y += row;
            }
            if (section.moves.empty()) y += row;
            y += 6;
        }
        if (y + 24 + row > box.bottom() + 1) return;
        draw_.caps({box.x, y + 10}, "THE LOOP ITSELF", box.w);
        y += 24;
        own_move("game/poll", Icon::Moon, "Sleep in poll", "Space", {box.x, y, box.w, row - 4});
        y += row;
        if (y + row <= box.bottom() + 1)
            own_move("game/collect", Icon::Socket, "Take in what poll brought", "C",
                     {box.x, y, box.w, row - 4});
        y += row;
        if (y + row <= box.bottom() + 1)
            own_move("game/finish", Icon::Flag, "End the loop", "E", {box.x, y, box.w, row - 4});
    }

    void heading(const Section& section, Rect box) {
        float taken = 0;
        if (section.in_all > section.moves.size())
            taken = draw_.text({box.right(), box.y + 10},
                               slides::and_more(section.in_all - section.moves.size(), " more"), small(),
                               ink(Token::TextFaint), Align::Right, box.w / 2);
        draw_.caps({box.x, box.y + 10}, section.title, box.w - taken - 12);
    }

    void chip(const std::string& id, Rect box, std::string_view key) {
        const bool lit = draw_.hovered(id) || draw_.pressed(id);
        draw_.panel(box, 8, ink(Token::Raised).mixed(lit ? 1.0F : 0.6F),
                    ink(lit ? Token::Line : Token::Hairline));
        if (box.h >= 24) draw_.key_cap(key, box.right() - 10, box.center().y);
        draw_.hot(id, box);
    }

    void task_move(std::size_t index, Rect box) {
        const Move& move = game_.moves()[index];
        const std::string id = "game/move/" + std::to_string(index + 1);
        const std::string key = std::to_string(index + 1);
        chip(id, box, key);
        const float middle = box.center().y;
        const bool is_timer = move.kind == MoveKind::Timer;
        draw_.list().add(slides::badge_of(state_, tables_, move.task, {box.x + 20, middle},
                                          std::min(22.0F, box.h - 6), true));
        const std::string second = is_timer ? timer_words(move.task) : wait_words(move.task);
        const float right = box.right() - 18 - draw_.width(Font::CodeTiny, key) - 22;
        float x = box.x + 40;
        const std::string words = is_timer ? "timer of " + name(move.task) : "resume " + name(move.task);
        x += draw_.text({x, middle}, words, Font::LabelStrong, ink(Token::Text), Align::Left, right - x) + 12;
        if (right - x > 40)
            draw_.text({right, middle}, second, small(), ink(Token::TextSoft), Align::Right, right - x);
    }

    void own_move(const std::string& id, Icon icon, std::string_view words, std::string_view key, Rect box) {
        chip(id, box, key);
        draw_.icon(icon, {box.x + 20, box.center().y}, 18, ink(Token::Loop));
        const float right = box.right() - 18 - draw_.width(Font::CodeTiny, key) - 22;
        draw_.text({box.x + 40, box.center().y}, words, Font::LabelStrong, ink(Token::Text), Align::Left,
                   right - box.x - 40);
    }

    [[nodiscard]] std::string wait_words(trace::TaskId id) const {
        const timeline::TaskState* task = state_.task(id);
        if (task == nullptr || task->status != timeline::TaskStatus::Suspended) return "";
        return "waits " + loopscope::quiz::waits_for(state_, tables_, *task).plain();
    }

    [[nodiscard]] std::string timer_words(trace::TaskId id) const {
        for (const timeline::ThreadState& thread : state_.threads) {
            for (const timeline::Timer& timer : state_.timers(thread.id)) {
                if (timer.task == id) return "due at " + format_seconds(timer.deadline);
            }
        }
        return "";
    }

    void feedback(Rect box) {
        if (const auto* refusal = game_.refusal()) {
            std::vector<StyledText> words = styled(refusal->why);
            const auto& belief = loopscope::quiz::misconception(refusal->misconception);
            if (belief.number != 0)
                words.push_back({" " + std::string(belief.title) + ".", WordStyle::Strong});
            note_card(draw_, box, ink(Token::Error), "Not now", std::move(words));
            return;
        }
        auto words = styled(slides::narrate(timeline_, timeline_.size()));
        if (game_.rules().made() == 0)
            words = {
                {"The loop is there, and so is the first task. Nothing has run yet: each move is yours. ",
                 WordStyle::Regular}};
        note_card(draw_, box, ink(Token::Loop), game_.rules().made() == 0 ? "Your turn" : "Right",
                  std::move(words));
    }

    void buttons(Rect row) {
        const float stop = std::min(wide_button_width(draw_, "Stop", "G"), row.w);
        wide_button(draw_, "game/play", {row.right() - stop, row.y, stop, row.h}, "Stop", "G",
                    game_.rules().won());
        const float undo = wide_button_width(draw_, "Take back", "Backspace");
        if (undo + stop + 12 <= row.w)
            wide_button(draw_, "game/undo", {row.x, row.y, undo, row.h}, "Take back", "Backspace", false);
    }

    Widgets& draw_;
    const quiz::Game& game_;
    const timeline::Timeline& timeline_;
    const timeline::State& state_;
    const trace::Tables& tables_;
};

}  // namespace

void game_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    const quiz::Quiz* quiz = quiz_of(scene);
    if (!quiz || !quiz->game()) return;
    Widgets draw(list, scene);
    draw.card(box);
    if (box.w < 160 || box.h < 200) return;
    GamePanel(draw, *quiz->game()).draw(box);
}

}  // namespace loopscope::app::panels
