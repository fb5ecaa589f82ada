#include "core/async/work.hpp"

#include <algorithm>
#include <string>

namespace loopscope::async::detail {

using trace::Kind;

struct WorkOperation::Job {
    uv_work_t request{};
    WorkOperation* waiter = nullptr;  // null once nobody waits any more; the loop's thread only
    Loop* loop = nullptr;
    Runtime* run = nullptr;
    std::function<void()> fn;
    trace::ObjectId id = 0;
    trace::TaskId task = 0;
    trace::StringId label = 0;
    std::exception_ptr error;

    static void work(uv_work_t* request);
    static void after(uv_work_t* request, int status);
};

namespace {

// One more place for a worker, if more pieces of work could be under way than there are places. Called by the
// thread that queues work: see Recorder::add_thread for why not by the worker.
void provide_worker(Runtime& run) {
    const std::scoped_lock lock{run.worker_mutex};
    ++run.work_in_flight;
    if (run.worker_contexts.size() >= std::min(run.workers, run.work_in_flight)) return;
    run.worker_contexts.push_back(std::make_unique<Context>(run));
    run.worker_contexts.back()->worker = run.worker_contexts.size();
    run.free_workers.insert(run.free_workers.begin(), run.worker_contexts.back().get());
}

// Time may not jump while a worker is about to begin a piece of work; but it must while a piece only waits
// for a worker, since the workers may all be waiting for time. So no more pieces keep it than there are
// workers.
void queue_in_pool(Runtime& run) {
    const std::scoped_lock lock{run.worker_mutex};
    if (++run.work_in_pool <= run.workers) run.clock.enter_outside();
}
// A worker is done with a piece and takes the next one, if there is one.
void finish_in_pool(Runtime& run) {
    const std::scoped_lock lock{run.worker_mutex};
    if (--run.work_in_pool >= run.workers) run.clock.enter_outside();
}
// A piece was taken out before a worker began it.
void cancel_in_pool(Runtime& run) {
    const std::scoped_lock lock{run.worker_mutex};
    if (run.work_in_pool-- <= run.workers) run.clock.leave_outside();
}

}  // namespace

void WorkOperation::await_suspend(std::coroutine_handle<> handle) {
    Context& here = context();
    job_ = new Job;
    job_->waiter = this;
    job_->loop = here.loop;
    job_->run = &here.runtime;
    job_->fn = std::move(fn_);
    job_->id = here.runtime.next_object();
    job_->task = here.task;
    job_->label = here.runtime.tables->intern(label_);
    job_->request.data = job_;
    emit(here, {.arg = job_->label, .task = here.task, .object = job_->id, .kind = Kind::WorkQueued});
    suspend(handle, trace::Wait::Worker, job_->id);
    if (job_ == nullptr) return;
    provide_worker(here.runtime);
    queue_in_pool(here.runtime);
    uv_queue_work(here.loop->uv(), &job_->request, &Job::work, &Job::after);
}

void WorkOperation::detach() noexcept {
    Job* job = std::exchange(job_, nullptr);
    if (job == nullptr) return;
    job->waiter = nullptr;
    if (uv_cancel(reinterpret_cast<uv_req_t*>(&job->request)) == UV_EINVAL)
        delete job;  // it was never queued
}

void WorkOperation::rethrow() {
    throw_if_cancelled();
    if (error_) std::rethrow_exception(error_);
}

void WorkOperation::Job::work(uv_work_t* request) {
    Job& job = *static_cast<Job*>(request->data);
    Runtime& run = *job.run;
    Context* mine = nullptr;
    {
        const std::scoped_lock lock{run.worker_mutex};
        mine = run.free_workers.back();
        run.free_workers.pop_back();
    }
    set_context(mine);
    run.clock.take_inside();
    if (!std::exchange(mine->announced, true)) {
        emit(*mine, {.arg = static_cast<std::int64_t>(mine->worker),
                     .object = run.tables->intern("worker " + std::to_string(mine->worker)),
                     .kind = Kind::ThreadBegin,
                     .reason = code(trace::ThreadRole::Worker)});
    }
    emit(*mine, {.arg = job.label, .task = job.task, .object = job.id, .kind = Kind::WorkBegin});
    mine->task = job.task;
    try {
        job.fn();
    } catch (...) {
        job.error = std::current_exception();
    }
    mine->task = 0;
    emit(*mine, {.task = job.task, .object = job.id, .kind = Kind::WorkEnd});
    set_context(nullptr);
    {
        const std::scoped_lock lock{run.worker_mutex};
        run.free_workers.push_back(mine);
    }
    finish_in_pool(run);
    run.clock.hand_outside();
}

void WorkOperation::Job::after(uv_work_t* request, int status) {
    const std::unique_ptr<Job> job{static_cast<Job*>(request->data)};
    if (job->waiter != nullptr) {
        job->waiter->error_ = job->error;
        job->waiter->job_ = nullptr;
        job->waiter->wake(trace::Cause::WorkerDone, job->id);
    }
    {
        const std::scoped_lock lock{job->run->worker_mutex};
        --job->run->work_in_flight;
    }
    if (status == UV_ECANCELED)
        cancel_in_pool(*job->run);
    else
        job->run->clock.leave_outside();
}

}  // namespace loopscope::async::detail
