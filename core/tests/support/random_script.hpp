// A long recording of made-up work on one loop and two workers, for property tests and benchmarks. The same
// seed gives the same recording.
#pragma once

#include "core/tests/support/script.hpp"

#include <deque>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::test {

struct RandomWork {
    std::uint32_t seed = 1;
    std::size_t events = 1000;  // at least
    int tasks = 20;             // at most so many live at a time
    bool tasks_end = true;      // and others begin in their place
};

class RandomScript {
public:
    explicit RandomScript(const RandomWork& work) : work_(work), random_(work.seed) {}

    Script write() {
        script_.run_begin("random").thread_begin(trace::ThreadRole::Main, "main").loop_begin();
        lock_ = script_.object(trace::ObjectKind::Lock, "lock");
        for (const int worker : {2, 3}) {
            script_.on(static_cast<trace::ThreadId>(worker))
                .thread_begin(trace::ThreadRole::Worker, "worker", worker - 1);
        }
        script_.on(1);
        for (int i = 0; i < work_.tasks; ++i) spawn();
        while (script_.events.size() < work_.events) turn();
        script_.loop_end().thread_end().run_end();
        return std::move(script_);
    }

private:
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
    bool one_in(std::uint32_t n) { return below(n) == 0; }

    void spawn() { ready_.push_back(script_.task("task " + std::to_string(++spawned_), 10)); }

    void turn() {
        script_.turn();
        if (!timers_.empty() && timers_.begin()->first <= script_.now()) {
            script_.phase(trace::Phase::Timers);
            while (!timers_.empty() && timers_.begin()->first <= script_.now()) {
                const auto [timer, task] = timers_.begin()->second;
                timers_.erase(timers_.begin());
                script_.due(timer);
                ready_.push_back(task);
            }
        }
        finish_work();
        if (ready_.empty() && !timers_.empty()) {
            script_.nap(static_cast<double>(timers_.begin()->first - script_.now()) / 1e6);
        } else {
            script_.look();
        }
        if (one_in(10)) {
            const auto callback = script_.callback_ready("callback");
            script_.callback_begin(callback, "callback").callback_end(callback);
        }
        for (std::size_t left = ready_.size(); left > 0; --left) {
            const trace::TaskId task = ready_.front();
            ready_.pop_front();
            step(task);
        }
    }

    void finish_work() {
        for (const auto& [work, task] : std::exchange(working_, {})) {
            const auto worker = static_cast<trace::ThreadId>(2 + below(2));
            script_.on(worker).work_begin(work, task, "hash").later(0.1).work_end(work, task);
            // Sometimes it is the worker who wakes the task.
            if (one_in(2)) script_.on(1);
            script_.ready(task, trace::Cause::WorkerDone, work).on(1);
            ready_.push_back(task);
        }
    }

    void step(trace::TaskId task) {
        script_.step(task).later(0.001 * (below(50)));
        const std::uint32_t line = 20 + below(10);
        if (one_in(3)) script_.output(task, "text", line);
        if (one_in(8)) script_.coroutine_begin(task, line).coroutine_end(task, line);
        if (one_in(20)) script_.block(task, trace::Block::Cpu, 1, line).later(1).unblock(task);
        if (one_in(9)) script_.change(lock_, below(2), task);
        switch (below(8)) {
            case 0:
            case 1:
            case 2:
            case 3: {
                const double ms = 0.5 * (1 + below(40));
                const std::int64_t deadline = script_.now() + ns(ms);
                timers_.emplace(deadline, std::pair{script_.sleep(task, ms, line), task});
                break;
            }
            case 4: {
                const auto work = script_.work(task, "hash");
                script_.suspend(task, trace::Wait::Worker, line, work);
                working_.emplace_back(work, task);
                break;
            }
            case 5:
                if (work_.tasks_end) {
                    script_.end(task, one_in(4) ? trace::Outcome::Failed : trace::Outcome::Done);
                    spawn();
                    break;
                }
                [[fallthrough]];
            default:
                script_.suspend(task, trace::Wait::Yield, line);
                if (one_in(6)) script_.cancel(task);
                script_.ready(task, trace::Cause::Yielded);
                ready_.push_back(task);
        }
    }

    RandomWork work_;
    std::minstd_rand random_;
    Script script_;
    int spawned_ = 0;
    trace::ObjectId lock_ = 0;
    std::deque<trace::TaskId> ready_;
    std::multimap<std::int64_t, std::pair<trace::ObjectId, trace::TaskId>> timers_;
    std::vector<std::pair<trace::ObjectId, trace::TaskId>> working_;
};

inline Script random_script(const RandomWork& work = {}) {
    return RandomScript(work).write();
}

}  // namespace loopscope::test
