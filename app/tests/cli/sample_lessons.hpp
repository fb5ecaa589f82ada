// Lessons for tests of the command line: their programs do nothing.
#pragma once

#include "core/async/run.hpp"
#include "core/lessons/deck.hpp"

namespace loopscope::app::cli {

inline std::vector<lessons::Lesson> sample_lessons() {
    lessons::Lesson first;
    first.id = "two-tasks";
    first.title = "Two tasks that wait";
    first.modes = {lessons::Mode::Sync, lessons::Mode::Async};
    lessons::Parameter tasks;
    tasks.name = "tasks";
    tasks.initial = 2;
    tasks.least = 1;
    tasks.most = 200;
    lessons::Parameter wait;
    wait.name = "wait";
    wait.most = 1;
    wait.options = {"await", "block"};
    first.parameters = {tasks, wait};
    first.program = [](lessons::Mode, const lessons::Values&) { return async::in_this_process([] {}); };

    lessons::Lesson second = first;
    second.id = "queue";
    second.title = "A queue";
    second.parameters.clear();
    return {first, second};
}

inline std::shared_ptr<const lessons::Deck> sample_deck() {
    auto deck = std::make_shared<lessons::Deck>();
    deck->lessons = sample_lessons();
    return deck;
}

}  // namespace loopscope::app::cli
