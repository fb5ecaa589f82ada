// What a person does with a question.
#include "app/quiz/quiz.hpp"

namespace loopscope::app::quiz {

void Quiz::set_enabled(bool enabled) {
    enabled_ = enabled;
    if (!enabled && stands_still() && !game_) skip();
}

void Quiz::ask_here() {
    if (!open() && !game_) wants_ask_ = true;
}

void Quiz::ask_now(int question) {
    if (!open() && !game_) wants_question_ = question;
}

void Quiz::choose(std::size_t option) {
    if (stage_ != Stage::Asked || option >= question_.options.size()) return;
    if (voting_) {
        ++votes_[option];
        order_.push_back(option);
        return;
    }
    answer_ = option;
    stage_ = Stage::Locked;
}

void Quiz::take_back() {
    if (stage_ != Stage::Asked || order_.empty()) return;
    --votes_[order_.back()];
    order_.pop_back();
}

void Quiz::go_on() {
    switch (stage_) {
        case Stage::Asked:
            // Without a single vote too: the teacher may have counted hands.
            if (voting_) stage_ = Stage::Locked;
            break;
        case Stage::Locked:
            // The whole run has to pass, and may well bring other questions.
            if (question_.ask == lessons::Ask::TotalTime) {
                pending_.push_back({question_, answer_, votes_, order_});
                close();
            } else {
                stage_ = Stage::Running;
            }
            if (question_.ask != lessons::Ask::ReadyQueue) wishes_.emplace_back(session::Play{});
            break;
        case Stage::Revealed:
            close();
            if (was_playing_) wishes_.emplace_back(session::Play{});
            break;
        case Stage::None:
        case Stage::Waiting:
        case Stage::Running: break;
    }
}

void Quiz::skip() {
    if (stage_ == Stage::None) return;
    if (stage_ == Stage::Waiting && !reached_.empty()) reached_.erase(reached_.begin());
    const bool stood = stands_still();
    close();
    if (stood && was_playing_) wishes_.emplace_back(session::Play{});
}

void Quiz::watch_again() {
    if (stage_ != Stage::Revealed) return;
    again_ = true;
    wishes_.emplace_back(session::Seek{question_.position});
    wishes_.emplace_back(session::Play{});
}

void Quiz::play_game() {
    if (game_) {
        game_.reset();
        shown_ = nullptr;
        return;
    }
    wants_game_ = true;
}

void Quiz::play(std::size_t move) {
    if (game_) game_->play(move);
}

void Quiz::play(loopscope::quiz::MoveKind kind) {
    if (game_) game_->play(kind);
}

void Quiz::undo() {
    if (game_) game_->undo();
}

std::string Quiz::count_text() const {
    if (question_.number < 0) return "";
    int number = 0;
    const auto* mine = mark(question_.number);
    for (int i = 0; i <= question_.number; ++i) {
        const auto* other = mark(i);
        number += other != nullptr && mine != nullptr && other->mode == mine->mode ? 1 : 0;
    }
    return "question " + std::to_string(number) + " of " + std::to_string(of_mode_);
}

}  // namespace loopscope::app::quiz
