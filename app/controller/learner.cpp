// What the window notes of the learner's progress.
#include "app/controller/controller.hpp"

namespace loopscope::app::controller {

// The length of a run counts where nobody has changed the numbers: it is the one that the lesson speaks of.
void Controller::note_run(const lessons::Lesson& lesson) {
    const timeline::Timeline& timeline = session_.timeline();
    if (!session_.ended() || timeline.size() == 0) return;
    const timeline::State& state = timeline.state_at(timeline.size());
    // It was stopped.
    if (!state.ended) return;
    // Nothing is told of it before it has been seen.
    const session::Player& player = session_.player();
    if (player.where() != session::Where::Ended || player.playhead().position < timeline.size()) return;
    if (!progress().of(lesson.id).finished) note_finished(store_.change(), lesson.id);
    if (noted_run_ != session_.runs()) {
        noted_run_ = session_.runs();
        if (session_.values() == lesson.initial_values() && state.outcome == trace::Outcome::Done)
            note_took(store_.change(), lesson.id, session_.mode(), static_cast<double>(state.time) * 1e-9);
    }
}

void Controller::note_race(const lessons::Lesson& lesson) {
    const session::Race& race = session_.race();
    if (!race.at_end()) return;
    if (!progress().of(lesson.id).finished) note_finished(store_.change(), lesson.id);
    if (session_.values() != lesson.initial_values()) return;
    for (const session::RaceEntry& entry : race.entries()) {
        const bool known = progress().of(lesson.id).took.contains(lessons::mode_word(entry.mode));
        if (!known && entry.trouble.empty() && entry.column &&
            entry.column->outcome() == trace::Outcome::Done)
            note_took(store_.change(), lesson.id, entry.mode,
                      static_cast<double>(entry.column->end()) * 1e-9);
    }
}

void Controller::note_progress() {
    const lessons::Lesson* lesson = session_.lesson();
    if (lesson != nullptr && !state_.home && lesson->trouble.empty()) {
        if (progress().last != lesson->id) note_opened(store_.change(), lesson->id);
        if (session_.race_shown()) {
            note_race(*lesson);
        } else {
            note_run(*lesson);
        }
    }
    for (const quiz::AnswerGiven& answer : quiz_.take_answers()) {
        // Progress is of lessons alone.
        if (!answer.lesson.empty()) note_answer(store_.change(), answer);
    }
    store_.save();
    if (std::string trouble = store_.take_trouble(); !trouble.empty()) notify(std::move(trouble), true);
}

}  // namespace loopscope::app::controller
