// What is behind a connection, a pipe or a server: libuv's handle, what has come so far, and who waits.
// libuv's callbacks only note what has happened and wake the task. Only for core/async.
#pragma once

#include "core/async/loop.hpp"

#include <memory>
#include <string>

#include <uv.h>

namespace loopscope::async::detail {

class StreamCore;

// A task that waits for news on the stream's descriptor: one may wait to read (or accept), one to write (or
// connect).
class StreamOperation : public Operation {
public:
    static bool await_ready() noexcept { return false; }
    void detach() noexcept override { leave(); }

    // Records that the descriptor is ready. `wakes`: and this is what the task waits for.
    void news(bool wakes = true);
    // The task has what it waits for: the next news need not be waited for.
    [[nodiscard]] virtual bool has_enough() const { return true; }
    [[nodiscard]] trace::TaskId task() const { return node() != nullptr ? node()->id() : 0; }

protected:
    StreamOperation(std::shared_ptr<StreamCore> core, trace::Interest side, const CallSite& site)
        : Operation(site), core_(std::move(core)), side_(side) {}
    // Derived destructors call abandon() and leave().
    ~StreamOperation() = default;

    // Throws IoError when the stream is closed, std::logic_error when somebody else waits on this side.
    void check() const;
    // Parks the task until news().
    void park(std::coroutine_handle<> handle);
    // Waits no longer. Without effect when it does not.
    void leave() noexcept;

    std::shared_ptr<StreamCore> core_;

private:
    [[nodiscard]] StreamOperation*& place() const;

    trace::Interest side_;
    bool parked_ = false;
};

class StreamCore final : public std::enable_shared_from_this<StreamCore>, public LoopHandle {
public:
    // `about` names it in errors, `label` in what is recorded. For the calling thread's loop.
    StreamCore(std::string about, std::string label);

    template <class Handle>
    [[nodiscard]] Handle* as() {
        return reinterpret_cast<Handle*>(&handle_);
    }
    static StreamCore& of(const void* handle) {
        return *static_cast<StreamCore*>(static_cast<const uv_handle_t*>(handle)->data);
    }
    // libuv has the handle: from here on close() must be called before the last reference goes.
    void opened();
    [[nodiscard]] bool is_open() const { return open_; }
    // Who waits is woken, and throws. With `reset`, the other side of a connection gets an error.
    void close(bool reset = false);
    void close_with_loop() override { close(); }
    // Throws IoError when it is closed.
    void check_open() const;

    void start_reading();
    void stop_reading();

    Loop& loop;
    std::string about;
    std::string label;
    bool outside = false;  // the other end is not of this program: time must not jump while it is waited for

    std::string buffer;  // has come and was not read yet
    bool at_end = false;
    int error = 0;                // of reading, connecting or accepting
    bool has_connection = false;  // that accept can take
    int accepted = 0;             // so many were
    uv_connect_t connecting{};

    StreamOperation* reader = nullptr;
    StreamOperation* writer = nullptr;
    // Records what is watched now.
    void watched();
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    friend class StreamOperation;
    uv_any_handle handle_{};
    int descriptor_ = -1;
    bool open_ = false;
    trace::Interest watched_ = trace::Interest::None;
    std::shared_ptr<StreamCore> keep_;  // until libuv has done with the handle
};

}  // namespace loopscope::async::detail
