#include "core/async/io/read_operation.hpp"

#include "core/async/io/io_error.hpp"

#include <utility>

namespace loopscope::async::detail {
namespace {

// A line or a text that never ends must not take all memory.
constexpr std::size_t kLongestLine = std::size_t{1} << 20U;
constexpr std::size_t kLongestText = std::size_t{1} << 26U;

}  // namespace

bool ReadOperation::has_enough() const {
    const StreamCore& core = *core_;
    if (core.at_end || core.error != 0) return true;
    switch (until_) {
        case ReadUntil::Something: return !core.buffer.empty();
        case ReadUntil::Newline:
            return core.buffer.find('\n') != std::string::npos || core.buffer.size() > kLongestLine;
        case ReadUntil::End: return core.buffer.size() > kLongestText;
    }
    return true;
}

bool ReadOperation::await_ready() {
    check();
    return has_enough();
}

void ReadOperation::await_suspend(std::coroutine_handle<> handle) {
    core_->start_reading();
    park(handle);
}

std::optional<std::string> ReadOperation::await_resume() {
    leave();
    throw_if_cancelled();
    StreamCore& core = *core_;
    core.check_open();
    const std::size_t newline = core.buffer.find('\n');
    if (until_ == ReadUntil::Newline && newline != std::string::npos) return take(newline, 1);
    if (until_ == ReadUntil::Something && !core.buffer.empty()) return take(core.buffer.size());
    const std::size_t most = until_ == ReadUntil::End ? kLongestText : kLongestLine;
    if (core.buffer.size() > most) throw IoError(UV_EMSGSIZE, core.about);
    if (core.error != 0) throw IoError(core.error, core.about);
    if (core.buffer.empty() && until_ != ReadUntil::End) return std::nullopt;
    return take(core.buffer.size());
}

std::string ReadOperation::take(std::size_t count, std::size_t drop) {
    std::string& buffer = core_->buffer;
    if (count == buffer.size()) return std::exchange(buffer, {});
    std::string taken = buffer.substr(0, count);
    buffer.erase(0, count + drop);
    return taken;
}

}  // namespace loopscope::async::detail
