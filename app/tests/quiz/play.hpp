// A recording that a test plays beat by beat, as far as the quiz lets it.
#pragma once

#include "app/quiz/quiz.hpp"
#include "core/tests/support/script.hpp"

#include <memory>
#include <string>
#include <vector>

namespace loopscope::app::quiz {

using lessons::Ask;
using lessons::QuestionMark;
using loopscope::test::Script;
using trace::Kind;

inline lessons::Lesson lesson_with(std::vector<QuestionMark> questions) {
    lessons::Lesson lesson;
    lesson.id = "two-tasks";
    lesson.questions = std::move(questions);
    return lesson;
}

inline QuestionMark mark(Ask ask, Kind kind = Kind::None, int nth = 1) {
    QuestionMark made;
    made.ask = ask;
    made.when.kind = kind;
    made.nth = nth;
    return made;
}

struct Play {
    explicit Play(std::vector<QuestionMark> questions, Script made = loopscope::test::two_sleepers())
        : script(std::move(made)),
          rehearsal(std::make_shared<const timeline::Timeline>(script.timeline())),
          lesson(lesson_with(std::move(questions))) {
        recorded = std::make_unique<timeline::Timeline>(script.tables);
        moment.lesson = &lesson;
        moment.run = 1;
        moment.rehearsal = rehearsal;
        moment.playing = true;
        record(1);
        position = 1;
    }

    void record(std::size_t to) {
        if (to <= recorded->size()) return;
        recorded->append(std::span(script.events).subspan(recorded->size(), to - recorded->size()));
    }
    void grant() {
        for (const auto& wish : quiz.take_wishes()) {
            if (const auto* seek = std::get_if<session::Seek>(&wish)) position = seek->position;
            if (std::holds_alternative<session::Play>(wish)) moment.playing = true;
            if (std::holds_alternative<session::Seek>(wish) || std::holds_alternative<session::Pause>(wish))
                moment.playing = false;
        }
    }
    void look() {
        grant();
        moment.timeline = recorded.get();
        moment.position = position;
        quiz.update(moment);
        grant();
    }
    // False: it stands still.
    bool turn() {
        look();
        if (!moment.playing) return false;
        if (position >= whole.size()) {
            moment.playing = false;
            return false;
        }
        const std::size_t next = whole.next_beat(position);
        record(next);
        position = next;
        look();
        return true;
    }
    void run() {
        for (int i = 0; i < 1000 && turn(); ++i) {
        }
    }
    [[nodiscard]] std::vector<std::string> answers() const {
        std::vector<std::string> all;
        for (const auto& option : quiz.question()->options) all.push_back(option.text);
        return all;
    }
    void choose(std::string_view text) {
        const auto all = answers();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i] == text) quiz.choose(i);
        }
    }

    Script script;
    std::shared_ptr<const timeline::Timeline> rehearsal;
    const timeline::Timeline& whole = *rehearsal;
    lessons::Lesson lesson;
    std::unique_ptr<timeline::Timeline> recorded;
    std::size_t position = 0;
    Moment moment;
    Quiz quiz;
};

inline const QuestionMark kBothDue = mark(Ask::NextTask, Kind::TimerDue, 2);

}  // namespace loopscope::app::quiz
