// Task<T>: a coroutine. Calling one makes it; nothing runs until somebody awaits it or makes a task of it
// (spawn). Awaiting it runs it at once, inside the awaiting task, without going back to the loop (in asyncio:
// awaiting a coroutine). TaskHandle<T> is what spawn gives: the handle of a task of its own (in asyncio: a
// Task).
#pragma once

#include "core/async/node.hpp"

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace loopscope::async {

template <class T = void>
class Task;
template <class T = void>
class TaskHandle;

namespace detail {

// "name(1)" or "name(Ada)" from what a coroutine is called with: the first argument that reads well.
std::string argument_text(std::string_view text);
std::string argument_text(long long number);
template <class A>
std::string argument_text_of(const A& argument) {
    if constexpr (std::is_same_v<A, bool>) {
        return {};
    } else if constexpr (std::is_integral_v<A>) {
        return argument_text(static_cast<long long>(argument));
    } else if constexpr (std::is_convertible_v<const A&, std::string_view>) {
        return argument_text(std::string_view{argument});
    } else {
        return {};
    }
}

struct PromiseBase;

// Awaiting a coroutine: control goes straight into it, and straight back when it returns; the loop's
// dispatcher carries it from one to the other, so that it takes no stack, however long the way.
class CoroutineAwaiter {
public:
    CoroutineAwaiter(PromiseBase* promise, const CallSite& site) : promise_(promise), site_(site) {}
    CoroutineAwaiter(const CoroutineAwaiter&) = delete;
    CoroutineAwaiter& operator=(const CoroutineAwaiter&) = delete;
    ~CoroutineAwaiter() { leave(); }

    // A coroutine that has been awaited before, moved from or never made throws std::logic_error, after a
    // Misuse event.
    bool await_ready();
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> awaiting) {
        begin(awaiting.promise());
    }

    // Under the one who waits, the coroutine goes away: the await throws Broken, in a later turn.
    void on_destroyed() noexcept;
    // The coroutine goes, and so does whoever waits here.
    void forget() noexcept { promise_ = nullptr; }

protected:
    void returned();

    PromiseBase* promise_;

private:
    void begin(PromiseBase& awaiting);
    void leave() noexcept;

    CallSite site_;
    Node* node_ = nullptr;
    PromiseBase* awaiting_ = nullptr;
    bool broken_ = false;
};

struct FinalAwaiter {
    static bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> finished) const noexcept;
    static void await_resume() noexcept {}
    PromiseBase* promise;
};

struct PromiseBase {
    PromiseBase() = default;
    // Reads the arguments of the coroutine before they are moved into its frame, for its name.
    template <class... Args>
    explicit PromiseBase(const Args&... args) {
        ((arguments.empty() ? void(arguments = argument_text_of(args)) : void()), ...);
    }

    static std::suspend_always initial_suspend() noexcept { return {}; }
    FinalAwaiter final_suspend() noexcept { return {this}; }
    void unhandled_exception() { error = std::current_exception(); }
    [[nodiscard]] bool under_way() const { return started && !done; }

    std::coroutine_handle<> frame;
    PromiseBase** owner = nullptr;        // the Task's pointer to this
    CoroutineAwaiter* awaiter = nullptr;  // whoever waits for it inside the same task
    PromiseBase* awaited_by = nullptr;    // ... whose coroutine that is
    PromiseBase* awaits = nullptr;        // the coroutine that it waits for inside the same task
    Node* node = nullptr;                 // whose body it is
    std::exception_ptr error;
    CallSite made_in;
    std::string arguments;
    bool started = false;
    bool done = false;
};

template <class T>
struct ValuePromise : PromiseBase {
    using PromiseBase::PromiseBase;
    template <class U>
    void return_value(U&& result) {
        value.emplace(std::forward<U>(result));
    }
    T take() {
        if (error) std::rethrow_exception(error);
        return std::move(*value);
    }
    std::optional<T> value;
};
template <>
struct ValuePromise<void> : PromiseBase {
    using PromiseBase::PromiseBase;
    static void return_void() {}
    void take() const {
        if (error) std::rethrow_exception(error);
    }
};

// Passes an awaitable on by reference: g++ 12 would move one that await_transform returns as an rvalue.
template <class A>
struct ByReference {
    A& awaitable;
    bool await_ready() { return awaitable.await_ready(); }
    template <class Promise>
    auto await_suspend(std::coroutine_handle<Promise> handle) {
        return awaitable.await_suspend(handle);
    }
    decltype(auto) await_resume() { return awaitable.await_resume(); }
};

template <class T>
class TaskAwaiter : public CoroutineAwaiter {
public:
    using CoroutineAwaiter::CoroutineAwaiter;
    T await_resume() {
        returned();
        return static_cast<ValuePromise<T>*>(promise_)->take();
    }
};

// With all that it awaits, innermost first, as if an exception came through them.
void destroy_coroutine(PromiseBase& outermost) noexcept;
std::string task_name(const PromiseBase& promise);

}  // namespace detail

template <class T>
class [[nodiscard]] Task {
public:
    struct promise_type : detail::ValuePromise<T> {
        using detail::ValuePromise<T>::ValuePromise;

