// Tasks that print, wait and print again, in every way to run them.
#pragma once

#include <string>

#include "core/base/time.hpp"
#include "core/lessons/program.hpp"

namespace loopscope::lessons::two_tasks {

struct Plan {
    int tasks = 2;
    Nanos wait{1'000'000'000};
    Nanos work{0};        // CPU work of each task, before it waits
    bool blocks = false;  // task 1 blocks the loop instead of awaiting
};

// What a call of task n is shown as: the name that its coroutine has by itself.
std::string name(int n);
// How many loops share the tasks when there is one on each thread.
int loops(const Plan& plan);

// Must be called inside a run. Ends with a line that says how long it took, in loop time.
void run(Mode mode, const Plan& plan);

}  // namespace loopscope::lessons::two_tasks

namespace loopscope::lessons {

Program two_tasks_program();

}  // namespace loopscope::lessons
