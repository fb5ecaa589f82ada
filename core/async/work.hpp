// run_on_pool: runs a function on the run's pool of worker threads while the task waits and its loop is free
// (asyncio.to_thread).
#pragma once

#include "core/async/loop.hpp"
#include "core/async/pool.hpp"

#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace loopscope::async {
namespace detail {

// Begin and end are recorded on the thread that does the work. A piece of work whose task is cancelled is
// taken out of the pool's queue if it has not begun; if it has, it is let run and its result is dropped.
class WorkOperation : public Operation {
public:
    WorkOperation(std::string label, const CallSite& site) : Operation(site), label_(std::move(label)) {}

    static bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle);
    void detach() noexcept override;

protected:
    ~WorkOperation() { abandon(); }
    // `fn` is called once, on a thread of the pool; it must not refer to this operation.
    void set_work(std::function<void()> fn) { fn_ = std::move(fn); }
    // In await_resume: throws what `fn` threw, or Cancelled.
    void rethrow();

private:
    void done(Job& job);

    std::string label_;
    std::function<void()> fn_;
    Job* job_ = nullptr;  // null once it is done, or nobody waits for it any more
    bool queued_ = false;
    std::exception_ptr error_;
};

template <class Fn>
class TypedWork final : public WorkOperation {
public:
    using Result = std::invoke_result_t<Fn>;

    TypedWork(Fn fn, std::string label, const CallSite& site) : WorkOperation(std::move(label), site) {
        set_work([fn = std::move(fn), result = result_]() mutable {
            if constexpr (std::is_void_v<Result>) {
                fn();
            } else {
                result->emplace(fn());
            }
        });
    }
    Result await_resume() {
        rethrow();
        if constexpr (!std::is_void_v<Result>) return std::move(**result_);
    }

private:
    using Stored = std::optional<std::conditional_t<std::is_void_v<Result>, std::monostate, Result>>;
    std::shared_ptr<Stored> result_ = std::make_shared<Stored>();
};

}  // namespace detail

// `fn` runs on a thread of the pool (print, block_for and cpu_work work there too); its result, or what it
// throws, comes back to the task in a later turn. At most four at once in a run, unless the environment's
// UV_THREADPOOL_SIZE says otherwise. In virtual time the workers begin one by one, each when everybody else
// waits.
template <class Fn>
detail::TypedWork<std::decay_t<Fn>> run_on_pool(Fn&& fn, std::string label = "work",
                                                CallSite site = CallSite::here()) {
    return {std::forward<Fn>(fn), std::move(label), site};
}

}  // namespace loopscope::async
