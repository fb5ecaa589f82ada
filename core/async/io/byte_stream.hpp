// ByteStream: bytes that come and go, of a connection or a pipe. One task at a time may read from it, and one
// may write.
#pragma once

#include "core/async/io/io_error.hpp"
#include "core/async/task.hpp"

#include <memory>
#include <optional>
#include <string>

namespace loopscope::async {
namespace detail {
class StreamCore;

// Closes the stream when it goes.
class StreamOwner {
public:
    explicit StreamOwner(std::shared_ptr<StreamCore> core) : core_(std::move(core)) {}
    ~StreamOwner();
    StreamOwner(const StreamOwner&) = delete;
    StreamOwner& operator=(const StreamOwner&) = delete;
    [[nodiscard]] const std::shared_ptr<StreamCore>& core() const { return core_; }

private:
    std::shared_ptr<StreamCore> core_;
};
}  // namespace detail

// Copies share one stream, which closes with the last of them; it must not outlive its loop. A read or write
// throws IoError when it fails, and when the stream is closed here meanwhile; Cancelled leaves what has
// already come for the next read.
class ByteStream {
public:
    explicit ByteStream(std::shared_ptr<detail::StreamCore> core)
        : owner_(std::make_shared<detail::StreamOwner>(std::move(core))) {}

    // What has come, as soon as there is something; "" at the end.
    Task<std::string> read_some(CallSite site = CallSite::here());
    // The next line, without its newline; nothing at the end. The last line needs no newline.
    Task<std::optional<std::string>> read_line(CallSite site = CallSite::here());
    // Everything until the end.
    Task<std::string> read_all(CallSite site = CallSite::here());
    // All of `data`. Goes back to the loop only when the kernel has no room for it. What a cancelled write
    // has begun still goes out, unless the stream is closed.
    Task<> write(std::string data, CallSite site = CallSite::here());
    // Now; the other side reads the end. Data that still waits to go out is lost.
    void close();
    [[nodiscard]] bool is_open() const;

protected:
    [[nodiscard]] detail::StreamCore& core() const { return *owner_->core(); }

private:
    std::shared_ptr<detail::StreamOwner> owner_;
};

}  // namespace loopscope::async
