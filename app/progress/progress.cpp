#include "app/progress/progress.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::progress {

const LessonProgress& DeckProgress::of(std::string_view lesson) const {
    static const LessonProgress kNone;
    const auto it = lessons.find(lesson);
    return it == lessons.end() ? kNone : it->second;
}

bool note_opened(DeckProgress& deck, const std::string& lesson) {
    LessonProgress& progress = deck.lessons[lesson];
    if (progress.opened && deck.last == lesson) return false;
    progress.opened = true;
    deck.last = lesson;
    return true;
}

bool note_finished(DeckProgress& deck, const std::string& lesson) {
    LessonProgress& progress = deck.lessons[lesson];
    if (progress.finished) return false;
    progress.opened = progress.finished = true;
    return true;
}

bool note_answer(DeckProgress& deck, const quiz::AnswerGiven& given) {
    if (given.question < 0) return false;
    Answer& answer = deck.lessons[given.lesson].answers[given.question];
    ++answer.tries;
    answer.right = given.right;
    if (!given.right && given.misconception > 0) {
        const auto at = std::ranges::lower_bound(answer.met, given.misconception);
        if (at == answer.met.end() || *at != given.misconception) answer.met.insert(at, given.misconception);
    }
    return true;
}

bool note_took(DeckProgress& deck, const std::string& lesson, lessons::Mode mode, double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return false;
    auto& took = deck.lessons[lesson].took;
    const auto [it, fresh] = took.try_emplace(std::string(lessons::mode_word(mode)), seconds);
    if (!fresh && it->second == seconds) return false;
    it->second = seconds;
    return true;
}

Sum sum_of(const lessons::Lesson& lesson, const LessonProgress& progress) {
    Sum sum;
    sum.lessons = 1;
    sum.minutes = lesson.minutes;
    sum.finished = progress.finished ? 1 : 0;
    sum.questions = lesson.questions.size();
    for (const auto& [number, answer] : progress.answers) {
        if (number >= 0 && static_cast<std::size_t>(number) < sum.questions && answer.right) ++sum.right;
    }
    return sum;
}

Sum sum_of(std::span<const lessons::Lesson> lessons, const DeckProgress& progress) {
    Sum all;
    for (const lessons::Lesson& lesson : lessons) {
        const Sum one = sum_of(lesson, progress.of(lesson.id));
        all.lessons += one.lessons;
        all.finished += one.finished;
        all.questions += one.questions;
        all.right += one.right;
        all.minutes += one.minutes;
    }
    return all;
}

float share_of(const Sum& lesson) {
    const auto parts = static_cast<float>(lesson.lessons + lesson.questions);
    return parts > 0 ? static_cast<float>(lesson.finished + lesson.right) / parts : 0;
}

}  // namespace loopscope::app::progress
