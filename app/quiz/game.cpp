#include "app/quiz/game.hpp"

#include <algorithm>
#include <utility>

namespace loopscope::app::quiz {
namespace {

using loopscope::quiz::Move;
using loopscope::quiz::MoveKind;

constexpr int kMostOfAKind = 3;

std::vector<Move> few_of(const std::vector<Move>& all, const timeline::State& state) {
    std::vector<Move> few;
    int ready = 0, waiting = 0, timers = 0;
    for (const Move& move : all) {
        if (move.kind == MoveKind::Timer && ++timers > kMostOfAKind) continue;
        if (move.kind == MoveKind::Resume) {
            const timeline::TaskState* task = state.task(move.task);
            const bool is_ready = task != nullptr && task->status == timeline::TaskStatus::Ready;
            if (++(is_ready ? ready : waiting) > kMostOfAKind) continue;
        }
        few.push_back(move);
    }
    return few;
}

}  // namespace

Game::Game(std::shared_ptr<const timeline::Timeline> recording) : rules_(std::move(recording)) {
    look();
}

void Game::look() {
    shown_ = veil_.up_to(rules_.recording(), rules_.position());
    moves_ = few_of(rules_.moves(), shown_->state_at(shown_->size()));
}

void Game::play(std::size_t move) {
    if (move >= moves_.size()) return;
    refusal_ = rules_.apply(moves_[move]);
    look();
}

void Game::play(loopscope::quiz::MoveKind kind) {
    const auto it = std::ranges::find(moves_, Move{kind, 0});
    if (it != moves_.end()) play(static_cast<std::size_t>(it - moves_.begin()));
}

void Game::undo() {
    refusal_.reset();
    if (rules_.undo()) look();
}

}  // namespace loopscope::app::quiz
