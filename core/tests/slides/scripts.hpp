// The made-up runs that the pictures of the tests are drawn from.
#pragma once

#include "core/tests/support/script.hpp"

#include <string>
#include <string_view>

namespace loopscope::test {

// Task A holds the loop for a second, while B is ready.
inline Script blocking_mistake() {
    Script s;
    s.run_begin("mistake").thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId main = s.task("main", 52);
    s.turn().look().step(main);
    const trace::TaskId a = s.task("task 1", 47), b = s.task("task 2", 47);
    s.suspend(main, trace::Wait::Tasks, 47, 2);
    s.turn().look();
    s.step(a).output(a, "Running task 1", 34).block(a, trace::Block::Sleep, 1000, 36);
    s.later(1000).unblock(a).output(a, "Finished task 1", 40).end(a).loop_blocked(a, 1000, 36);
    s.step(b).output(b, "Running task 2", 34);
    const trace::ObjectId timer = s.sleep(b, 1000, 39);
    s.turn().nap(1000);
    s.turn().phase(trace::Phase::Timers).due(timer).look();
    s.step(b).output(b, "Finished task 2", 40).end(b).ready(main, trace::Cause::TaskDone, b);
    s.turn().look().step(main).end(main);
    s.turn().phase(trace::Phase::Closing).loop_end().thread_end().run_end();
    return s;
}

// A fails, and B, who waits for a lock, is cancelled; C used a worker meanwhile.
inline Script trouble() {
    Script s;
    s.run_begin("trouble").thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId main = s.task("main", 52);
    s.turn().look().step(main);
    const trace::TaskId a = s.task("fetch(1)", 47), b = s.task("fetch(2)", 47), c = s.task("parse", 48);
    s.suspend(main, trace::Wait::Tasks, 47, 3);
    const trace::ObjectId lock = s.object(trace::ObjectKind::Lock, "accounts");
    s.turn().look();
    s.step(a).output(a, "opens the account", 34);
    const trace::ObjectId timer = s.sleep(a, 20, 35);
    s.step(b).suspend(b, trace::Wait::Lock, 36, lock);
    s.step(c);
    const trace::ObjectId work = s.work(c, "sha256");
    s.suspend(c, trace::Wait::Worker, 37, work);
    s.on(2).thread_begin(trace::ThreadRole::Worker, "worker 1", 1).work_begin(work, c, "sha256").on(1);
    s.turn().phase(trace::Phase::Prepare).poll_begin(ns(20)).later(8);
    s.on(2).work_end(work, c).on(1).poll_end(trace::PollWake::Wake, 8);
    s.ready(c, trace::Cause::WorkerDone, work).step(c).end(c);
    s.turn().nap(12);
    s.turn().phase(trace::Phase::Timers).due(timer).look();
    s.step(a).cancel(b, a).end(a, trace::Outcome::Failed, "connection refused");
    s.ready(b, trace::Cause::Cancelled, a).step(b).end(b, trace::Outcome::Cancelled);
    s.ready(main, trace::Cause::TaskDone, b).turn().look();
    s.step(main).end(main, trace::Outcome::Failed, "connection refused");
    s.turn().phase(trace::Phase::Closing).loop_end().thread_end();
    s.run_end(trace::Outcome::Failed, "connection refused");
    return s;
}

inline Script named_script(std::string_view name) {
    if (name == "mistake") return blocking_mistake();
    if (name == "trouble") return trouble();
    if (name == "sync") return two_blocking();
    if (name == "threads") return two_threads();
    if (name == "many") return two_sleepers(200);
    return two_sleepers();
}

}  // namespace loopscope::test
