// A lesson whose program never ends: it sleeps, wakes, and sleeps again.
#pragma once

#include "core/async/loop.hpp"
#include "core/async/run.hpp"
#include "core/async/sleep.hpp"
#include "core/async/task.hpp"
#include "core/lessons/lesson.hpp"

namespace loopscope::app::test {

inline async::Task<> sleep_for_ever() {
    while (true) co_await async::sleep_for(std::chrono::milliseconds{1});
}

inline lessons::Lesson endless() {
    lessons::Lesson lesson;
    lesson.id = "endless";
    lesson.title = "A program that never ends";
    lesson.modes = {lessons::Mode::Async};
    lesson.program = [](lessons::Mode, const lessons::Values&) {
        return async::in_this_process([] { async::Loop{}.run(sleep_for_ever()); });
    };
    return lesson;
}

}  // namespace loopscope::app::test
