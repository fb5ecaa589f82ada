// What a learner has done so far, deck by deck: plain data, changed by what happens in the window.
#pragma once

#include "app/quiz/answers.hpp"
#include "core/lessons/lesson.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::app::progress {

// What became of one question of a lesson, however often it was asked.
struct Answer {
    // The last time.
    bool right = false;
    int tries = 0;
    // Misconceptions that wrong answers came from, ascending, each once.
    std::vector<int> met;

    friend bool operator==(const Answer&, const Answer&) = default;
};

struct LessonProgress {
    bool opened = false;
    // A run was watched to its end.
    bool finished = false;
    // By the question's place among the lesson's.
    std::map<int, Answer> answers;
    // Loop seconds with the initial values, by mode_word().
    std::map<std::string, double, std::less<>> took;

    friend bool operator==(const LessonProgress&, const LessonProgress&) = default;
};

struct DeckProgress {
    // Id of the lesson that was open last.
    std::string last;
    // By id.
    std::map<std::string, LessonProgress, std::less<>> lessons;

    // Of a lesson nobody has opened: empty.
    [[nodiscard]] const LessonProgress& of(std::string_view lesson) const;

    friend bool operator==(const DeckProgress&, const DeckProgress&) = default;
};

// By the deck's key.
using Progress = std::map<std::string, DeckProgress, std::less<>>;

// Each returns whether anything changed.
bool note_opened(DeckProgress& deck, const std::string& lesson);
bool note_finished(DeckProgress& deck, const std::string& lesson);
bool note_answer(DeckProgress& deck, const quiz::AnswerGiven& answer);
bool note_took(DeckProgress& deck, const std::string& lesson, lessons::Mode mode, double seconds);

struct Sum {
    std::size_t lessons = 0, finished = 0, questions = 0, right = 0;
    int minutes = 0;
};
// Of one lesson. An answer to a question that the lesson no longer has does not count.
Sum sum_of(const lessons::Lesson& lesson, const LessonProgress& progress);
Sum sum_of(std::span<const lessons::Lesson> lessons, const DeckProgress& progress);

// From 0 to 1: how much of the lesson is done, its run watched and its questions answered right counting
// alike.
float share_of(const Sum& lesson);

}  // namespace loopscope::app::progress
