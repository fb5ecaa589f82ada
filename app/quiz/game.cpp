#include "app/quiz/game.hpp"

namespace loopscope::app::quiz {

Game::Game(const timeline::Timeline& recording) : rules_(recording) {
    look();
}

void Game::look() {
    moves_ = rules_.moves();
    shown_ = &veil_.up_to(rules_.recording(), rules_.position());
}

void Game::play(std::size_t move) {
    if (move >= moves_.size()) return;
    refusal_ = rules_.apply(moves_[move]);
    look();
}

void Game::undo() {
    refusal_.reset();
    if (rules_.undo()) look();
}

}  // namespace loopscope::app::quiz