        Task get_return_object(CallSite site = CallSite::here()) {
            this->made_in = site;
            this->frame = std::coroutine_handle<promise_type>::from_promise(*this);
            return Task{this};
        }
        // What an await names as its place is where the co_await stands.
        template <class U>
        auto await_transform(Task<U>&& task, CallSite site = CallSite::here()) {
            return task.await_at(site);
        }
        template <class U>
        auto await_transform(Task<U>& task, CallSite site = CallSite::here()) {
            return task.await_at(site);
        }
        template <class U>
        auto await_transform(TaskHandle<U>&& handle, CallSite site = CallSite::here()) {
            return handle.join(site);
        }
        template <class U>
        auto await_transform(TaskHandle<U>& handle, CallSite site = CallSite::here()) {
            return handle.join(site);
        }
        // A temporary lives until the end of the await's full expression.
        template <class A>
        detail::ByReference<std::remove_reference_t<A>> await_transform(A&& awaitable) {
            return {awaitable};
        }
    };
    using Value = T;

    Task(Task&& other) noexcept : Task(std::exchange(other.promise_, nullptr)) {}
    Task& operator=(Task&& other) noexcept {
        std::swap(promise_, other.promise_);
        own();
        other.own();
        return *this;
    }
    ~Task() { destroy(); }

    // Gives the task that spawn makes of this another name than "function(argument)".
    Task named(std::string name) && {
        promise_->made_in.function = "";
        promise_->arguments = std::move(name);
        return std::move(*this);
    }
    [[nodiscard]] std::string name() const {
        return promise_ != nullptr ? detail::task_name(*promise_) : std::string{};
    }

    [[nodiscard]] auto await_at(const CallSite& site) { return detail::TaskAwaiter<T>{promise_, site}; }

    // For the task's node. Null once it has been destroyed or moved from.
    [[nodiscard]] promise_type* promise() const { return static_cast<promise_type*>(promise_); }
    void destroy() {
        if (promise_ != nullptr) detail::destroy_coroutine(*promise_);
    }

private:
    explicit Task(detail::PromiseBase* promise) : promise_(promise) { own(); }
    void own() {
        if (promise_ != nullptr) promise_->owner = &promise_;
    }
    detail::PromiseBase* promise_;
};

// A Node with a body of a certain type.
template <class T>
class TaskNode final : public Node {
public:
    TaskNode(Loop& loop, trace::TaskId id, Task<T> body) : Node(loop, id), body_(std::move(body)) {
        body_.promise()->node = this;
        body_.promise()->started = true;
        resume_point = body_.promise()->frame;
    }
    ~TaskNode() override { body_.destroy(); }

    [[nodiscard]] std::string name() const { return body_.name(); }

    // Called in the last step, once the body has returned or thrown.
    void release_frame() override {
        if constexpr (!std::is_void_v<T>) {
            if (body_.promise() != nullptr && body_.promise()->value)
                value_ = std::move(body_.promise()->value);
        }
        body_.destroy();
    }

    // Precondition: ended. Copies, because several may wait for one task.
    T value() {
        mark_read();
        if (error()) std::rethrow_exception(error());
        if (outcome() == trace::Outcome::Cancelled) throw Cancelled{};
        if (outcome() == trace::Outcome::Stopped) throw Stopped{};
        if constexpr (!std::is_void_v<T>) return *value_;
    }

private:
    using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, std::optional<T>>;
    Task<T> body_;
    Stored value_;
};

namespace detail {

// Waits for a task to end. Does not go back to the loop when it has ended already.
class JoinOperation : public Operation, public EndListener {
public:
    JoinOperation(std::shared_ptr<Node> awaited, const CallSite& site)
        : Operation(site), awaited_(std::move(awaited)) {}
    ~JoinOperation() { abandon(); }

    [[nodiscard]] bool await_ready() const { return awaited_->ended(); }
    void await_suspend(std::coroutine_handle<> handle) {
        awaited_->add_listener(link_);
        suspend(handle, trace::Wait::Task, awaited_->id());
    }
    void detach() noexcept override { link_.unlink(); }
    void on_end(Node& ended) override { wake(trace::Cause::TaskDone, ended.id()); }

protected:
    std::shared_ptr<Node> awaited_;

private:
    EndLink link_{*this};
};

template <class T>
class TypedJoin final : public JoinOperation {
public:
    using JoinOperation::JoinOperation;
    // As in asyncio, cancelling who awaits a task cancels the task too.
    T await_resume() {
        if (finish_wait()) {
            awaited_->cancel();
            throw Cancelled{};
        }
        return static_cast<TaskNode<T>&>(*awaited_).value();
    }
};

}  // namespace detail

// Copies share one task. Dropping it does not stop the task; a failure that nobody reads is a Misuse event.
template <class T>
class TaskHandle {
public:
    explicit TaskHandle(std::shared_ptr<TaskNode<T>> node) : node_(std::move(node)) {}

    [[nodiscard]] trace::TaskId id() const { return node_->id(); }
    [[nodiscard]] bool done() const { return node_->ended(); }
    [[nodiscard]] trace::Outcome outcome() const { return node_->outcome(); }
    void cancel() { node_->cancel(); }
    [[nodiscard]] auto join(const CallSite& site) { return detail::TypedJoin<T>{node_, site}; }
    // Precondition: done().
    T take() { return node_->value(); }
    [[nodiscard]] Node& node() const { return *node_; }
    [[nodiscard]] std::shared_ptr<TaskNode<T>> shared_node() const { return node_; }

private:
    std::shared_ptr<TaskNode<T>> node_;
};

}  // namespace loopscope::async
