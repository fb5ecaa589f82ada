// when_any: waits for the first of several tasks (asyncio.wait with FIRST_COMPLETED). with_timeout: for a
// task or a deadline, whichever comes first.
#pragma once

#include "core/async/loop.hpp"
#include "core/async/sleep.hpp"

#include <deque>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace loopscope::async {

// Thrown by with_timeout, after the task has been cancelled and has ended.
struct TimedOut : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "timed out"; }
};

namespace detail {

class WhenAnyOperation final : public Operation, public EndListener, public TimerListener {
public:
    // `limit`: also ends after so much loop time; kForever for no limit.
    WhenAnyOperation(std::vector<std::shared_ptr<Node>> nodes, Nanos limit, const CallSite& site)
        : Operation(site), nodes_(std::move(nodes)), limit_(limit) {}
    ~WhenAnyOperation() { abandon(); }

    bool await_ready();
    void await_suspend(std::coroutine_handle<> handle);
    // Index of the first task that ended; nothing when the limit came first. Throws Cancelled; the tasks run
    // on.
    std::optional<std::size_t> await_resume();
    void detach() noexcept override;
    void on_end(Node& ended) override;
    void on_timer(trace::ObjectId timer) override;

private:
    std::vector<std::shared_ptr<Node>> nodes_;
    std::deque<EndLink> links_;
    Nanos limit_;
    Loop* loop_ = nullptr;
    std::optional<std::size_t> first_;
};

}  // namespace detail

// Waits for the first of `handles` to end, and says which. The others run on. At once when one has ended
// already. With no handles it throws std::invalid_argument. Throws Cancelled.
template <class T>
Task<std::size_t> when_any(std::vector<TaskHandle<T>> handles, CallSite site = CallSite::here()) {
    if (handles.empty()) throw std::invalid_argument("when_any needs at least one task");
    std::vector<std::shared_ptr<Node>> nodes;
    nodes.reserve(handles.size());
    for (const TaskHandle<T>& handle : handles) nodes.push_back(handle.shared_node());
    const std::optional<std::size_t> first =
        co_await detail::WhenAnyOperation{std::move(nodes), kForever, site};
    co_return *first;
}

// Runs `body` as a task of its own for at most `limit`; then cancels it, waits until it has ended, and throws
// TimedOut. A body that swallows the cancellation and returns wins: its result is given. Cancelling the
// waiter cancels the body.
template <class T>
Task<T> with_timeout(Task<T> body, Nanos limit, CallSite site = CallSite::here()) {
    TaskHandle<T> handle = spawn(std::move(body), site);
    std::vector<std::shared_ptr<Node>> nodes{handle.shared_node()};
    std::optional<std::size_t> first;
    try {
        first = co_await detail::WhenAnyOperation{std::move(nodes), limit, site};
    } catch (const Cancelled&) {
        handle.cancel();
        throw;
    }
    if (!first) {
        handle.cancel();
        std::vector<std::shared_ptr<Node>> again{handle.shared_node()};
        co_await detail::WhenAnyOperation{std::move(again), kForever, site};
        if (handle.outcome() == trace::Outcome::Cancelled) throw TimedOut{};
    }
    co_return handle.take();
}

}  // namespace loopscope::async
