// A question about a run, made from the run itself: who runs next, what is printed next, how long it takes in
// all, who is ready now. Pure data over a timeline; what is right is judged on the run's own events, once
// they have happened.
#pragma once

#include "core/lessons/lesson.hpp"
#include "core/quiz/words.hpp"
#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace loopscope::quiz {

// What an answer claims.
enum class Claims : std::uint8_t {
    Task,    // this task runs next
    AtOnce,  // several run at the same time
    Nobody,  // the loop goes to sleep first
    Over,    // the program ends first
    Line,    // this line is printed next
    NoLine,  // nothing more is printed
    Total,   // it takes so long
    Queue,   // these are ready, in this order; none: nobody is
};

struct Option {
    Claims claims = Claims::Task;
    std::string text;                  // "task(1)"
    std::string second;                // "each on a thread of its own"; may be empty
    trace::TaskId task = 0;            // Task, Line: whose badge stands beside it; 0: nobody's
    std::vector<trace::TaskId> queue;  // Queue
    std::int64_t total = 0;            // Total: ns
    int misconception = 0;             // what picking it wrongly suggests; 0: nothing in particular
};

struct Question {
    lessons::Ask ask = lessons::Ask::NextTask;
    int number = -1;           // index among the lesson's questions; -1: asked on the spot
    std::size_t position = 0;  // so many events have happened
    std::string text;          // "What runs next?"
    Words situation;           // "It is 1.000 s, and both sleeps are over."
    std::vector<Option> options;
};

struct Verdict {
    std::optional<std::size_t> right;  // nullopt: what happened is none of the options
    Words reason;                      // why, in one sentence
    std::size_t position = 0;  // right behind the event that told; the question's own where nothing had to
};

// A mark without a place, for a question on the spot.
lessons::QuestionMark on_the_spot(lessons::Ask ask, lessons::Mode mode);

// Asked behind the first `position` events. `rehearsal` is the whole of the same program with the same
// values, run beforehand; null: there is none, and then a question that needs the future is made from what
// the state tells, or not at all. Two to four options in an order that tells nothing. nullopt: there is
// nothing to ask.
std::optional<Question> make_question(const lessons::QuestionMark& mark, const timeline::Timeline& timeline,
                                      std::size_t position, const timeline::Timeline* rehearsal = nullptr);

// nullopt until the run itself has shown it. `timeline` is the one that the question was made from, gone on.
std::optional<Verdict> judge(const Question& question, const timeline::Timeline& timeline);

// The misconception that an answer suggests; 0 where it is right, or suggests nothing.
int misconception_of(const Question& question, const Verdict& verdict, std::size_t answer);

}  // namespace loopscope::quiz
