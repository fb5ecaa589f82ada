#include "core/async/work.hpp"

#include <utility>

namespace loopscope::async::detail {

using trace::Kind;

void WorkOperation::await_suspend(std::coroutine_handle<> handle) {
    Context& here = context();
    here.runtime.pool.provide();
    auto job = std::make_unique<Job>();
    job->fn = std::move(fn_);
    job->done = [this](Job& ended) { done(ended); };
    job->loop = here.loop;
    job->id = here.runtime.next_object();
    job->task = here.task;
    job->label = here.runtime.tables->intern(label_);
    job_ = job.get();
    emit(here, {.arg = job->label, .task = here.task, .object = job->id, .kind = Kind::WorkQueued});
    suspend(handle, trace::Wait::Worker, job->id);
    if (job_ == nullptr) return;
    queued_ = true;
    here.loop->queue_work(std::move(job));
}

void WorkOperation::detach() noexcept {
    Job* const job = std::exchange(job_, nullptr);
    if (job == nullptr) return;
    job->done = nullptr;
    const trace::Event cancelled{
        .arg = job->label, .task = job->task, .object = job->id, .kind = Kind::WorkCancelled};
    if (queued_ && !job->loop->cancel_work(*job)) return;
    emit(context(), cancelled);
}

void WorkOperation::done(Job& job) {
    job_ = nullptr;
    error_ = job.error;
    wake(trace::Cause::WorkerDone, job.id);
}

void WorkOperation::rethrow() {
    throw_if_cancelled();
    if (error_) std::rethrow_exception(error_);
}

}  // namespace loopscope::async::detail
