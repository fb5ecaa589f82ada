// What the open question wishes, and what it is told.
#include "app/controller/controller.hpp"

#include <cmath>

namespace loopscope::app::controller {

void Controller::grant_quiz() {
    for (const session::PlayerCommand& wish : quiz_.take_wishes()) session_.ask(wish);
}

// Before the picture is built and behind everything that moves the playhead, so that nothing is seen too
// early.
void Controller::serve_quiz() {
    if (quiz_.wants_rehearsal() && !session_.race_shown()) session_.rehearse();
    const session::Player& player = session_.player();
    quiz::Moment moment;
    moment.lesson = session_.lesson();
    moment.mode = session_.mode();
    moment.run = session_.runs();
    moment.timeline = &session_.timeline();
    moment.position = player.playhead().position;
    moment.by_beats = player.pace() == session::Pace::Teaching && !std::isinf(player.speed());
    moment.playing = player.playing();
    moment.voting = state_.presenter;
    moment.rehearsal = session_.rehearsal().timeline();
    moment.rehearsing = session_.rehearsal().working();
    quiz_.update(moment);
    grant_quiz();
    // The playhead may have been taken back to the mark.
    session_.show(quiz_.shown(), quiz_.game() != nullptr);
    if ((quiz_.open() || quiz_.game()) && state_.view != View::Slide)
        commands::show_view(context_, View::Slide);
    for (const std::string& text : quiz_.take_notices()) notify(text, false);
}

}  // namespace loopscope::app::controller
