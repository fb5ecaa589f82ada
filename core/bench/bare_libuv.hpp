// The least that a coroutine's turn on libuv can be: a check handle resumes it, an idle handle keeps the poll
// from sleeping. Nothing is recorded, there is no ready queue, no timer and no clock of our own.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

#include <uv.h>

namespace loopscope::bench {

class BareLibuv {
public:
    struct Coroutine {
        struct promise_type {
            Coroutine get_return_object() {
                return {std::coroutine_handle<promise_type>::from_promise(*this)};
            }
            static std::suspend_always initial_suspend() noexcept { return {}; }
            static std::suspend_always final_suspend() noexcept { return {}; }
            static void return_void() {}
            static void unhandled_exception() { std::terminate(); }
        };
        std::coroutine_handle<promise_type> handle;
    };
    struct Yield {
        BareLibuv& loop;
        static bool await_ready() noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) const noexcept { loop.next_ = handle; }
        static void await_resume() noexcept {}
    };

    BareLibuv() {
        uv_loop_init(&loop_);
        uv_idle_init(&loop_, &idle_);
        uv_check_init(&loop_, &check_);
        check_.data = this;
        uv_idle_start(&idle_, [](uv_idle_t*) {});
        uv_check_start(&check_, [](uv_check_t* self) { static_cast<BareLibuv*>(self->data)->dispatch(); });
    }
    ~BareLibuv() {
        uv_close(reinterpret_cast<uv_handle_t*>(&idle_), nullptr);
        uv_close(reinterpret_cast<uv_handle_t*>(&check_), nullptr);
        uv_run(&loop_, UV_RUN_DEFAULT);
        uv_loop_close(&loop_);
    }
    BareLibuv(const BareLibuv&) = delete;
    BareLibuv& operator=(const BareLibuv&) = delete;

    Yield yield() { return {*this}; }
    // Runs it to its end.
    void run(Coroutine main) {
        next_ = main.handle;
        uv_run(&loop_, UV_RUN_DEFAULT);
        main.handle.destroy();
    }

private:
    void dispatch() {
        if (const auto handle = std::exchange(next_, {})) handle.resume();
        if (!next_) uv_stop(&loop_);
    }

    uv_loop_t loop_{};
    uv_idle_t idle_{};
    uv_check_t check_{};
    std::coroutine_handle<> next_;
};

}  // namespace loopscope::bench
