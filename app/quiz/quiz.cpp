#include "app/quiz/quiz.hpp"

#include <algorithm>

namespace loopscope::app::quiz {

using lessons::Ask;

void Quiz::begin_run(const Moment& moment) {
    // What was wished for in the run before is of no use; before the first there was none.
    if (any_run_) {
        wants_ask_ = wants_game_ = false;
        wants_question_ = -1;
    }
    run_ = moment.run;
    any_run_ = true;
    stage_ = Stage::None;
    verdict_.reset();
    pending_.clear();
    reached_.clear();
    game_.reset();
    veil_.drop();
    again_ = false;
    lesson_ = moment.lesson ? moment.lesson->id : "";
    marks_ = moment.lesson ? moment.lesson->questions : std::vector<lessons::QuestionMark>{};
    reader_ = loopscope::quiz::MarkReader(marks_, moment.mode);
    of_mode_ = static_cast<int>(std::ranges::count(marks_, moment.mode, &lessons::QuestionMark::mode));
}

const lessons::QuestionMark* Quiz::mark(int number) const {
    const auto index = static_cast<std::size_t>(number);
    return number < 0 || index >= marks_.size() ? nullptr : &marks_[index];
}

bool Quiz::wants_rehearsal() const {
    return wants_ask_ || wants_game_ || wants_question_ >= 0 || (enabled_ && of_mode_ > 0);
}

void Quiz::update(const Moment& moment) {
    if (!any_run_ || moment.run != run_) begin_run(moment);
    voting_ = moment.voting;
    if (!moment.timeline) return;
    for (const auto& one : reader_.read(*moment.timeline)) reached_.push_back(one);
    look_for_game(moment);
    const bool was_revealed = stage_ == Stage::Revealed;
    if (stage_ == Stage::None || stage_ == Stage::Waiting) {
        look_at_pending(moment);
        if (!open()) look_for_marks(moment);
        if (!open()) ask_on_the_spot(moment);
    }
    if (stage_ == Stage::Running) run_on(moment);
    if (stage_ == Stage::Revealed && again_ && moment.position >= verdict_->position) {
        again_ = false;
        wishes_.emplace_back(session::Pause{});
    }
    // Whoever goes on by hand has read it.
    if (was_revealed && stage_ == Stage::Revealed && !again_ && moment.position > verdict_->position) close();
    draw(moment);
}

void Quiz::draw(const Moment& moment) {
    shown_ = nullptr;
    if (game_) {
        shown_ = game_->shown();
        return;
    }
    if (stage_ == Stage::Waiting || stage_ == Stage::Asked || stage_ == Stage::Locked) {
        const std::size_t until = stage_ == Stage::Waiting ? moment.position : question_.position;
        shown_ = veil_.up_to(*moment.timeline, until);
    } else if (stage_ == Stage::Running || again_) {
        shown_ = veil_.up_to(*moment.timeline, moment.position);
    }
}

// A mark that was passed in free run, or while another question was open, is not asked any more.
void Quiz::look_for_marks(const Moment& moment) {
    while (!reached_.empty() && reached_.front().position <= moment.position) {
        const auto one = reached_.front();
        if (enabled_ && moment.by_beats && !game_ && moment.rehearsing) {
            if (stage_ != Stage::Waiting) was_playing_ = moment.playing;
            stage_ = Stage::Waiting;
            if (moment.position != one.position) wishes_.emplace_back(session::Seek{one.position});
            wishes_.emplace_back(session::Pause{});
            return;
        }
        const bool waited = std::exchange(stage_, Stage::None) == Stage::Waiting;
        reached_.erase(reached_.begin());
        const bool playing = waited ? was_playing_ : moment.playing;
        if (enabled_ && moment.by_beats && !game_) {
            Moment then = moment;
            then.playing = playing;
            if (ask(*mark(one.question), one.question, one.position, then)) return;
        }
        if (waited && playing) wishes_.emplace_back(session::Play{});
    }
}

bool Quiz::ask(const lessons::QuestionMark& mark, int number, std::size_t position, const Moment& moment) {
    auto made = loopscope::quiz::make_question(mark, *moment.timeline, position, moment.rehearsal.get());
    if (!made) return false;
    question_ = std::move(*made);
    question_.number = number;
    stage_ = Stage::Asked;
    verdict_.reset();
    answer_.reset();
    order_.clear();
    votes_.assign(question_.options.size(), 0);
    was_playing_ = moment.playing;
    again_ = false;
    if (moment.position != position) wishes_.emplace_back(session::Seek{position});
    wishes_.emplace_back(session::Pause{});
    return true;
}

void Quiz::ask_on_the_spot(const Moment& moment) {
    if ((!wants_ask_ && wants_question_ < 0) || moment.rehearsing || game_) return;
    const int number = std::exchange(wants_question_, -1);
    const bool spot = std::exchange(wants_ask_, false);
    if (const auto* asked = mark(number)) {
        if (!ask(*asked, number, moment.position, moment))
            notices_.emplace_back("There is nothing to ask here");
        return;
    }
    if (!spot) return;
    // In turn what runs and what is printed, as far as there is something to say of either.
    const Ask first = output_next_ ? Ask::NextOutput : Ask::NextTask;
    const Ask second = output_next_ ? Ask::NextTask : Ask::NextOutput;
    output_next_ = !output_next_;
    for (const Ask what : {first, second}) {
        if (ask(loopscope::quiz::on_the_spot(what, moment.mode), -1, moment.position, moment)) return;
    }
    notices_.emplace_back("There is nothing to ask here: nothing more happens");
}

void Quiz::look_at_pending(const Moment& moment) {
    for (auto it = pending_.begin(); it != pending_.end(); ++it) {
        auto verdict = loopscope::quiz::judge(it->question, *moment.timeline);
        if (!verdict || moment.position < verdict->position) continue;
        question_ = std::move(it->question);
        answer_ = it->answer;
        votes_ = std::move(it->votes);
        order_ = std::move(it->order);
        pending_.erase(it);
        verdict_ = std::move(verdict);
        was_playing_ = false;
        if (moment.position > verdict_->position) wishes_.emplace_back(session::Seek{verdict_->position});
        reveal(moment);
        return;
    }
}

void Quiz::run_on(const Moment& moment) {
    verdict_ = loopscope::quiz::judge(question_, *moment.timeline);
    if (!verdict_ || moment.position < verdict_->position) return;
    if (moment.position > verdict_->position) wishes_.emplace_back(session::Seek{verdict_->position});
    reveal(moment);
}

void Quiz::reveal(const Moment& moment) {
    stage_ = Stage::Revealed;
    again_ = false;
    wishes_.emplace_back(session::Pause{});
    // What was passed on the way has been seen.
    std::erase_if(reached_, [&](const auto& one) {
        return one.position < std::min(moment.position, verdict_->position);
    });
    if (!answer_) return;
    AnswerGiven given;
    given.lesson = lesson_;
    given.question = question_.number;
    given.right = verdict_->right == answer_;
    given.misconception = misconception_of(question_, *verdict_, *answer_);
    answers_.push_back(std::move(given));
}

void Quiz::close() {
    stage_ = Stage::None;
    verdict_.reset();
    veil_.drop();
    shown_ = nullptr;
    again_ = false;
}

void Quiz::look_for_game(const Moment& moment) {
    if (!wants_game_ || moment.rehearsing) return;
    wants_game_ = false;
    if (!moment.rehearsal) {
        notices_.emplace_back("This program can't be run beforehand, so there is nothing to play with");
        return;
    }
    auto game = std::make_unique<Game>(moment.rehearsal);
    if (!game->rules().playable()) {
        notices_.emplace_back("There is not one loop here to be: choose the way it runs with one loop");
        return;
    }
    if (stage_ != Stage::None) close();
    game_ = std::move(game);
    wishes_.emplace_back(session::Pause{});
}

}  // namespace loopscope::app::quiz
