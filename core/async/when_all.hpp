// when_all: makes a task of each coroutine and waits for all of them (asyncio.gather). Results come in the
// order of the arguments, whatever the order of completion.
#pragma once

#include "core/async/loop.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace loopscope::async {
namespace detail {

// Resumes the waiter once all have ended, or as soon as one has failed; the others run on then. Cancelling
// the waiter cancels all of them.
class WhenAllOperation final : public Operation, public EndListener {
public:
    WhenAllOperation(std::vector<std::shared_ptr<Node>> nodes, const CallSite& site)
        : Operation(site), nodes_(std::move(nodes)) {}
    ~WhenAllOperation() { abandon(); }

    bool await_ready();
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();
    void detach() noexcept override;
    void on_end(Node& ended) override;

private:
    std::vector<std::shared_ptr<Node>> nodes_;
    std::deque<EndLink> links_;
    std::size_t left_ = 0;
    bool failed_ = false;
};

template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
Stored<T> take(TaskHandle<T>& handle) {
    if constexpr (std::is_void_v<T>) {
        handle.take();
        return {};
    } else {
        return handle.take();
    }
}

}  // namespace detail

// Spawns all now, in order. The awaiting task goes on in a turn after the last one has ended; when one
// throws, after that one, with its exception (the others run on, and what they throw counts as read).
template <class T>
Task<std::conditional_t<std::is_void_v<T>, void, std::vector<detail::Stored<T>>>> when_all(
    std::vector<Task<T>> tasks, CallSite site = CallSite::here()) {
    std::vector<TaskHandle<T>> handles;
    std::vector<std::shared_ptr<Node>> nodes;
    handles.reserve(tasks.size());
    nodes.reserve(tasks.size());
    for (Task<T>& task : tasks) {
        handles.push_back(spawn(std::move(task), site));
        nodes.push_back(handles.back().shared_node());
    }
    co_await detail::WhenAllOperation{std::move(nodes), site};
    if constexpr (std::is_void_v<T>) {
        for (TaskHandle<T>& handle : handles) handle.take();
    } else {
        std::vector<T> results;
        results.reserve(handles.size());
        for (TaskHandle<T>& handle : handles) results.push_back(handle.take());
        co_return results;
    }
}

// The same for coroutines of different types; void becomes std::monostate.
template <class... Ts>
requires(sizeof...(Ts) > 0) Task<std::tuple<detail::Stored<Ts>...>> when_all(Task<Ts>... tasks) {
    const CallSite site{};
    std::tuple<TaskHandle<Ts>...> handles{spawn(std::move(tasks), site)...};
    std::vector<std::shared_ptr<Node>> nodes;
    std::apply([&](auto&... handle) { (nodes.push_back(handle.shared_node()), ...); }, handles);
    co_await detail::WhenAllOperation{std::move(nodes), site};
    co_return std::apply(
        [](auto&... handle) { return std::tuple<detail::Stored<Ts>...>{detail::take(handle)...}; }, handles);
}

}  // namespace loopscope::async
