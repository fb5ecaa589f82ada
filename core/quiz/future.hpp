// What comes next in a recording. Only for core/quiz.
#pragma once

#include "core/lessons/lesson.hpp"
#include "core/quiz/question.hpp"

namespace loopscope::quiz::detail {

// Who runs next, or that nobody does.
struct NextStep {
    Claims claims = Claims::Over;  // Task, Nobody or Over
    trace::TaskId task = 0;
    std::size_t index = 0;  // of the event that tells
};
// nullopt: the recording does not go so far.
std::optional<NextStep> next_step(const timeline::Timeline& timeline, std::size_t position);

// Whether another step begins on another thread while the one that begins at `index` has not ended, at the
// same time.
bool runs_beside(const timeline::Timeline& timeline, std::size_t index);

// The position of the rehearsal that corresponds to one of the run; nullopt where the two do not fit
// together.
std::optional<std::size_t> same_place(const timeline::Timeline& run, std::size_t position,
                                      const timeline::Timeline& rehearsal);

// How the time of a recording is made up.
struct Waits {
    std::int64_t sum = 0;           // all sleeps and blocking calls of all tasks
    std::int64_t longest = 0;       // ... and the longest of them
    std::int64_t longest_task = 0;  // the most that one task has
    std::int64_t blocked = 0;       // of the sum: what held a thread
    std::size_t count = 0;
    std::size_t tasks = 0;  // that waited at all
};
Waits waits_of(const timeline::Timeline& timeline);

// A text in which numbers do not count: "Finished in # s".
std::string without_numbers(std::string_view text);

// The makers, one for each thing to ask. They fill the options.
void ask_next_task(Question& question, const timeline::Timeline& timeline,
                   const timeline::Timeline* rehearsal);
void ask_next_output(Question& question, const timeline::Timeline& timeline,
                     const timeline::Timeline* rehearsal);
void ask_total_time(Question& question, const timeline::Timeline& rehearsal, lessons::Mode mode);
void ask_ready_queue(Question& question, const timeline::Timeline& timeline);

Words situation(const timeline::Timeline& timeline, std::size_t position);

}  // namespace loopscope::quiz::detail
