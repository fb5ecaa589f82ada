#include "core/async/io/write_operation.hpp"

#include "core/async/io/io_error.hpp"

#include <utility>

namespace loopscope::async::detail {
namespace {

// libuv counts bytes of a buffer in 32 bits.
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30U;

}  // namespace

struct WriteOperation::Request {
    uv_write_t request{};
    std::shared_ptr<StreamCore> core;
    std::string data;
    WriteOperation* waiter = nullptr;  // null once nobody waits any more

    static void done(uv_write_t* request, int status) {
        const std::unique_ptr<Request> self{static_cast<Request*>(request->data)};
        if (self->waiter == nullptr) return;
        self->waiter->request_ = nullptr;
        self->waiter->error_ = status;
        self->waiter->news();
    }
};

bool WriteOperation::await_ready() {
    check();
    if (data_.size() > kMostAtOnce) throw IoError(UV_E2BIG, core_->about);
    while (!data_.empty()) {
        const uv_buf_t buffer = uv_buf_init(data_.data(), static_cast<unsigned>(data_.size()));
        const int written = uv_try_write(core_->as<uv_stream_t>(), &buffer, 1);
        if (written == UV_EAGAIN) return false;
        if (written < 0) {
            error_ = written;
            return true;
        }
        data_.erase(0, static_cast<std::size_t>(written));
    }
    return true;
}

void WriteOperation::await_suspend(std::coroutine_handle<> handle) {
    request_ = new Request;
    request_->core = core_;
    request_->data = std::move(data_);
    request_->waiter = this;
    request_->request.data = request_;
    const uv_buf_t buffer = uv_buf_init(request_->data.data(), static_cast<unsigned>(request_->data.size()));
    const int error = uv_write(&request_->request, core_->as<uv_stream_t>(), &buffer, 1, &Request::done);
    if (error != 0) {
        delete std::exchange(request_, nullptr);
        error_ = error;
    }
    park(handle);
    if (error != 0) news();
}

void WriteOperation::await_resume() {
    leave();
    forget();
    throw_if_cancelled();
    core_->check_open();
    if (error_ != 0) throw IoError(error_, core_->about);
}

void WriteOperation::detach() noexcept {
    forget();
    leave();
}

void WriteOperation::forget() noexcept {
    if (request_ != nullptr) std::exchange(request_, nullptr)->waiter = nullptr;
}

}  // namespace loopscope::async::detail
