// "You are the loop" in the window: the game over a run made beforehand, what is shown of it, and the answer
// to the last move.
#pragma once

#include "app/quiz/veil.hpp"
#include "core/quiz/loop_game.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace loopscope::app::quiz {

class Game {
public:
    explicit Game(std::shared_ptr<const timeline::Timeline> recording);

    [[nodiscard]] const loopscope::quiz::LoopGame& rules() const { return rules_; }
    // Those that are offered, so few that each has a place and a key: the first of the ready queue, of those
    // who wait, and of the timers, and then the loop's own. What the loop did is always among them.
    [[nodiscard]] const std::vector<loopscope::quiz::Move>& moves() const { return moves_; }
    // Why the last move was refused; null: it was not.
    [[nodiscard]] const loopscope::quiz::Refusal* refusal() const { return refusal_ ? &*refusal_ : nullptr; }
    [[nodiscard]] const std::shared_ptr<const timeline::Timeline>& shown() const { return shown_; }

    // One of moves(); an index out of range does nothing.
    void play(std::size_t move);
    // One of the loop's own.
    void play(loopscope::quiz::MoveKind kind);
    void undo();

private:
    void look();

    loopscope::quiz::LoopGame rules_;
    std::vector<loopscope::quiz::Move> moves_;
    std::optional<loopscope::quiz::Refusal> refusal_;
    Veil veil_;
    std::shared_ptr<const timeline::Timeline> shown_;
};

}  // namespace loopscope::app::quiz
