// One task's wait until the kernel has taken all of its bytes. Only for core/async.
#pragma once

#include "core/async/io/stream_core.hpp"

#include <memory>
#include <string>

namespace loopscope::async::detail {

class WriteOperation final : public StreamOperation {
public:
    WriteOperation(std::shared_ptr<StreamCore> core, std::string data, const CallSite& site)
        : StreamOperation(std::move(core), trace::Interest::Write, site), data_(std::move(data)) {}
    ~WriteOperation() {
        abandon();
        leave();
        forget();
    }

    // Writes what there is room for.
    bool await_ready();
    void await_suspend(std::coroutine_handle<> handle);
    // Throws IoError and Cancelled.
    void await_resume();
    void detach() noexcept override;

private:
    struct Request;
    void forget() noexcept;

    std::string data_;
    Request* request_ = nullptr;  // owned by libuv until it is done
    int error_ = 0;
};

}  // namespace loopscope::async::detail
