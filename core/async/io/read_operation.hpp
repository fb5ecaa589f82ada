// One task's wait for bytes of a stream. Only for core/async.
#pragma once

#include "core/async/io/stream_core.hpp"

#include <optional>
#include <string>

namespace loopscope::async::detail {

enum class ReadUntil : std::uint8_t { Something, Newline, End };

class ReadOperation final : public StreamOperation {
public:
    ReadOperation(std::shared_ptr<StreamCore> core, ReadUntil until, const CallSite& site)
        : StreamOperation(std::move(core), trace::Interest::Read, site), until_(until) {}
    ~ReadOperation() {
        abandon();
        leave();
    }

    bool await_ready();
    void await_suspend(std::coroutine_handle<> handle);
    // Nothing: the end. Throws IoError and Cancelled.
    std::optional<std::string> await_resume();

    // What has come is what it waits for, or nothing more will come.
    [[nodiscard]] bool has_enough() const override;

private:
    [[nodiscard]] std::string take(std::size_t count, std::size_t drop = 0);

    ReadUntil until_;
};

}  // namespace loopscope::async::detail
