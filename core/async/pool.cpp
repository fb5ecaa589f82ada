#include "core/async/pool.hpp"

#include "core/async/context.hpp"
#include "core/async/loop.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

namespace loopscope::async {
namespace {

std::size_t pool_size() {
    const char* text = std::getenv("UV_THREADPOOL_SIZE");
    const long size = text == nullptr ? 4 : std::strtol(text, nullptr, 10);
    return static_cast<std::size_t>(std::clamp(size, 1L, 1024L));
}

}  // namespace

struct Pool::Worker {
    explicit Worker(Runtime& run) : context(run) {}
    Context context;
    std::condition_variable called;
    bool has_call = false;   // guarded by the pool's mutex
    bool announced = false;  // ThreadBegin has been recorded
    std::thread thread;
};

Pool::Pool(Runtime& run) : run_(run), most_(pool_size()) {}

Pool::~Pool() {
    end();
}

void Pool::provide() {
    const std::scoped_lock lock{mutex_};
    if (!idle_.empty() || workers_.size() == most_) return;
    try {
        auto worker = std::make_unique<Worker>(run_);
        worker->context.worker = workers_.size() + 1;
        worker->thread = std::thread{[this, made = worker.get()] { serve(*made); }};
        idle_.push_back(worker.get());
        workers_.push_back(std::move(worker));
    } catch (const std::exception&) {
        // The others do it all.
        if (workers_.empty()) throw;
    }
}

void Pool::queue(std::unique_ptr<Job> job) {
    Worker* worker = nullptr;
    {
        const std::scoped_lock lock{mutex_};
        job->queued = true;
        queued_.push_back(*job.release());
        if (idle_.empty()) return;
        worker = idle_.back();
        idle_.pop_back();
        // It counts from here on, not from when its thread wakes: time must not jump in between.
        run_.clock.enter();
        run_.clock.line_up(worker->context.waiter);
        worker->has_call = true;
    }
    worker->called.notify_one();
}

std::unique_ptr<Job> Pool::take_back(Job& job) {
    const std::scoped_lock lock{mutex_};
    // Once it is done it stands in its loop's line, which is not ours.
    if (!std::exchange(job.queued, false)) return nullptr;
    job.unlink();
    return std::unique_ptr<Job>{&job};
}

// Null once nothing is queued; then the worker is idle.
std::unique_ptr<Job> Pool::next(Worker& worker) {
    const std::scoped_lock lock{mutex_};
    std::unique_ptr<Job> job{queued_.pop_front()};
    if (job)
        job->queued = false;
    else
        idle_.push_back(&worker);
    return job;
}

void Pool::serve(Worker& worker) {
    Context& mine = worker.context;
    LoopClock& clock = run_.clock;
    set_context(&mine);
    for (;;) {
        {
            std::unique_lock lock{mutex_};
            worker.called.wait(lock, [&] { return worker.has_call || ending_; });
            if (!std::exchange(worker.has_call, false)) return;
        }
        if (clock.standing_still()) clock.wait(mine.waiter, clock.now());
        while (std::unique_ptr<Job> job = next(worker)) run(worker, std::move(job));
        clock.leave();
    }
}

void Pool::run(Worker& worker, std::unique_ptr<Job> job) {
    Context& mine = worker.context;
    if (!std::exchange(worker.announced, true)) {
        emit(mine, {.arg = static_cast<std::int64_t>(mine.worker),
                    .object = run_.tables->intern("worker " + std::to_string(mine.worker)),
                    .kind = trace::Kind::ThreadBegin,
                    .reason = code(trace::ThreadRole::Worker)});
    }
    emit(mine, {.arg = job->label, .task = job->task, .object = job->id, .kind = trace::Kind::WorkBegin});
    mine.task = job->task;
    try {
        job->fn();
    } catch (...) {
        job->error = std::current_exception();
    }
    mine.task = 0;
    emit(mine, {.task = job->task, .object = job->id, .kind = trace::Kind::WorkEnd});
    Loop& loop = *job->loop;
    loop.give_back(std::move(job));
}

void Pool::end() {
    {
        const std::scoped_lock lock{mutex_};
        ending_ = true;
    }
    for (const auto& worker : workers_) {
        worker->called.notify_one();
        worker->thread.join();
    }
    workers_.clear();
    idle_.clear();
}

}  // namespace loopscope::async
