#include "core/lessons/two_tasks.hpp"

#include "core/lessons/programs/two_tasks.hpp"
#include "core/lessons/sources.hpp"

namespace loopscope::lessons {
Lesson two_tasks_lesson() {
    Lesson lesson;
    lesson.id = "two-tasks";
    lesson.title = "Two tasks that wait";
    lesson.chapter = "Awaiting";
    lesson.goal = "See why two waits of one second can take one second in all";
    lesson.text =
        "Each task prints, waits one second, and prints again. One after the other that takes **two "
        "seconds**.\n\n"
        "At `co_await` a task **gives control back**. The loop then runs whoever is ready, and sleeps when "
        "nobody is: "
        "the two waits overlap.\n\n"
        "Let `task(1)` **block** instead, and see who has to wait for it.";
    lesson.remember = {"A coroutine keeps the thread only while it runs",
                       "Waiting overlaps; work on one thread does not",
                       "A blocking call holds up everybody on its loop"};
    const Program program = two_tasks_program();
    lesson.program_name = program.name;
    lesson.parameters = program.parameters;
    lesson.steps = {
        {Mode::Sync,
         {"Call task 1", "It holds the thread while it waits", "Call task 2", "It holds the thread again"}},
        {Mode::Async,
         {"Create the loop", "Give it a task for each coroutine", "Run until each has to wait",
          "Sleep in poll until a timer is due", "Resume whoever is ready"}},
        {Mode::Threads,
         {"Start a thread for each task", "Each holds its own thread while it waits", "Join them all"}},
        {Mode::MtAsync,
         {"Start two threads", "Each runs a loop of its own", "The tasks are shared out", "Join both"}},
    };
    using trace::Kind;
    const auto first = static_cast<int>(trace::Cause::First);
    const auto called = static_cast<int>(trace::Cause::Called);
    const auto due = static_cast<int>(trace::Cause::TimerDue);
    lesson.step_marks = {
        {Mode::Sync,
         {{Kind::StepBegin, called, 1}, {Kind::BlockBegin, -1, 1}, {Kind::StepBegin}, {Kind::BlockBegin}}},
        {Mode::Async,
         {{Kind::LoopBegin},
          {Kind::TaskCreated},
          {Kind::StepBegin, first},
          {Kind::PollBegin},
          {Kind::StepBegin, due}}},
        {Mode::Threads, {{Kind::ThreadBegin}, {Kind::BlockBegin}, {Kind::ThreadEnd}}},
        {Mode::MtAsync,
         {{Kind::ThreadBegin}, {Kind::LoopBegin}, {Kind::StepBegin, first}, {Kind::ThreadEnd}}},
    };
    for (const Mode mode : program.modes) {
        lesson.listings[mode] = listing("two_tasks.cpp", mode_word(mode));
        lesson.python[mode] = listing("two_tasks.py", mode_word(mode));
    }
    lesson.modes = program.modes;
    lesson.initial_mode = program.initial_mode;
    lesson.program = program.run;
    return lesson;
}

}  // namespace loopscope::lessons
